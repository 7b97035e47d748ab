package dev.rewardgrader.grade.swe;

import dev.rewardgrader.grade.swe.container.ExecResult;
import dev.rewardgrader.grade.swe.container.SweCommand;
import dev.rewardgrader.grade.swe.container.SweEngineException;
import java.time.Duration;

/**
 * A run of the tests and the proof behind it, in one command.
 *
 * @param proof whose exit code is 0 or 1, or -1 if it ran out of time; null where the tests failed
 *     or it cannot be told how it ended
 */
record TestedRun(ReportedRun tests, ReportedRun proof) {
  /**
   * Waits for a command and takes apart what it printed. It ends with the status of the tests if
   * they failed; otherwise with 0 if the proof failed, as it should, and 1 if it did not.
   *
   * @param between the line behind the tests, before the proof
   * @param timeout of each of the two
   */
  static TestedRun of(
      SweCommand running, Cut tests, Cut between, Cut proof, Duration timeout, int maxOutput)
      throws SweEngineException, InterruptedException {
    long start = System.nanoTime();
    boolean heard = running.awaitOutput("\n" + tests.end() + "\n", timeout);
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    ExecResult all = running.end(heard ? timeout : Duration.ZERO);
    String mark = "\n" + between.line() + "\n";
    int end = all.output().lastIndexOf(mark);
    if (end < 0) {
      return new TestedRun(
          ReportedRun.of(tests, all(all, all.exitCode(), all.output(), time), maxOutput), null);
    }
    String before = all.output().substring(0, end);
    ReportedRun run =
        ReportedRun.of(
            tests, new ExecResult(0, before, false, false, time), maxOutput);
    if (before.contains(between.line())) {
      run = new ReportedRun(run.run(), run.files(), true);
    }
    if (!all.timedOut() && all.exitCode() != 0 && all.exitCode() != 1) {
      return new TestedRun(run, null);
    }
    String after = all.output().substring(end + mark.length());
    int code = all.timedOut() ? all.exitCode() : 1 - all.exitCode();
    return new TestedRun(
        run, ReportedRun.of(proof, all(all, code, after, all.time()), maxOutput));
  }

  private static ExecResult all(ExecResult all, int exitCode, String output, Duration time) {
    return new ExecResult(exitCode, output, all.timedOut(), all.truncated(), time);
  }
}
