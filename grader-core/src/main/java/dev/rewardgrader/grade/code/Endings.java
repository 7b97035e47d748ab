package dev.rewardgrader.grade.code;

import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.sandbox.ExecutionResult;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** From how a run ended to a verdict, with a reason code that tells the endings apart. */
final class Endings {
  private static final int SHOWN = 400;

  /** The signals of Linux that end programs, by number. */
  private static final Map<Integer, String> SIGNALS =
      Map.ofEntries(
          Map.entry(1, "SIGHUP"),
          Map.entry(2, "SIGINT"),
          Map.entry(3, "SIGQUIT"),
          Map.entry(4, "SIGILL"),
          Map.entry(5, "SIGTRAP"),
          Map.entry(6, "SIGABRT"),
          Map.entry(7, "SIGBUS"),
          Map.entry(8, "SIGFPE"),
          Map.entry(9, "SIGKILL"),
          Map.entry(10, "SIGUSR1"),
          Map.entry(11, "SIGSEGV"),
          Map.entry(12, "SIGUSR2"),
          Map.entry(13, "SIGPIPE"),
          Map.entry(14, "SIGALRM"),
          Map.entry(15, "SIGTERM"),
          Map.entry(16, "SIGSTKFLT"),
          Map.entry(24, "SIGXCPU"),
          Map.entry(25, "SIGXFSZ"),
          Map.entry(26, "SIGVTALRM"),
          Map.entry(27, "SIGPROF"),
          Map.entry(29, "SIGIO"),
          Map.entry(30, "SIGPWR"),
          Map.entry(31, "SIGSYS"));

  private Endings() {}

  /** The outcome of a run as far as its ending tells; accepted for an exit with status 0. */
  static Outcome of(ExecutionResult result) {
    return switch (result.ending()) {
      case EXITED ->
          result.exitCode() == 0
              ? Outcome.ACCEPTED
              : runtimeError(
                  "exit-code", "exited with status " + result.exitCode() + errorTail(result));
      case SIGNALED -> {
        String name = SIGNALS.getOrDefault(result.signal(), "signal " + result.signal());
        yield runtimeError("signal:" + name, "killed by " + name + errorTail(result));
      }
      case CPU_LIMIT ->
          new Outcome(
              Verdict.TIME_LIMIT_EXCEEDED,
              "cpu-time",
              "used up its CPU time (" + result.cpuTime().toMillis() + " ms)");
      case WALL_LIMIT ->
          new Outcome(
              Verdict.TIME_LIMIT_EXCEEDED,
              "idle",
              "still there after %d ms, of which it worked %d ms"
                  .formatted(result.wallTime().toMillis(), result.cpuTime().toMillis()));
      case MEMORY_LIMIT ->
          new Outcome(Verdict.MEMORY_LIMIT_EXCEEDED, "memory", "needed more memory than allowed");
      case OUTPUT_LIMIT ->
          new Outcome(Verdict.OUTPUT_LIMIT_EXCEEDED, "output", "wrote more output than allowed");
      case START_FAILED -> runtimeError("start-failed", "could not be started: " + result.detail());
    };
  }

  static Outcome runtimeError(String code, String message) {
    return new Outcome(Verdict.RUNTIME_ERROR, code, message);
  }

  /** The last line of standard error, which is where interpreters say what went wrong. */
  static String errorTail(ExecutionResult result) {
    String text = new String(result.stderr(), StandardCharsets.UTF_8).strip();
    if (text.isEmpty()) {
      return "";
    }
    String last = text.substring(text.lastIndexOf('\n') + 1).strip();
    return ": " + shortened(last, SHOWN);
  }

  static String shortened(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most) + "…";
  }
}
