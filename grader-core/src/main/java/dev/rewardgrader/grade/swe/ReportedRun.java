package dev.rewardgrader.grade.swe;

import dev.rewardgrader.grade.swe.container.ExecResult;
import java.util.List;

/**
 * A run of tests and the files that it left.
 *
 * @param run whose output is that of the tests alone
 * @param files texts of the files that were asked for
 * @param forged whether the tests printed the line that only the grader's own shell should know
 */
record ReportedRun(ExecResult run, List<String> files, boolean forged) {
  ReportedRun {
    files = List.copyOf(files);
  }

  /**
   * Takes apart what {@code test.sh} printed. What comes last is the grader's own: a line like it
   * before that is not.
   *
   * @param maxOutput characters of the tests' output that are kept
   */
  static ReportedRun of(Cut cut, ExecResult all, int maxOutput) {
    String output = all.output();
    String mark = "\n" + cut.end() + "\n";
    int end = output.lastIndexOf(mark);
    List<String> files = List.of();
    if (end >= 0) {
      String[] parts = cut.split(output.substring(end + mark.length() - 1), -1);
      files = List.of(parts).subList(1, parts.length);
      output = output.substring(0, end);
    }
    boolean truncated = output.length() > maxOutput || (all.truncated() && end < 0);
    if (output.length() > maxOutput) {
      output = output.substring(0, maxOutput);
    }
    return new ReportedRun(
        new ExecResult(all.exitCode(), output, all.timedOut(), truncated, all.time()),
        files,
        output.contains(cut.line()));
  }
}
