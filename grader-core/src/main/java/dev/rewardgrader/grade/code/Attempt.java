package dev.rewardgrader.grade.code;

import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.grade.GradingOptions;
import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.rollout.CodeTask;
import dev.rewardgrader.sandbox.Execution;
import dev.rewardgrader.sandbox.ExecutionResult;
import dev.rewardgrader.sandbox.Sandbox;
import dev.rewardgrader.sandbox.SandboxException;
import dev.rewardgrader.sandbox.language.Command;
import dev.rewardgrader.sandbox.language.Language;
import dev.rewardgrader.sandbox.language.Program;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** One submission in its sandbox: what the judges of all test forms need. */
record Attempt(
    CodeTask task,
    Submission submission,
    RunLimits limits,
    GradingOptions options,
    Sandbox sandbox) {
  /** How much more wall time a run gets that had to wait for the machine. */
  private static final int PATIENCE = 5;

  /** A run that worked for one part in so many of its wall time was not idle. */
  private static final int WORKING = 25;

  /** The same in another sandbox. */
  Attempt in(Sandbox other) {
    return new Attempt(task, submission, limits, options, other);
  }

  /** Why a sound program may not start; what the C library calls it (strerror). */
  private static final List<String> PASSING =
      List.of(
          "Text file busy",
          "Resource temporarily unavailable",
          "Too many open files in system",
          "Input/output error",
          "Interrupted system call");

  Language language() {
    return submission.language();
  }

  String family() {
    return Languages.family(language());
  }

  /** The program of the submission's language with these sources, the first being the main one. */
  Program program(List<String> sources, String main) {
    return new Program(sources.getFirst(), sources, main, limits.memoryMb());
  }

  /** The program that the candidate makes, together with the task's own source files. */
  Program singleProgram() {
    Program single = language().program(limits.memoryMb());
    String path = submission.path();
    Set<String> sources = new TreeSet<>(task.files().keySet());
    sources.addAll(submission.files().keySet());
    sources.removeIf(file -> !file.endsWith(language().extension()));
    sources.remove(path);
    List<String> all = new ArrayList<>(List.of(path));
    all.addAll(sources);
    String main =
        path.equals(single.source())
            ? single.main()
            : path.substring(0, path.length() - language().extension().length()).replace('/', '.');
    return new Program(path, all, main, single.memoryMb());
  }

  /** What lies in the box: the candidate's files, and over them the task's. */
  Map<String, String> files() {
    Map<String, String> files = new HashMap<>(submission.files());
    files.putAll(task.files());
    return files;
  }

  /** A test run of a program. */
  Execution execution(Program program) {
    return execution(language().run(), program);
  }

  Execution execution(Command command, Program program) {
    Execution run =
        Execution.of(command.argvFor(program), limits.enforced()).withEnv(command.env());
    return command.warm() == null ? run : run.warmedBy(command.warm());
  }

  /**
   * Runs once more what ended close to its limit, and gives the better of both: whether a program
   * is in time must not depend on what else the machine was doing.
   */
  ExecutionResult repeatedIfNear(Execution execution, ExecutionResult first)
      throws SandboxException {
    if (!isNear(first)) {
      return first;
    }
    ExecutionResult second = sandbox.run(patient(execution));
    boolean better =
        second.cpuTime().compareTo(first.cpuTime()) < 0
            || first.ending() == ExecutionResult.Ending.WALL_LIMIT;
    return better ? second : first;
  }

  /** The same run with more wall time: CPU time decides. */
  static Execution patient(Execution execution) {
    return execution.withLimits(
        execution.limits().withWallTime(execution.limits().wallTime().multipliedBy(PATIENCE)));
  }

  /**
   * Over the allowed time but not by much; or out of wall time while it was working, which says
   * that it had to wait for the machine.
   */
  boolean isNear(ExecutionResult result) {
    return switch (result.ending()) {
      case EXITED, SIGNALED -> limits.exceededBy(result.cpuTime());
      case WALL_LIMIT -> result.cpuTime().multipliedBy(WORKING).compareTo(result.wallTime()) > 0;
      default -> false;
    };
  }

  /**
   * The outcome by ending and CPU time.
   *
   * @throws GraderFault when the program was not started, unless it is one that the candidate made
   */
  Outcome outcome(ExecutionResult result) throws GraderFault {
    if (result.ending() == ExecutionResult.Ending.START_FAILED) {
      throwUnlessOwn(result.detail());
    }
    Outcome ending = Endings.of(result);
    boolean late =
        (result.ending() == ExecutionResult.Ending.EXITED
                || result.ending() == ExecutionResult.Ending.SIGNALED)
            && limits.exceededBy(result.cpuTime());
    return late
        ? new Outcome(
            Verdict.TIME_LIMIT_EXCEEDED,
            "cpu-time",
            "used %d ms of CPU time, %d ms are allowed"
                .formatted(result.cpuTime().toMillis(), limits.cpuTime().toMillis()))
        : ending;
  }

  private void throwUnlessOwn(String detail) throws GraderFault {
    boolean own = language().run().argv().getFirst().startsWith("./");
    if (!own) {
      throw GraderFault.permanent("no-tool", language().name() + " cannot be run: " + detail, null);
    }
    for (String passing : PASSING) {
      if (detail.endsWith(passing)) {
        throw GraderFault.transientFault("start", "a program cannot be started: " + detail, null);
      }
    }
  }
}
