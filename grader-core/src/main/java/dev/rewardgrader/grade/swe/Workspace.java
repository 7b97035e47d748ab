package dev.rewardgrader.grade.swe;

import dev.rewardgrader.grade.swe.container.ExecResult;
import dev.rewardgrader.grade.swe.container.SweContainer;
import dev.rewardgrader.grade.swe.container.SweEngineException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The repository in the container of one evaluation. Steps between which nothing of the patch runs
 * are one command.
 */
final class Workspace {
  private static final Duration STEP = Duration.ofMinutes(5);

  /** The names of all files that git ignores are among it, and those are many at times. */
  private static final int STEP_OUTPUT = 256 << 20;

  private static final int REPORT_OUTPUT = 64 << 20;

  /** The status of a script that finds no repository to go to. */
  private static final int NO_FOLDER = 13;

  /** The status of the script that finds the disk full: the kernel's number for that. */
  static final int NO_SPACE = 28;

  private static final String PATCH = "/tmp/patch.diff";
  private static final String PATHS = "/tmp/paths";
  private static final String SCRIPT = "/eval.sh";

  /** The engine sends errors on a stream of their own, whose order with the other is lost. */
  private static final String ONE_STREAM = "exec 2>&1\n";

  /** What test frameworks of Python call a test that may fail; git grep reads it too. */
  private static final Pattern EXPECTED_FAILURE =
      Pattern.compile("xfail|expected_?failure|known_?fail", Pattern.CASE_INSENSITIVE);

  /** Pathspecs of what tests of Python import and is no test itself. */
  private static final List<String> TEST_HELPERS =
      List.of(
          "*conftest.py",
          ":(glob)**/test/**/*.py",
          ":(glob)**/tests/**/*.py",
          ":(glob)**/testing/**/*.py",
          ":(glob)**/_testing/**/*.py",
          ":(exclude,glob)**/test_*.py",
          ":(exclude,glob)**/*_test.py");

  private final SweContainer container;
  private final String folder;
  private final Instant began = Instant.now();

  Workspace(SweContainer container, String folder) {
    this.container = container;
    this.folder = folder;
  }

  /**
   * Applies a patch as the public harness does.
   *
   * @throws SweEngineException also if the image has no such folder
   */
  Application apply(String patch) throws SweEngineException, InterruptedException {
    Input input = new Input().file(PATCH, patch);
    String script =
        "cd -- \"$1\" || exit " + NO_FOLDER + "\n" + applying(patch) + "apply " + PATCH + "\n";
    List<String> command = new ArrayList<>(input.command(script));
    command.add(folder);
    ExecResult result = container.exec(command, input.bytes(), "/", STEP, STEP_OUTPUT);
    if (result.exitCode() == NO_FOLDER) {
      throw new SweEngineException("repository", "the image has no folder " + folder, false, null);
    }
    return Application.of(patch, result.exitCode(), result.output());
  }

  /** How a patch was applied, and the script that was run after it, if it was. */
  record AppliedRun(Application application, ExecResult run) {}

  /** As {@link #apply} and {@link #run}, in one command. */
  AppliedRun applyAndRun(String patch, String script, Duration timeout, int maxOutput)
      throws SweEngineException, InterruptedException {
    Cut cut = new Cut();
    String steps =
        ONE_STREAM
            + applying(patch)
            + "apply "
            + PATCH
            + "\nstatus=$?\n"
            + cut.print()
            + "echo $status\n"
            + cut.print()
            + "[ $status -lt 9 ] && exec /bin/bash "
            + SCRIPT
            + " </dev/null\n";
    Input input = new Input().file(PATCH, patch).file(SCRIPT, script);
    ExecResult all =
        container.exec(input.command(steps), input.bytes(), folder, timeout, maxOutput);
    String[] parts = cut.split(all.output(), 3);
    if (parts.length < 3 && !all.timedOut() && !all.truncated()) {
      throw new SweEngineException(
          "repository",
          "no patch can be applied in " + folder + ": " + parts[0].strip(),
          false,
          null);
    }
    if (parts.length < 3) {
      return new AppliedRun(new Application(all.timedOut(), "", parts[0]), all);
    }
    Application application = Application.of(patch, Integer.parseInt(parts[1].strip()), parts[0]);
    return new AppliedRun(
        application,
        new ExecResult(all.exitCode(), parts[2], all.timedOut(), all.truncated(), all.time()));
  }

  private static String applying(String patch) {
    return resource("apply.sh") + (patch.isEmpty() ? "apply() { :; }\n" : "");
  }

  /** As {@link #prepare(String, Collection, String, String)}, without a script. */
  Preparation prepare(String patch, Collection<String> reset)
      throws SweEngineException, InterruptedException {
    return prepare(patch, reset, null, null);
  }

