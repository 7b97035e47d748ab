package dev.rewardgrader.grade.sql;

/** The reply formats that published rewards ask for. */
final class ReplyFormat {
  private ReplyFormat() {}

  /** SQL-R1 and DeepRetrieval: one thought and one answer, in this order. */
  static boolean thoughtAndAnswer(String completion) {
    return inOrder(completion, "<think>", "</think>", "<answer>", "</answer>");
  }

  /** SkyRL-SQL: one solution, with a thought before it. */
  static boolean thoughtAndSolution(String completion) {
    return inOrder(completion, "<solution>", "</solution>")
        && completion.contains("<think>")
        && completion.indexOf("</think>") < completion.indexOf("<solution>");
  }

  /** The text of the answer tags; empty without them. */
  static String answer(String completion) {
    int open = completion.indexOf("<answer>");
    int close = completion.indexOf("</answer>", Math.max(0, open));
    return open < 0 || close < 0 ? "" : completion.substring(open + "<answer>".length(), close);
  }

  /** Each tag exactly once, one behind the other. */
  private static boolean inOrder(String text, String... tags) {
    int at = -1;
    for (String tag : tags) {
      int found = text.indexOf(tag);
      if (found <= at || text.indexOf(tag, found + 1) >= 0) {
        return false;
      }
      at = found;
    }
    return true;
  }
}
