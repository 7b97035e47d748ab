package dev.rewardgrader.grade.swe;

import dev.rewardgrader.grade.swe.container.ExecResult;
import dev.rewardgrader.grade.swe.container.SweCommand;
import dev.rewardgrader.grade.swe.container.SweContainer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Runs commands here, with the container's own paths in a folder. */
record ThisMachine(Path temp) implements SweContainer {
  private static final Pattern SIZE = Pattern.compile("\\d+\n");

  @Override
  public String image() {
    return "none";
  }

  @Override
  public SweCommand begin(List<String> command, byte[] input, String workdir, int maxOutput) {
    try {
      Process process =
          new ProcessBuilder(command.stream().map(this::here).toList())
              .directory(Path.of(workdir).toFile())
              .redirectErrorStream(true)
              .start();
      // As an engine may do it: the input stays open behind its bytes.
      LocalCommand local = new LocalCommand(process, this::here);
      local.write(input);
      return local;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private String here(String argument) {
    return argument.replace("/tmp/p", temp + "/p").replace("/eval", temp + "/eval");
  }

  @Override
  public boolean outOfMemory() {
    return false;
  }

  @Override
  public void close() {}

  /** A process of this machine as a command in a container. */
  private record LocalCommand(Process process, StringBuilder text, UnaryOperator<String> here)
      implements SweCommand {
    LocalCommand(Process process, UnaryOperator<String> here) {
      this(process, new StringBuilder(), here);
    }

    @Override
    public void send(byte[] input) {
      if (SIZE.matcher(new String(input, StandardCharsets.UTF_8)).matches()) {
        return;
      }
      String script = here.apply(new String(input, StandardCharsets.UTF_8));
      write((script.length() + "\n" + script).getBytes(StandardCharsets.UTF_8));
    }

    /** Writes as it is, but for the size of a script, which is another one here. */
    void write(byte[] input) {
      try {
        if (SIZE.matcher(new String(input, StandardCharsets.UTF_8)).matches()) {
          return;
        }
        process.getOutputStream().write(input);
        process.getOutputStream().flush();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public boolean awaitOutput(String mark, Duration timeout) {
      try {
        while (text.indexOf(mark) < 0) {
          int next = process.getInputStream().read();
          if (next < 0) {
            return false;
          }
          text.append((char) next);
        }
        return true;
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public String take(int most) {
      String taken = text.toString();
      text.setLength(0);
      return taken;
    }

    @Override
    public ExecResult end(Duration timeout) throws InterruptedException {
      try {
        byte[] rest = process.getInputStream().readAllBytes();
        String output = text + new String(rest, StandardCharsets.UTF_8);
        return new ExecResult(process.waitFor(), output, false, false, Duration.ZERO);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}
