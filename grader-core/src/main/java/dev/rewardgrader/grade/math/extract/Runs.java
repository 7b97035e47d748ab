package dev.rewardgrader.grade.math.extract;

import java.util.Set;

/** Finds undelimited mathematics in running text: numbers, plain arithmetic, bare LaTeX. */
final class Runs {
  private static final int WINDOW = 4000;
  private static final Set<String> MATH_WORDS =
      Set.of("pi", "sqrt", "sin", "cos", "tan", "log", "ln", "exp", "oo", "infinity");

  private Runs() {}

  /** The last run of mathematics that has a digit or a constant, or null. */
  static Span last(String s, int from, int to) {
    int start = Math.max(from, to - WINDOW);
    Span best = null;
    int i = start;
    while (i < to) {
      int end = run(s, i, to);
      if (end > i) {
        Span span = trimmed(s, i, end);
        if (span != null) {
          best = span;
        }
        i = end;
      } else {
        i = skipWord(s, i, to);
      }
    }
    return best;
  }

  /** The first run of mathematics that has a digit or a constant, or null. */
  static Span first(String s, int from, int to) {
    int i = from;
    while (i < to) {
      int end = run(s, i, to);
      if (end > i) {
        Span span = trimmed(s, i, end);
        if (span != null) {
          return span;
        }
        i = end;
      } else {
        i = skipWord(s, i, to);
      }
    }
    return null;
  }

  private static int skipWord(String s, int from, int to) {
    int i = from + 1;
    if (isAscii(s.charAt(from))) {
      // Digits inside a word belong to the word.
      while (i < to && (isAscii(s.charAt(i)) || isDigit(s.charAt(i)))) {
        i++;
      }
    }
    return i;
  }

  private static boolean isAscii(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** The end of the run of mathematical characters at {@code from}. */
  private static int run(String s, int from, int to) {
    int i = from;
    while (i < to) {
      char c = s.charAt(i);
      if (isDigit(c) || "+-*/^()[]{}.,%!|_".indexOf(c) >= 0) {
        i++;
      } else if (c == ' ' && i > from && continues(s, i, to)) {
        i++;
      } else if (c == '\\') {
        int end = i + 1;
        while (end < to && isAscii(s.charAt(end))) {
          end++;
        }
        if (end == i + 1) {
          char n = end < to ? s.charAt(end) : 0;
          if (n != '%' && n != '$' && n != ',' && n != '!' && n != ';' && n != '{' && n != '}') {
            return i;
          }
          end++;
        }
        i = end;
      } else if (isAscii(c)) {
        int end = i;
        while (end < to && isAscii(s.charAt(end))) {
          end++;
        }
        String word = s.substring(i, Math.min(end, i + 9));
        boolean one =
            end == i + 1
                && c != 'a'
                && c != 'I'
                && (i > from && !Character.isWhitespace(s.charAt(i - 1)));
        if (!one && !MATH_WORDS.contains(word)) {
          return i;
        }
        i = end;
      } else if ("π√∞°×÷·−½⅓¼²³".indexOf(c) >= 0) {
        i++;
      } else {
        return i;
      }
    }
    return i;
  }

  /** A blank inside a formula stands beside an operator or between groups of three digits. */
  private static boolean continues(String s, int i, int to) {
    char before = s.charAt(i - 1);
    int next = i + 1;
    if (next >= to) {
      return false;
    }
    char after = s.charAt(next);
    boolean minusWord =
        after == '-' && next + 1 < to && s.charAt(next + 1) == ' ' && isDigit(before);
    if ("+*/^".indexOf(before) >= 0
        || "+*/^".indexOf(after) >= 0
        || minusWord
        || (before == '-' && i >= 2 && s.charAt(i - 2) == ' ')) {
      return true;
    }
    if (before == ',' && (isDigit(after) || after == '-' || after == '\\' || after == '(')) {
      return true;
    }
    boolean group =
        isDigit(before)
            && next + 2 < to
            && isDigit(after)
            && isDigit(s.charAt(next + 1))
            && isDigit(s.charAt(next + 2))
            && (next + 3 >= to || !isDigit(s.charAt(next + 3)));
    return group || after == '\\' || before == '}';
  }

  /** Cuts dangling punctuation and unmatched brackets off both ends; null when no value is left. */
  private static Span trimmed(String s, int from, int to) {
    int a = from;
    int b = to;
    int[] open = new int[128];
    for (int i = a; i < b; i++) {
      count(open, s.charAt(i), 1);
    }
    while (a < b && dangles(s, a, b, open, true)) {
      count(open, s.charAt(--b), -1);
    }
    while (a < b && dangles(s, a, b, open, false)) {
      count(open, s.charAt(a++), -1);
    }
    while (a < b && dangles(s, a, b, open, true)) {
      count(open, s.charAt(--b), -1);
    }
    for (int i = a; i < b; i++) {
      char c = s.charAt(i);
      if (isDigit(c)
          || c == 'π'
          || c == '½'
          || c == '∞'
          || s.startsWith("pi", i)
          || s.startsWith("infty", i)) {
        return new Span(decimalComma(s.substring(a, b)), a, b, "number", false);
      }
    }
    return null;
  }

  private static void count(int[] counts, char c, int by) {
    if (c < 128) {
      counts[c] += by;
    }
  }

  private static boolean dangles(String s, int a, int b, int[] n, boolean atEnd) {
    char c = s.charAt(atEnd ? b - 1 : a);
    if (atEnd) {
      return " .,+-*/^([|_=\\".indexOf(c) >= 0
          || (c == ')' && n['('] + n['['] < n[')'] + n[']'])
          || (c == ']' && n['('] + n['['] < n[')'] + n[']'])
          || (c == '}' && n['{'] < n['}']);
    }
    boolean next = a + 1 < b;
    return " ,*/^)]}!%|_+".indexOf(c) >= 0
        || (c == '.' && !(next && isDigit(s.charAt(a + 1))))
        || (c == '-' && next && s.charAt(a + 1) == ' ')
        || (c == '(' && n['('] > n[')'] + n[']'])
        || (c == '{' && n['{'] > n['}']);
  }

  /** {@code 2,74} in running text is a decimal as most of Europe writes it. */
  private static String decimalComma(String number) {
    int comma = number.indexOf(',');
    boolean decimal = comma > 0 && number.length() - comma <= 3 && number.length() - comma > 1;
    for (int i = 0; i < number.length() && decimal; i++) {
      decimal = i == comma || isDigit(number.charAt(i)) || (i == 0 && number.charAt(0) == '-');
    }
    return decimal ? number.replace(',', '.') : number;
  }
}
