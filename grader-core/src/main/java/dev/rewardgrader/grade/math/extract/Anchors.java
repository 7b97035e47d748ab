package dev.rewardgrader.grade.math.extract;

import java.util.List;
import java.util.Locale;

/**
 * Finds the words that announce an answer ("the answer is", "Final Answer:", "####") and what they
 * announce.
 */
final class Anchors {
  private static final List<String> WORDS =
      List.of(
          "answer",
          "réponse",
          "respuesta",
          "antwort",
          "risposta",
          "resposta",
          "ответ",
          "答案",
          "答え",
          "정답",
          "cevap",
          "odpowiedź");
  private static final int MAX_TRIES = 40;
  private static final int MAX_LEAD = 60;
  private static final int MAX_SEGMENT = 600;

  private Anchors() {}

  /**
   * What an anchor announces.
   *
   * @param from where it begins
   * @param to where its sentence or line ends
   * @param negated whether it says what the answer is not
   */
  record Segment(int from, int to, boolean negated) {}

  /** The last segment of {@code s} that an anchor announces, or null. */
  static Segment last(String s, int from, int to) {
    int tries = 0;
    for (int i = to - 1; i >= from && tries < MAX_TRIES; i--) {
      char c = s.charAt(i);
      if (c == ':' && isAnswerInitial(s, i, from)) {
        int begin = skipLead(s, i + 1, to);
        if (begin < to) {
          return new Segment(
              begin, sentenceEnd(s, begin, Math.min(to, begin + MAX_SEGMENT)), negates(s, begin));
        }
      }
      int length = word(s, i, to);
      if (length > 0) {
        tries++;
        Segment segment = after(s, i, i + length, to);
        if (segment != null) {
          return segment;
        }
      }
    }
    return null;
  }

  /** {@code A:} at the beginning of a line. */
  private static boolean isAnswerInitial(String s, int colon, int from) {
    return colon - 2 >= from && s.charAt(colon - 1) == 'A' && s.charAt(colon - 2) == '\n';
  }

  /** The length of the anchor word at {@code i}, or 0. */
  private static int word(String s, int i, int to) {
    char c = Character.toLowerCase(s.charAt(i));
    if ("araоcoö答정".indexOf(c) < 0) {
      return 0;
    }
    for (String word : WORDS) {
      if (word.charAt(0) == c
          && i + word.length() <= to
          && s.regionMatches(true, i, word, 0, word.length())) {
        return word.length();
      }
    }
    return 0;
  }

  private static Segment after(String s, int word, int from, int to) {
    int i = from;
    while (i < to && (s.charAt(i) == '*' || s.charAt(i) == '_' || s.charAt(i) == ')')) {
      i++;
    }
    int line = lineEnd(s, i, to);
    if (denies(s, i)) {
      return new Segment(i, line, true);
    }
    int begin;
    if (i < to && isColon(s.charAt(i))) {
      begin = i + 1;
    } else {
      begin = verb(s, i, Math.min(line, i + MAX_LEAD));
    }
    if (begin < 0) {
      // A heading: what follows it on the same line or on the next one.
      boolean heading = isBlank(s, i, line) || formulaAt(s, i, to);
      if (!heading) {
        return null;
      }
      begin = i;
    }
    begin = skipLead(s, begin, to);
    if (begin >= to) {
      return null;
    }
    int end = sentenceEnd(s, begin, Math.min(to, begin + MAX_SEGMENT));
    boolean negated = negates(s, begin) || hedges(s, begin, end) || negatedBefore(s, word);
    return new Segment(begin, end, negated);
  }

  private static boolean isColon(char c) {
    return c == ':' || c == '：' || c == '=';
  }

  private static boolean formulaAt(String s, int from, int to) {
    int i = from;
    while (i < to && s.charAt(i) == ' ') {
      i++;
    }
    return i < to && (s.charAt(i) == '$' || s.startsWith("\\(", i) || s.startsWith("\\[", i));
  }

  /** The end of the verb or colon between an anchor and its answer, or -1. */
  private static int verb(String s, int from, int to) {
    int best = -1;
    for (String verb :
        new String[] {
          " is",
          " are",
          " est",
          " es",
          " ist",
          " è",
          " é",
          "是",
          "为",
          ":",
          "：",
          " equals",
          " should be",
          " will be",
          " would be",
          " must be",
          " becomes",
          " ="
        }) {
      int at = s.indexOf(verb, from, to);
      if (at >= 0) {
        int end = at + verb.length();
        boolean whole =
            end >= s.length()
                || !Character.isLetter(s.charAt(end))
                || s.charAt(end) > 127
                || s.charAt(end - 1) > 127;
        if (whole && (best < 0 || at < best)) {
          best = end;
        }
      }
    }
    return best;
  }

