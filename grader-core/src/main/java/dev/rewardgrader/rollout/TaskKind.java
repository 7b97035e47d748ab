package dev.rewardgrader.rollout;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The task families. */
public enum TaskKind {
  CODE,
  MATH,
  SQL,
  SWE;

  /** The word used in files. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static List<String> words() {
    return Arrays.stream(values()).map(TaskKind::word).toList();
  }
}
