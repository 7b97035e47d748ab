package dev.rewardgrader.grade.math.extract;

/**
 * The part of a completion that counts: behind the reasoning, inside the answer tags, before a
 * foreign turn.
 */
final class Region {
  private Region() {}

  /** The bounds of the part that counts; null when the completion ends inside its reasoning. */
  static int[] of(String s) {
    int from = 0;
    int to = s.length();
    int turn = s.indexOf("<|im_");
    if (turn > 0) {
      to = turn;
    }
    int close = s.lastIndexOf("</think>", to);
    int open = s.lastIndexOf("<think>", to);
    if (open >= 0 && open > close) {
      return null;
    }
    if (close >= 0) {
      from = close + "</think>".length();
    }
    int answer = s.lastIndexOf("<answer>", to);
    if (answer >= from) {
      int end = s.indexOf("</answer>", answer);
      from = answer + "<answer>".length();
      to = end < 0 || end > to ? to : end;
    }
    return new int[] {from, Math.max(from, to)};
  }
}
