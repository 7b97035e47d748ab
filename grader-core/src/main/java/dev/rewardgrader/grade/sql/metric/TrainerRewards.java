package dev.rewardgrader.grade.sql.metric;

import dev.rewardgrader.grade.sql.extract.TrainerReply;
import java.util.Optional;

/**
 * The published rewards that combine format, execution and match; each a pure function of those
 * facts.
 */
public final class TrainerRewards {
  private static final int MAX_LENGTH = 2048;

  private TrainerRewards() {}

  /**
   * Arctic-Text2SQL-R1 (arXiv 2505.20315; bird_reward.py of the Arctic Platform): 1 right, 0.1 for
   * a query that runs or that stands in a well-formed reply, 0 otherwise.
   *
   * @param format whether the reply holds a query and one thought
   */
  public static double arctic(boolean format, boolean executed, boolean match) {
    return match ? 1 : executed || format ? 0.1 : 0;
  }

  /**
   * SQL-R1 (arXiv 2504.08600): format ±1, execution ±2, result ±3, and for a right answer a bonus
   * for length: half of the thought and answer against 2048, and the share of SQL in the answer.
   * From -1 on, a failed step ends the sum.
   *
   * @param reply empty where the format is broken
   */
  public static double sqlR1(Optional<TrainerReply> reply, boolean executed, boolean match) {
    if (reply.isEmpty()) {
      return -1;
    }
    if (!executed) {
      return 1 - 2;
    }
    if (!match) {
      return 1 + 2 - 3;
    }
    double answer = length(reply.get().answer());
    double used = Math.min(1, (length(reply.get().thought()) + answer) / MAX_LENGTH);
    return 1 + 2 + 3 + 0.5 * used + length(reply.get().sql()) / answer;
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** SkyRL-SQL: -1 for a bad format, 1 right, 0 otherwise. */
  public static double skyRl(boolean format, boolean match) {
    return !format ? -1 : match ? 1 : 0;
  }

  /** DeepRetrieval-SQL (arXiv 2503.00223): -2 for a bad format, 1.1 when right, 0 otherwise. */
  public static double deepRetrieval(boolean format, boolean match) {
    return !format ? -2 : match ? 1.1 : 0;
  }
}
