package dev.rewardgrader.grade.code.check;

import dev.rewardgrader.grade.GraderFault;
import java.util.List;

/** Tells whether an output is right. Thread-safe. */
public interface OutputChecker {

  /** The rule and its version for the record, such as {@code lines/1} or {@code lcb/1}. */
  String id();

  /** Whether a test without an expected output cannot be judged. */
  default boolean needsExpected() {
    return true;
  }

  /**
   * Compares one output.
   *
   * @param actual standard output, or a result as JSON
   * @param expected accepted outputs; the best result over them counts. A checker program may do
   *     without
   * @param input the test's standard input, which only checker programs read
   * @throws GraderFault when the checker itself failed; never the candidate's doing
   */
  CheckResult check(byte[] actual, List<byte[]> expected, byte[] input)
      throws GraderFault, InterruptedException;
}
