package dev.rewardgrader.grade.sql;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The metrics by name, each with the value that means "all right". Sources and known flaws stand at
 * the classes of the {@code metric}, {@code suite} and {@code spider} packages.
 */
public enum SqlMetric {
  /** Ours, and the default. */
  SOUND(1),
  /** PaVeRL-SQL's 0 / 0.5 / 10·acc over the sound accuracy. */
  PAVERL_SOUND(10),
  /** PaVeRL-SQL's training reward, bug for bug. */
  PAVERL(10),
  PAVERL_EX_B(1),
  PAVERL_EX_F(1),
  /** Test-suite execution accuracy over all databases of the folder. */
  TEST_SUITE(1),
  /** The test suite's comparison on the task's database alone, DISTINCT kept. */
  EXEC(1),
  SPIDER_EXACT(1),
  /** The share of exact match's ten components that agree. */
  SPIDER_COMPONENTS(1),
  BIRD_EX(1),
  BIRD_SOFT_F1(1),
  BIRD_R_VES(1),
  SPIDER2(1),
  /** The same bag of rows, columns by place. */
  BAG(1),
  /** The same rows in the same order. */
  ORDERED(1),
  ARCTIC(1),
  SQL_R1(5),
  SKYRL(1),
  DEEP_RETRIEVAL(1.1),
  REASONING_SQL(1),
  THINK2SQL(1);

  private final double full;
  private final String word = name().toLowerCase(Locale.ROOT);

  SqlMetric(double full) {
    this.full = full;
  }

  /** The least value of a right answer. */
  public double full() {
    return full;
  }

  /** Whether it needs the gold's text, so that a gold that is a result will not do. */
  boolean comparesQueries() {
    return switch (this) {
      case TEST_SUITE, SPIDER_EXACT, SPIDER_COMPONENTS, BIRD_R_VES, REASONING_SQL -> true;
      default -> false;
    };
  }

  /** The word used in tasks. */
  public String word() {
    return word;
  }

  public static List<String> words() {
    return Arrays.stream(values()).map(SqlMetric::word).toList();
  }
}
