package dev.rewardgrader.grade.swe;

import dev.rewardgrader.grade.swe.container.ExecResult;
import dev.rewardgrader.grade.swe.container.SweContainer;
import dev.rewardgrader.grade.swe.container.SweEngineException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The repository in the container of one evaluation. Each command in a container costs tens of
 * milliseconds, so that steps between which nothing of the patch runs are one command.
 */
final class Workspace {
  private static final Duration STEP = Duration.ofMinutes(5);
  private static final int STEP_OUTPUT = 8 << 20;
  private static final int REPORT_OUTPUT = 64 << 20;
  private static final String PATCH = "/tmp/patch.diff";
  private static final String PATHS = "/tmp/paths";
  private static final String SCRIPT = "/eval.sh";

  private final SweContainer container;
  private final String folder;

  Workspace(SweContainer container, String folder) {
    this.container = container;
    this.folder = folder;
  }

  /** Applies a patch as the public harness does. */
  Application apply(String patch) throws SweEngineException, InterruptedException {
    if (patch.isEmpty()) {
      return new Application(true, "nothing", "");
    }
    Input input = new Input().file(PATCH, patch);
    ExecResult result = shell(input, resource("apply.sh") + "apply " + PATCH + "\n");
    return Application.of(result.exitCode(), result.output());
  }

  /**
   * What was done before anything of the patch runs.
   *
   * @param historyCut whether all commits were removed but the one that is checked out
   * @param before what differed before the patch was applied
   * @param after what differs since
   */
  record Preparation(boolean historyCut, Changes before, Application application, Changes after) {}

  /**
   * Forgets the history, applies a patch and takes some paths from the base commit after that.
   *
   * @param patch may be empty
   */
  Preparation prepare(String patch, Collection<String> reset)
      throws SweEngineException, InterruptedException {
    String cut = "grader-" + UUID.randomUUID();
    Input input = new Input().file(PATCH, patch).file(PATHS, lines(reset));
    String script =
        resource("repository.sh")
            + resource("apply.sh")
            + (patch.isEmpty() ? "apply() { :; }\n" : "")
            + resource("prepare.sh")
            + "prepare "
            + cut
            + " "
            + PATCH
            + " <"
            + PATHS
            + "\n";
    String output = shell(input, script).output();
    String[] parts = output.split("\n" + cut + "\n", -1);
    if (parts.length != 5) {
      return new Preparation(
          false, Changes.of(""), new Application(false, "", output), Changes.of(""));
    }
    return new Preparation(
        parts[0].equals("0"),
        Changes.of(parts[1]),
        patch.isEmpty()
            ? new Application(true, "nothing", "")
            : Application.of(Integer.parseInt(parts[3]), parts[2]),
        Changes.of(parts[4]));
  }

  /** Takes paths from the base commit; those it does not have are removed. */
  void reset(Collection<String> paths) throws SweEngineException, InterruptedException {
    shell(
        new Input().file(PATHS, lines(paths)),
        resource("repository.sh") + "reset <" + PATHS + "\n");
  }

  /**
   * What differs from the base commit, and the text of a file.
   *
   * @param file may be null
   */
  Look look(String file) throws SweEngineException, InterruptedException {
    String cut = "grader-" + UUID.randomUUID();
    String script = resource("repository.sh") + "changes\nprintf '\\n%s\\n' " + cut + "\n";
    if (file != null) {
      script += "cat -- \"$1\" 2>/dev/null\n";
    }
    String[] parts =
        shell(new Input(), script, file == null ? "" : file).output().split("\n" + cut + "\n", 2);
    return new Look(Changes.of(parts[0]), parts.length < 2 ? "" : parts[1]);
  }

  /**
   * A look at the repository.
   *
   * @param text of the file that was asked for; empty if there is none
   */
  record Look(Changes changes, String text) {}

  /** Runs a script from a file, outside the repository. */
  ExecResult run(String script, Duration timeout, int maxOutput)
      throws SweEngineException, InterruptedException {
    return run(new Input().file(SCRIPT, script), timeout, maxOutput);
  }

  /**
   * Runs a script once a file of the repository was written, whose folder must be there.
   *
   * @param path from the root of the repository
   */
  ExecResult runWith(String path, String text, String script, Duration timeout, int maxOutput)
      throws SweEngineException, InterruptedException {
    return run(new Input().file(path, text).file(SCRIPT, script), timeout, maxOutput);
  }

  private ExecResult run(Input input, Duration timeout, int maxOutput)
      throws SweEngineException, InterruptedException {
    return container.exec(
        input.command("exec /bin/bash " + SCRIPT + " </dev/null\n"),
        input.bytes(),
        folder,
        timeout,
        maxOutput);
  }

  /** What a command printed, errors included. */
  String output(List<String> command) throws SweEngineException, InterruptedException {
    return step(command).output();
  }

  /** The text of a file; empty if there is none. */
  String read(String path) throws SweEngineException, InterruptedException {
    ExecResult result = step(List.of("cat", "--", path));
    return result.succeeded() ? result.output() : "";
  }

  /** The text of a file in the base commit; empty if there is none. */
  String readBase(String path) throws SweEngineException, InterruptedException {
    ExecResult result = step(List.of("git", "show", "HEAD:" + path));
    return result.succeeded() ? result.output() : "";
  }

  /** Writes a file of the repository; its folder must be there. */
  void write(String path, String text) throws SweEngineException, InterruptedException {
    shell(new Input().file(path, text), "");
  }

  /**
   * The texts of several files.
   *
   * @param find a shell command that prints paths, one a line
   */
  List<String> readAll(String find) throws SweEngineException, InterruptedException {
    String cut = "grader-" + UUID.randomUUID();
    String print = " | while IFS= read -r f; do printf '%s\n' " + cut + "; cat -- \"$f\"; done";
    ExecResult result =
        container.exec(
            List.of("/bin/bash", "-c", find + print), new byte[0], folder, STEP, REPORT_OUTPUT);
    List<String> texts = new ArrayList<>(List.of(result.output().split(cut + "\n", -1)));
    texts.removeFirst();
    return texts;
  }

  boolean outOfMemory() throws SweEngineException, InterruptedException {
    return container.outOfMemory();
  }

  private ExecResult shell(Input input, String script, String... arguments)
      throws SweEngineException, InterruptedException {
    List<String> command = new ArrayList<>(input.command(script));
    command.addAll(List.of(arguments));
    return container.exec(command, input.bytes(), folder, STEP, STEP_OUTPUT);
  }

  private ExecResult step(List<String> command) throws SweEngineException, InterruptedException {
    return container.exec(command, new byte[0], folder, STEP, STEP_OUTPUT);
  }

  private static String lines(Collection<String> paths) {
    return paths.stream().map(path -> path + "\0").collect(Collectors.joining());
  }

  private static String resource(String name) {
    try (InputStream in = Workspace.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
