package dev.rewardgrader.grade;

/** What was found out about a candidate. */
public enum Verdict {
  ACCEPTED,
  WRONG_ANSWER,
  /** Some of it is right, in a family whose metric knows shares. */
  PARTIAL,
  TIME_LIMIT_EXCEEDED,
  MEMORY_LIMIT_EXCEEDED,
  OUTPUT_LIMIT_EXCEEDED,
  RUNTIME_ERROR,
  COMPILE_ERROR,
  /** The completion holds nothing to judge. */
  NO_ANSWER,
  /** A forbidden act: a statement that writes, tampering with the tests. */
  REJECTED,
  /** The grader used up its own budget or cannot know; not a statement about the candidate. */
  UNDECIDED
}
