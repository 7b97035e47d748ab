package dev.rewardgrader.grade.math.extract;

import java.util.List;

/** Picks the answer out of the sentence that an anchor announces. */
final class Segments {
  private Segments() {}

  /**
   * The announced value: the first formula or run behind the sentence's last verb; null when it has
   * none.
   */
  static Span candidate(String s, Anchors.Segment segment, boolean latex, boolean plain) {
    int from = segment.from();
    int to = segment.to();
    int verb = lastVerb(s, from, to);
    if (verb > from) {
      Span behind = value(s, verb, to, latex, plain);
      if (behind != null) {
        return behind;
      }
    }
    return value(s, from, to, latex, plain);
  }

  private static int lastVerb(String s, int from, int to) {
    int best = from;
    for (String verb : new String[] {" is ", " are ", " equals ", " est "}) {
      int at = s.lastIndexOf(verb, to - 1);
      if (at >= from && at + verb.length() < to) {
        best = Math.max(best, at + verb.length());
      }
    }
    return best;
  }

  private static Span value(String s, int from, int to, boolean latex, boolean plain) {
    List<Formulas.Formula> formulas = latex ? Formulas.find(s, from, to) : List.of();
    if (!formulas.isEmpty()
        && s.substring(from, formulas.get(0).start()).chars().noneMatch(Character::isDigit)) {
      int count = 1;
      while (count < formulas.size()
          && formulas.get(count).start() - formulas.get(count - 1).end() <= 8) {
        count++;
      }
      return tail(s, Formulas.last(s, formulas, count, "anchor"), to);
    }
    if (!plain) {
      return null;
    }
    String text = s.substring(from, to).replace("**", "").strip();
    if (!text.isEmpty() && text.length() <= 120 && isShortValue(text)) {
      return new Span(text, from, to, "anchor", false);
    }
    Span run = Runs.first(s, from, to);
    if (run == null) {
      return text.length() <= 60 && !text.isEmpty()
          ? new Span(text, from, to, "anchor", false)
          : null;
    }
    return new Span(run.text(), run.start(), run.end(), "anchor", run.ambiguous());
  }

  /** "$5$ or $6$" hedges although the words between stand outside the formulas. */
  private static Span tail(String s, Span span, int to) {
    int i = span.end();
    while (i < to && s.charAt(i) == ' ') {
      i++;
    }
    if (s.startsWith("\\%", i) || (i < to && s.charAt(i) == '%') || s.startsWith("percent", i)) {
      return new Span(span.text() + " \\%", span.start(), i, span.rule(), span.ambiguous());
    }
    if (s.startsWith("or ", i)) {
      return new Span(s.substring(span.start(), to), span.start(), to, span.rule(), true);
    }
    return span;
  }

  /** Whether a text is a value as a whole: it starts like one and has few plain words. */
  private static boolean isShortValue(String text) {
    int words = 0;
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
        while (i < text.length() && Character.isLetter(text.charAt(i))) {
          i++;
        }
        continue;
      }
      int start = i;
      while (i < text.length() && Character.isLetter(text.charAt(i))) {
        i++;
      }
      words += i - start > 1 ? 1 : 0;
      i = Math.max(i, start + 1);
    }
    char first = text.charAt(0);
    boolean value = Character.isDigit(first) || "-+(\\[.$√{".indexOf(first) >= 0;
    boolean number = text.chars().anyMatch(Character::isDigit);
    return value ? words <= 3 : words <= 1 && !number;
  }
}
