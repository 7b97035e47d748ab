package dev.rewardgrader.grade.sql;

import dev.rewardgrader.grade.Grade;

/** What an adversarial query came to, in the words of the lists of such queries. */
public final class AttackOutcome {
  private AttackOutcome() {}

  /** One of full, part, none, refused, stopped, error. */
  public static String of(Grade grade) {
    double score = grade.scores().get("score");
    return switch (grade.verdict()) {
      case ACCEPTED, PARTIAL, WRONG_ANSWER -> score == 1 ? "full" : score > 0 ? "part" : "none";
      case REJECTED -> "refused";
      case TIME_LIMIT_EXCEEDED, MEMORY_LIMIT_EXCEEDED, OUTPUT_LIMIT_EXCEEDED -> "stopped";
      default -> "error";
    };
  }
}
