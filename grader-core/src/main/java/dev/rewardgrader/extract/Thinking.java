package dev.rewardgrader.extract;

/** The part of a completion that is thought and not answer. */
public final class Thinking {
  private static final String OPEN = "<think>";
  private static final String CLOSE = "</think>";

  private Thinking() {}

  /**
   * The text after the last {@code </think>}. A text that opens a thought and never closes it has
   * no answer yet, and one without the tags is all answer.
   *
   * @return the answer's text, empty when the thought never ends
   */
  public static String strip(String text) {
    int close = text.lastIndexOf(CLOSE);
    if (close >= 0) {
      return text.substring(close + CLOSE.length());
    }
    int open = text.indexOf(OPEN);
    return open < 0 ? text : text.substring(0, open);
  }
}
