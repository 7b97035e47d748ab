package dev.rewardgrader.grade.code.check;

import dev.rewardgrader.grade.GraderFault;

/** Judges one run after the other of a candidate that runs several times. Thread-safe. */
public interface PassChecker {

  /** The rule and its version for the record. */
  String id();

  /**
   * Judges one run.
   *
   * @param actual what the candidate wrote
   * @param answer of the test
   * @param input of this run
   * @param memory of the run before; null at the first one
   * @throws GraderFault when the checker itself failed; never the candidate's doing
   */
  Pass check(byte[] actual, byte[] answer, byte[] input, byte[] memory)
      throws GraderFault, InterruptedException;
}
