package dev.rewardgrader.grade.sql.vote;

/**
 * A candidate as a vote sees it.
 *
 * @param id the candidate's
 * @param executed whether it ran; the rest is empty where it did not
 * @param rows of its result
 * @param bag fingerprint without row order
 * @param set fingerprint without row order and repetitions
 * @param named fingerprint with row order and column names
 */
public record Ballot(String id, boolean executed, long rows, String bag, String set, String named) {

  /** A candidate that did not run. */
  public static Ballot failed(String id) {
    return new Ballot(id, false, 0, "", "", "");
  }
}
