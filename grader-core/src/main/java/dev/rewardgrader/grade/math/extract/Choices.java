package dev.rewardgrader.grade.math.extract;

import java.util.List;
import java.util.Locale;

/**
 * Finds the option that a completion chooses: a letter (or another option string) that stands
 * alone.
 */
final class Choices {
  private static final int MAX_SCAN = 4000;

  private Choices() {}

  /** The chosen option, or null; ambiguous when the anchored sentence names several. */
  static Span find(String s, int from, int to, List<String> options) {
    Anchors.Segment segment = Anchors.last(s, from, to);
    if (segment != null && !segment.negated()) {
      Span first = scan(s, segment.from(), to, options, true);
      if (first != null) {
        Span next = scan(s, first.end(), segment.to(), options, true);
        boolean hedged =
            next != null && !next.text().equals(first.text()) && isOr(s, first.end(), next.start());
        return hedged
            ? new Span(
                first.text() + " or " + next.text(), first.start(), next.end(), "choice", true)
            : first;
      }
    }
    Span head = scan(s, from, Math.min(to, from + 6), options, true);
    if (head != null && s.substring(from, head.start()).replace('(', ' ').isBlank()) {
      return head;
    }
    return scan(s, Math.max(from, to - MAX_SCAN), to, options, false);
  }

  private static boolean isOr(String s, int from, int to) {
    String gap = s.substring(from, to).toLowerCase(Locale.ROOT);
    return gap.contains("or") || gap.contains("and") || gap.contains(",") || gap.contains("/");
  }

  private static Span scan(String s, int from, int to, List<String> options, boolean first) {
    Span best = null;
    for (int i = from; i < to; i++) {
      for (String option : options) {
        if (!option.isEmpty()
            && s.charAt(i) == option.charAt(0)
            && s.startsWith(option, i)
            && standsAlone(s, i, i + option.length())
            && !negated(s, i)) {
          best = new Span(option, i, i + option.length(), "choice", false);
          if (first) {
            return best;
          }
        }
      }
    }
    return best;
  }

  private static boolean standsAlone(String s, int from, int to) {
    boolean left = from == 0 || !isWordChar(s.charAt(from - 1));
    boolean right = to >= s.length() || !isWordChar(s.charAt(to));
    return left && right;
  }

  private static boolean isWordChar(char c) {
    return (Character.isLetterOrDigit(c) && c < 0x2E80) || c == '\'' || c == '’';
  }

  private static boolean negated(String s, int at) {
    String lead = s.substring(Math.max(0, at - 8), at).toLowerCase(Locale.ROOT).stripTrailing();
    return lead.endsWith("not")
        || lead.endsWith("n't")
        || lead.endsWith("non")
        || lead.endsWith("no")
        || lead.endsWith("不是")
        || lead.endsWith("nicht");
  }
}
