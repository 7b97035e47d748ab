package dev.rewardgrader.grade.sql.extract;

import dev.rewardgrader.python.PyText;
import java.util.Optional;

/**
 * PaVeRL-SQL's extraction (accuracy_reward.py): the last block between {@code ```sql} and the next
 * three backticks. The tag is lower case, and {@code ```sqlite} counts as the tag with {@code ite}
 * left in the text. Shorter than 16 characters is no answer.
 */
public final class PaverlExtraction {
  /** Shorter SQL earns nothing. */
  public static final int MIN_LENGTH = 16;

  private static final String OPEN = "```sql";
  private static final String CLOSE = "```";

  private PaverlExtraction() {}

  /** The last block, blanks around it cut; empty where there is none. */
  public static Optional<String> lastBlock(String response) {
    String last = null;
    int open = response.indexOf(OPEN);
    while (open >= 0) {
      int start = open + OPEN.length();
      int close = response.indexOf(CLOSE, start);
      if (close < 0) {
        break;
      }
      last = PyText.strip(response.substring(start, close));
      open = response.indexOf(OPEN, close + CLOSE.length());
    }
    return Optional.ofNullable(last);
  }

  /** Whether the SQL is long enough to be run. */
  public static boolean longEnough(String sql) {
    return sql.codePointCount(0, sql.length()) >= MIN_LENGTH;
  }
}