  /**
   * Forgets the history, applies a patch, takes some paths from the base commit after that, and
   * sets up the tests.
   *
   * @param patch may be empty
   * @param setup a script that runs nothing of the patch; null for none
   * @param like a file whose text is wanted after the set-up; null for none
   */
  Preparation prepare(String patch, Collection<String> reset, String setup, String like)
      throws SweEngineException, InterruptedException {
    Cut cut = new Cut();
    Input input = new Input().file(PATCH, patch).file(PATHS, lines(reset));
    String script =
        ONE_STREAM
            + resource("repository.sh")
            + applying(patch)
            + resource("prepare.sh")
            + ("prepare " + cut.line() + " " + PATCH + " <" + PATHS + "\n");
    if (setup != null) {
      input.file(SCRIPT, setup);
      script +=
          "[ $? -lt 9 ] || exit\n"
              + cut.print()
              + ("/bin/bash " + SCRIPT + " </dev/null\n")
              + cut.print()
              + ("look " + cut.line() + " \"$1\" unrun_changes\n");
    }
    ExecResult result = shell(input, script, like == null ? "" : like);
    if (result.timedOut()) {
      throw new SweEngineException(
          "preparation-timeout", "preparing the repository took longer than " + STEP, true, null);
    }
    return Preparation.of(cut, result.output(), patch);
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
    Cut cut = new Cut();
    String script =
        resource("repository.sh") + resource("prepare.sh") + "look " + cut.line() + " \"$1\"\n";
    String[] parts = cut.split(shell(new Input(), script, file == null ? "" : file).output(), 2);
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
   * Runs a script, ends what processes it left, and reads the files that it left.
   *
   * @param input files, whose folders must be there; of the repository by relative paths
   * @param find a shell command that prints the paths of files, one a line; may be empty
   * @param maxOutput bytes of the output that are kept
   */
  ReportedRun runReported(Input input, String script, String find, Duration timeout, int maxOutput)
      throws SweEngineException, InterruptedException {
    ExecResult run = run(input.file(SCRIPT, script), timeout, maxOutput);
    if (run.timedOut()) {
      return new ReportedRun(run, List.of());
    }
    container.clear();
    return new ReportedRun(run, find.isEmpty() ? List.of() : files(find));
  }

  /** The texts of the files that a command names. */
  private List<String> files(String find) throws SweEngineException, InterruptedException {
    Cut cut = new Cut();
    List<String> command =
        List.of("/bin/bash", "-c", resource("files.sh"), "bash", cut.line(), find);
    ExecResult result = container.exec(command, new byte[0], folder, STEP, REPORT_OUTPUT);
    String[] parts = cut.split(result.output(), -1);
    return List.of(parts).subList(1, parts.length);
  }

  private ExecResult run(Input input, Duration timeout, int maxOutput)
      throws SweEngineException, InterruptedException {
    return container.exec(
        input.command(ONE_STREAM + "exec /bin/bash " + SCRIPT + "\n"),
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
    return read(path, STEP_OUTPUT);
  }

  /**
   * The beginning of a file; empty if it is none, such as a pipe that nobody would ever write to.
   */
  String read(String path, int mostBytes) throws SweEngineException, InterruptedException {
    Cut cut = new Cut();
    // Whatever the image's shell says at its start stands before the line.
    String script =
        cut.print() + "[ ! -f \"$1\" ] || exec head -c " + mostBytes + " -- \"$1\" 2>/dev/null\n";
    String[] parts = cut.split(step(List.of("/bin/bash", "-c", script, "bash", path)).output(), 2);
    return parts.length < 2 ? "" : parts[1];
  }

  /** The text of a file in the base commit; empty if there is none. */
  String readBase(String path) throws SweEngineException, InterruptedException {
    ExecResult result = step(List.of("git", "show", "HEAD:" + path));
    return result.succeeded() ? result.output() : "";
  }

  /**
   * Whether a file with tests speaks of tests that may fail, or what such files import in the base
   * commit: a {@code conftest.py}, or a file among the tests that has none itself.
   */
  boolean expectsFailures(String file) throws SweEngineException, InterruptedException {
    if (EXPECTED_FAILURE.matcher(read(file)).find()) {
      return true;
    }
    List<String> search =
        new ArrayList<>(List.of("git", "grep", "-qiE", EXPECTED_FAILURE.pattern(), "HEAD", "--"));
    search.addAll(TEST_HELPERS);
    return step(search).succeeded();
  }

  /** Writes a file of the repository; its folder must be there. */
  void write(String path, String text) throws SweEngineException, InterruptedException {
    shell(new Input().file(path, text), "");
  }

  boolean outOfMemory() throws SweEngineException, InterruptedException {
    return container.outOfMemory();
  }

  /** Whether the engine's disk is full, and not of what these tests wrote. */
  boolean diskFull() throws SweEngineException, InterruptedException {
    String start = String.valueOf(began.getEpochSecond());
    return step(List.of("/bin/bash", "-c", resource("disk.sh"), "bash", start)).exitCode()
        == NO_SPACE;
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
