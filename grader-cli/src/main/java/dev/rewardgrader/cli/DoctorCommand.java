package dev.rewardgrader.cli;

import dev.rewardgrader.cli.ending.ExitCode;
import dev.rewardgrader.cli.options.SandboxOptions;
import dev.rewardgrader.sandbox.Execution;
import dev.rewardgrader.sandbox.ExecutionResult;
import dev.rewardgrader.sandbox.Limits;
import dev.rewardgrader.sandbox.Sandbox;
import dev.rewardgrader.sandbox.SandboxException;
import dev.rewardgrader.sandbox.SandboxInfo;
import dev.rewardgrader.sandbox.SandboxPool;
import dev.rewardgrader.sandbox.language.Language;
import dev.rewardgrader.sandboxes.docker.DockerOptions;
import dev.rewardgrader.sandboxes.docker.DockerProbe;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "doctor",
    description = "Tell what works on this machine, with a real run in each sandbox.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:programs can be run", "3:no sandbox works"})
final class DoctorCommand implements Callable<Integer> {
  private static final Limits PROBE = Limits.DEFAULT.withCpuTime(Duration.ofSeconds(10));

  @Spec private CommandSpec spec;
  @Mixin private SandboxOptions sandbox;

  /** Opens a pool of one sandbox. */
  private interface Opener {
    SandboxPool open() throws SandboxException;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    out.printf("Java %s on %s%n", System.getProperty("java.runtime.version"), kernel());
    out.println();
    List<Language> languages = sandbox.languages();
    String noDocker = DockerProbe.problem(DockerOptions.DEFAULT);
    boolean docker = check("docker", noDocker, () -> SandboxOptions.docker(1), languages);
    boolean local = check("local", null, () -> SandboxOptions.local(1), languages);
    SandboxOptions.Choice chosen = sandbox.chosen();
    boolean works = chosen == SandboxOptions.Choice.DOCKER ? docker : local;
    out.println();
    out.println(
        works
            ? "A run would use: " + chosen.name().toLowerCase(Locale.ROOT)
            : "A run would use "
                + chosen.name().toLowerCase(Locale.ROOT)
                + ", which does not work");
    out.flush();
    return works ? ExitCode.OK : ExitCode.FAULTS;
  }

  /** Runs a program in one sandbox and asks every language for its version. */
  private boolean check(String name, String problem, Opener opener, List<Language> languages)
      throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    if (problem != null) {
      out.println(bold(name) + "  " + bad("cannot be used: " + problem));
      return false;
    }
    try (SandboxPool pool = opener.open()) {
      smoke(name, pool);
      for (Language language : languages) {
        out.printf("  %-12s %s%n", language.name(), version(pool, language));
        out.flush();
      }
      return true;
    } catch (SandboxException e) {
      out.println(bold(name) + "  " + bad("does not work: " + e.getMessage()));
      return false;
    }
  }

  private void smoke(String name, SandboxPool pool) throws SandboxException, InterruptedException {
    long start = System.nanoTime();
    try (Sandbox box = pool.acquire("python")) {
      long started = System.nanoTime();
      ExecutionResult result =
          box.run(Execution.of(List.of("python3", "-c", "print(6 * 7)"), PROBE));
      SandboxInfo info = box.info();
      String printed = new String(result.stdout(), StandardCharsets.UTF_8).strip();
      if (!printed.equals("42")) {
        throw new SandboxException(
            "a Python program that prints 42 ended with "
                + result.ending()
                + " "
                + result.detail()
                + new String(result.stderr(), StandardCharsets.UTF_8),
            false);
      }
      spec.commandLine()
          .getOut()
          .printf(
              Locale.ROOT,
              "%s  %s  %s, isolation by %s, started in %d ms, a Python run in %d ms%n",
              bold(name),
              good("works"),
              info.backend(),
              info.isolation(),
              (started - start) / 1_000_000,
              (System.nanoTime() - started) / 1_000_000);
    }
  }

  private String version(SandboxPool pool, Language language) throws InterruptedException {
    try (Sandbox box = pool.acquire(language.image())) {
      ExecutionResult result = box.run(Execution.of(language.version(), PROBE));
      String text =
          new String(result.stdout(), StandardCharsets.UTF_8)
              + new String(result.stderr(), StandardCharsets.UTF_8);
      return result.succeeded()
          ? text.lines().filter(line -> !line.isBlank()).findFirst().orElse("there")
          : dim("not there (" + String.join(" ", language.packages()) + ")");
    } catch (SandboxException e) {
      return dim("not there: " + e.getMessage().lines().findFirst().orElse(""));
    }
  }

  private static String kernel() {
    return System.getProperty("os.name") + " " + System.getProperty("os.version");
  }

  private String bold(String text) {
    return style("bold", text);
  }

  private String good(String text) {
    return style("green", text);
  }

  private String bad(String text) {
    return style("red", text);
  }

  private String dim(String text) {
    return style("faint", text);
  }

  private String style(String style, String text) {
    return spec.commandLine()
        .getColorScheme()
        .ansi()
        .string("@|" + style + " " + Markup.plain(text) + "|@");
  }
}
