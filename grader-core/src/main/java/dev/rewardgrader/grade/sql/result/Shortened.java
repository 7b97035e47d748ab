package dev.rewardgrader.grade.sql.result;

/** Texts cut for those who read them. */
public final class Shortened {
  private Shortened() {}

  /**
   * A text, or its start with an ellipsis behind it. A character of two units is never split: half
   * of one cannot be written in UTF-8, and many readers of JSON refuse it.
   *
   * @param most units of UTF-16 that are left, without the ellipsis
   */
  public static String of(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    boolean splits = most > 0 && Character.isHighSurrogate(text.charAt(most - 1));
    return text.substring(0, splits ? most - 1 : most) + "…";
  }
}
