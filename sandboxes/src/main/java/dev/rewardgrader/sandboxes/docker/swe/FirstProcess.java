package dev.rewardgrader.sandboxes.docker.swe;

import com.github.dockerjava.api.DockerClient;
import dev.rewardgrader.grade.swe.container.ExecResult;
import dev.rewardgrader.grade.swe.container.SweEngineException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * The first process of a container: a shell that runs commands one after another, which costs a
 * tenth of a command of the engine's. Commands run where they can neither end it nor look into it.
 *
 * <p>It tells the end of a command on a stream that no command has, and only then gets the mark
 * that ends the command's output. So no output is a mark, and no command knows one.
 */
final class FirstProcess implements AutoCloseable {
  private static final String SCRIPT = script();
  private static final String READY = "ready ";
  private static final String SHIELDED = "ready shielded";
  private static final String NOT_BEGUN =
      "did not begin: it was stopped, or its image has no /bin/bash that works";

  /** Lines of the shell itself at its start, such as on a locale that is not there. */
  private static final int MOST_WARNINGS = 20;

  /** For what takes a moment where nothing is wrong. */
  private static final Duration MOMENT = Duration.ofMinutes(1);

  private final CommandInput input = new CommandInput();
  private final CommandOutput output;
  private final String key = UUID.randomUUID().toString();
  private boolean ready;
  private boolean shielded;
  private boolean busy;
  private int others;

  private FirstProcess(CommandOutput output) {
    this.output = output;
  }

  /** What a container is to run as its first process. */
  static List<String> command() {
    return List.of("/bin/bash", "-c", SCRIPT);
  }

  /** Attaches to a container that was made and not yet started. */
  static FirstProcess attach(DockerClient client, String container)
      throws SweEngineException, InterruptedException {
    CommandOutput output = CommandOutput.apart();
    FirstProcess process = new FirstProcess(output);
    client
        .attachContainerCmd(container)
        .withStdIn(process.input)
        .withStdOut(true)
        .withStdErr(true)
        .withFollowStream(true)
        .exec(output);
    if (!output.awaitStart(MOMENT)) {
      Throwable cause = output.failure();
      process.close();
      throw new SweEngineException(
          "container-start", "the engine does not attach to a container", true, cause);
    }
    process.input.add(bytes(process.key + "\n"));
    return process;
  }

  /**
   * Whether it can run the next command: it runs none, nothing is left of earlier ones, and it is
   * out of reach of the next.
   */
  boolean isFree() throws SweEngineException, InterruptedException {
    if (!ready) {
      String told = told(MOMENT, NOT_BEGUN);
      for (int i = 0; i < MOST_WARNINGS && !told.startsWith(READY); i++) {
        told = told(MOMENT, NOT_BEGUN);
      }
      if (!told.equals(READY) && !told.equals(SHIELDED)) {
        throw lost(NOT_BEGUN + "; it says '" + told + "'");
      }
      shielded = told.equals(SHIELDED);
      ready = true;
    }
    return shielded && !busy && others == 0;
  }

  /** Runs a command as {@code SweContainer#exec} does. */
  ExecResult exec(
      List<String> command, byte[] bytes, String workdir, Duration timeout, int maxOutput)
      throws SweEngineException, InterruptedException {
    StringBuilder script =
        new StringBuilder("run ").append(bytes.length).append(' ').append(word(workdir));
    command.forEach(word -> script.append(' ').append(word(word)));
    if (bytes.length == 0) {
      script.append(" </dev/null");
    }
    output.begin(maxOutput);
    long start = System.nanoTime();
    busy = true;
    send(script.toString());
    input.add(bytes);
    String told = output.awaitTold(timeout);
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    if (told == null && !output.ended()) {
      return new ExecResult(-1, output.text(), true, output.truncated(), time);
    }
    int status = status(told);
    endOutput();
    return new ExecResult(status, output.text(), false, output.truncated(), time);
  }

  /** Ends what commands left behind, and forgets what it printed. */
  void clear() throws SweEngineException, InterruptedException {
    if (busy || !shielded) {
      return;
    }
    output.begin(0);
    busy = true;
    send("clear");
    status(told(MOMENT, "does not clear the container"));
    endOutput();
  }

  /** Reads what the process tells behind a command. */
  private int status(String told) throws SweEngineException {
    try {
      String[] parts = told == null ? new String[0] : told.split(" ", -1);
      if (parts.length == 2) {
        others = Integer.parseInt(parts[1]);
        return Integer.parseInt(parts[0]);
      }
    } catch (NumberFormatException e) {
      // As a line that is missing.
    }
    throw lost("was stopped while a command ran in it");
  }

  private void endOutput() throws SweEngineException, InterruptedException {
    String mark = UUID.randomUUID().toString();
    output.endAt(bytes(mark));
    send("printf %s " + mark);
    if (!output.awaitMark(MOMENT)) {
      throw lost("does not end the output of a command");
    }
    busy = false;
  }

  private String told(Duration timeout, String what)
      throws SweEngineException, InterruptedException {
    String told = output.awaitTold(timeout);
    if (told == null) {
      throw lost(what);
    }
    return told;
  }

  private SweEngineException lost(String what) {
    return new SweEngineException(
        "container-lost", "the container " + what, true, output.failure());
  }

  /** The script is ASCII, so that its length is the same in characters, whatever they are. */
  private void send(String script) {
    input.add(bytes(key + "\n" + script.length() + "\n" + script));
  }

  private static byte[] bytes(String ascii) {
    return ascii.getBytes(StandardCharsets.US_ASCII);
  }

  /** A text as one word of the shell, in ASCII. */
  static String word(String text) {
    StringBuilder word = new StringBuilder("$'");
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (b == '\'' || b == '\\') {
        word.append('\\').append((char) b);
      } else if (b == '\n' || (b >= ' ' && b < 0x7f)) {
        word.append((char) b);
      } else {
        word.append("\\x%02x".formatted(b & 0xff));
      }
    }
    return word.append('\'').toString();
  }

  /** Lets the process end; false if it did not soon. */
  boolean end() throws InterruptedException {
    if (busy) {
      return false;
    }
    // It would end with its input, too, but engines are not told when that ends.
    send("exit");
    return output.awaitEnd(MOMENT);
  }

  @Override
  public void close() {
    input.close();
    output.close();
  }

  private static String script() {
    try (InputStream in = FirstProcess.class.getResourceAsStream("first.sh")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