  private static int skipLead(String s, int from, int to) {
    int i = from;
    while (i < to) {
      char c = s.charAt(i);
      if (Character.isWhitespace(c) || c == ':' || c == '：' || c == '*' || c == '"' || c == '=') {
        i++;
      } else {
        break;
      }
    }
    for (String word :
        new String[] {
          "therefore ",
          "thus ",
          "simply ",
          "just ",
          "indeed ",
          "equal to ",
          "given by ",
          "option ",
          "is "
        }) {
      if (s.regionMatches(true, i, word, 0, word.length())) {
        return skipLead(s, i + word.length(), to);
      }
    }
    return i;
  }

  private static boolean negates(String s, int at) {
    return s.regionMatches(true, at, "not ", 0, 4)
        || s.regionMatches(true, at, "n't ", 0, 4)
        || s.regionMatches(true, at, "neither", 0, 7);
  }

  private static final List<String> HEDGES =
      List.of(
          "not",
          "n't",
          "either",
          "neither",
          "between",
          "at least",
          "at most",
          "more than",
          "less than",
          "greater than",
          "fewer than",
          "maybe",
          "perhaps",
          "one of");

  /** Whether the words before the first number or formula take the announcement back. */
  private static boolean hedges(String s, int from, int to) {
    int i = from;
    while (i < to && i - from < 40 && "0123456789$\\".indexOf(s.charAt(i)) < 0) {
      i++;
    }
    String lead = " " + s.substring(from, i).toLowerCase(Locale.ROOT);
    for (String hedge : HEDGES) {
      int at = lead.indexOf(hedge);
      int end = at + hedge.length();
      if (at > 0
          && (end >= lead.length() || !Character.isLetter(lead.charAt(end)))
          && (hedge.equals("n't") || !Character.isLetter(lead.charAt(at - 1)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean denies(String s, int at) {
    for (String denial :
        new String[] {" isn't", " is not", " isn’t", " cannot be", " can't be", " can not be"}) {
      if (s.regionMatches(true, at, denial, 0, denial.length())) {
        return true;
      }
    }
    return false;
  }

  private static boolean negatedBefore(String s, int word) {
    String lead = s.substring(Math.max(0, word - 12), word).toLowerCase(Locale.ROOT);
    return lead.endsWith("not the ")
        || lead.endsWith("no ")
        || lead.endsWith("wrong ")
        || lead.endsWith("incorrect ");
  }

  private static boolean isBlank(String s, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = s.charAt(i);
      if (!Character.isWhitespace(c) && c != '*' && c != ':' && c != '#' && c != '-') {
        return false;
      }
    }
    return true;
  }

  static int lineEnd(String s, int from, int to) {
    int i = s.indexOf('\n', from, Math.max(from, to));
    return i < 0 ? to : i;
  }

  /** The end of the sentence at {@code from}; a display formula may run over lines. */
  static int sentenceEnd(String s, int from, int to) {
    int i = from;
    while (i < to) {
      char c = s.charAt(i);
      if (c == '\n' || c == '。') {
        return i;
      }
      if ((c == '.' || c == '!' || c == '?')
          && (i + 1 >= to || Character.isWhitespace(s.charAt(i + 1)))) {
        return i;
      }
      if (c == '<' && s.startsWith("<|", i)) {
        return i;
      }
      if (c == '\\' && i + 1 < to && (s.charAt(i + 1) == '[' || s.charAt(i + 1) == '(')) {
        int close = s.indexOf(s.charAt(i + 1) == '[' ? "\\]" : "\\)", Math.min(to, i + 2), to);
        i = close >= 0 ? close + 2 : i + 2;
      } else if (c == '$') {
        boolean two = i + 1 < to && s.charAt(i + 1) == '$';
        int close = s.indexOf(two ? "$$" : "$", Math.min(to, i + (two ? 2 : 1)), to);
        i = close >= 0 ? close + (two ? 2 : 1) : i + 1;
      } else {
        i++;
      }
    }
    return to;
  }
}
