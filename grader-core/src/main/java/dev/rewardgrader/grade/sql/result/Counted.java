package dev.rewardgrader.grade.sql.result;

/** Numbers of things in sentences. */
public final class Counted {
  private Counted() {}

  /**
   * A number and what it counts: {@code 1 row}, {@code 2 rows}.
   *
   * @param thing a noun whose plural ends in s
   */
  public static String of(long number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }
}
