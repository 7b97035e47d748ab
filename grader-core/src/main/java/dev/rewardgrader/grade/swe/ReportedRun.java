package dev.rewardgrader.grade.swe;

import dev.rewardgrader.grade.swe.container.ExecResult;
import java.util.List;

/**
 * A run of tests and the files that it left.
 *
 * @param files texts of the files that were asked for
 */
record ReportedRun(ExecResult run, List<String> files) {
  ReportedRun {
    files = List.copyOf(files);
  }
}
