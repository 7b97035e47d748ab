package dev.rewardgrader.grade.math.extract;

import java.util.ArrayList;
import java.util.List;

/** Finds mathematics between dollar signs, {@code \( \)} and {@code \[ \]} in one pass. */
final class Formulas {
  private static final int MAX_JOINED = 6;

  private Formulas() {}

  /** The content of one formula, and the whole of it with its delimiters. */
  record Formula(int from, int to, int start, int end) {}

  /** All formulas in order. Inline mathematics does not cross a line. */
  static List<Formula> find(String s, int from, int to) {
    List<Formula> out = new ArrayList<>();
    int i = from;
    // The next closing delimiter of each kind, looked up again only when it is passed: every
    // character is read once.
    int round = -1;
    int square = -1;
    boolean noDouble = false;
    while (i < to) {
      char c = s.charAt(i);
      if (c == '\\' && i + 1 < to) {
        char n = s.charAt(i + 1);
        if (n == '(') {
          round = round < i + 2 ? next(s, "\\)", i + 2, to) : round;
          if (round < to && !nested(s, "\\(", i + 2, round) && !crossesLine(s, i + 2, round)) {
            out.add(new Formula(i + 2, round, i, round + 2));
            i = round + 2;
            continue;
          }
        } else if (n == '[') {
          square = square < i + 2 ? next(s, "\\]", i + 2, to) : square;
          if (square < to && !nested(s, "\\[", i + 2, square)) {
            out.add(new Formula(i + 2, square, i, square + 2));
            i = square + 2;
            continue;
          }
        }
        i += 2;
      } else if (c == '$') {
        if (i + 1 < to && s.charAt(i + 1) == '$') {
          int close = noDouble || i + 2 > to ? -1 : s.indexOf("$$", i + 2, to);
          if (close > i + 2) {
            out.add(new Formula(i + 2, close, i, close + 2));
            i = close + 2;
          } else {
            noDouble |= close < 0;
            i += 2;
          }
        } else {
          i = inline(s, i, to, out);
        }
      } else {
        i++;
      }
    }
    return out;
  }

  /** The next {@code delimiter} before {@code to}, or a position past every text. */
  private static int next(String s, String delimiter, int from, int to) {
    int at = from > to ? -1 : s.indexOf(delimiter, from, to);
    return at < 0 ? Integer.MAX_VALUE : at;
  }

  private static boolean nested(String s, String open, int from, int to) {
    return s.indexOf(open, from, to) >= 0;
  }

  private static boolean crossesLine(String s, int from, int to) {
    return s.indexOf('\n', from, to) >= 0;
  }

  private static int inline(String s, int i, int to, List<Formula> out) {
    int j = i + 1;
    while (j < to) {
      char c = s.charAt(j);
      if (c == '\n') {
        return j;
      }
      if (c == '\\') {
        j += 2;
        continue;
      }
      if (c == '$') {
        out.add(new Formula(i + 1, j, i, j + 1));
        return j + 1;
      }
      j++;
    }
    return j;
  }

  /**
   * The last formula of {@code formulas}, with those before it that "," / "and" / "or" join to it.
   */
  static Span last(String s, List<Formula> formulas, int count, String rule) {
    Formula last = formulas.get(count - 1);
    int start = last.start();
    int first = count - 1;
    while (first > 0
        && count - first < MAX_JOINED
        && joins(s, formulas.get(first - 1).end(), start)) {
      first--;
      start = formulas.get(first).start();
    }
    String text = s.substring(start, last.end());
    if (first == count - 1) {
      return new Span(s.substring(last.from(), last.to()), last.start(), last.end(), rule, false);
    }
    return new Span(text, start, last.end(), rule, true);
  }

  private static boolean joins(String s, int from, int to) {
    if (to - from > 8) {
      return false;
    }
    String gap = s.substring(from, to).strip();
    return switch (gap) {
      case ",", "and", "or", ", and", ", or", ";", ",and" -> true;
      default -> false;
    };
  }
}
