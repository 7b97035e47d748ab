package dev.rewardgrader.grade.code;

import dev.rewardgrader.grade.Verdict;

/**
 * What one run of a candidate came to.
 *
 * @param code a fixed word for the record's reason; null when accepted
 * @param message for a person; null when accepted
 */
record Outcome(Verdict verdict, String code, String message) {
  static final Outcome ACCEPTED = new Outcome(Verdict.ACCEPTED, null, null);

  boolean accepted() {
    return verdict == Verdict.ACCEPTED;
  }
}
