package dev.rewardgrader.grade.code.check;

/**
 * What a judging program said after one run of the candidate.
 *
 * @param verdict of this run
 * @param next the input of another run; null when this was the last one
 * @param memory what the program left in its feedback folder, to be there again at the next run;
 *     null when this was the last one
 */
public record Pass(CheckResult verdict, byte[] next, byte[] memory) {
  /** The last run. */
  static Pass last(CheckResult verdict) {
    return new Pass(verdict, null, null);
  }
}
