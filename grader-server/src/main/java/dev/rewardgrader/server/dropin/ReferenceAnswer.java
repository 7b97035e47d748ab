package dev.rewardgrader.server.dropin;

/**
 * The answer in a reference that may be a whole solution: GSM8K's stands behind the last {@code
 * ####}, that of MATH in the last {@code \boxed{…}} (verl, {@code utils/reward_score/gsm8k.py} and
 * {@code math_reward.py}).
 */
final class ReferenceAnswer {
  private static final String MARK = "####";
  private static final String[] BOXES = {"\\boxed", "\\fbox"};

  private ReferenceAnswer() {}

  /** The answer, or the reference itself where nothing marks one. */
  static String in(String reference) {
    String marked = behindMark(reference);
    if (marked != null) {
      return marked;
    }
    String boxed = inLastBox(reference);
    return boxed == null ? reference : boxed;
  }

  private static String behindMark(String reference) {
    int at = reference.lastIndexOf(MARK);
    if (at < 0) {
      return null;
    }
    String rest = reference.substring(at + MARK.length()).strip();
    int end = rest.indexOf('\n');
    String line = end < 0 ? rest : rest.substring(0, end).strip();
    return line.isEmpty() ? null : line;
  }

  private static String inLastBox(String reference) {
    int begin = -1;
    for (String box : BOXES) {
      int at = reference.lastIndexOf(box);
      begin = at < 0 ? begin : Math.max(begin, at + box.length());
    }
    if (begin < 0 || begin == reference.length()) {
      return null;
    }
    String answer =
        switch (reference.charAt(begin)) {
          case '{' -> inBraces(reference, begin + 1);
          // TeX's own way without braces; a formula's end is the answer's.
          case ' ' -> reference.substring(begin).split("\\$", 2)[0];
          default -> null;
        };
    return answer == null || answer.isBlank() ? null : answer.strip();
  }

  private static String inBraces(String text, int begin) {
    int depth = 1;
    for (int i = begin; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '\\' -> i++;
        case '{' -> depth++;
        case '}' -> depth--;
        default -> {}
      }
      if (depth == 0) {
        return text.substring(begin, i);
      }
    }
    return null;
  }
}
