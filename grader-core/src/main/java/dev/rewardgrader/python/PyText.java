package dev.rewardgrader.python;

import java.util.ArrayList;
import java.util.List;

/**
 * Python's notions of whitespace, digits, words and lines.
 *
 * <p>Positions are indexes of UTF-16 units, as everywhere in Java; whatever Python counts in code
 * points is counted in code points here. Every function is linear in the range it looks at.
 */
public final class PyText {
  /** A bit for each of the first 33 characters that is whitespace. */
  private static final long SPACES = 0x1f0003e00L;

  private PyText() {}

  /** Whether {@code str.isspace()} and {@code \s} hold for the character; all are in the BMP. */
  public static boolean isSpace(char c) {
    return c <= ' ' ? (SPACES >>> c & 1) != 0 : c >= 0x85 && isWideSpace(c);
  }

  private static boolean isWideSpace(char c) {
    return switch (c) {
      case 0x85, 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000 -> true;
      default -> c >= 0x2000 && c <= 0x200a;
    };
  }

  /** Whether {@code \d} matches the code point. */
  public static boolean isDigit(int codePoint) {
    return codePoint < 128
        ? codePoint >= '0' && codePoint <= '9'
        : Character.getType(codePoint) == Character.DECIMAL_DIGIT_NUMBER;
  }

  /** Whether {@code \w} matches the code point: letters, anything numeric, and the underscore. */
  public static boolean isWord(int codePoint) {
    if (codePoint < 128) {
      return (codePoint >= 'a' && codePoint <= 'z')
          || (codePoint >= 'A' && codePoint <= 'Z')
          || (codePoint >= '0' && codePoint <= '9')
          || codePoint == '_';
    }
    return switch (Character.getType(codePoint)) {
      case Character.UPPERCASE_LETTER,
          Character.LOWERCASE_LETTER,
          Character.TITLECASE_LETTER,
          Character.MODIFIER_LETTER,
          Character.OTHER_LETTER,
          Character.DECIMAL_DIGIT_NUMBER,
          Character.LETTER_NUMBER,
          Character.OTHER_NUMBER ->
          true;
      default -> false;
    };
  }

  /** First index at or after {@code from} that is no whitespace, at most {@code to}. */
  public static int skipSpaces(String s, int from, int to) {
    int i = from;
    while (i < to && isSpace(s.charAt(i))) {
      i++;
    }
    return i;
  }

  /** Last end at or before {@code to} that has no whitespace before it, at least {@code from}. */
  public static int trimEnd(String s, int from, int to) {
    int i = to;
    while (i > from && isSpace(s.charAt(i - 1))) {
      i--;
    }
    return i;
  }

  /** First index at or after {@code from} that is whitespace, at most {@code to}. */
  public static int skipNonSpaces(String s, int from, int to) {
    int i = from;
    while (i < to && !isSpace(s.charAt(i))) {
      i++;
    }
    return i;
  }

  /** End of the run of digits that starts at {@code from}. */
  public static int skipDigits(String s, int from, int to) {
    int i = from;
    while (i < to) {
      char unit = s.charAt(i);
      int c = unit < 128 ? unit : codePoint(s, i, to);
      if (!isDigit(c)) {
        return i;
      }
      i += unit < 128 ? 1 : Character.charCount(c);
    }
    return i;
  }

  /** Start of the run of digits that ends at {@code to}. */
  public static int digitsBefore(String s, int from, int to) {
    int i = to;
    while (i > from) {
      int c = s.codePointBefore(i);
      int next = i - Character.charCount(c);
      if (next < from || !isDigit(c)) {
        return i;
      }
      i = next;
    }
    return i;
  }

  /** End of the run of word characters that starts at {@code from}. */
  public static int skipWord(String s, int from, int to) {
    int i = from;
    while (i < to) {
      char unit = s.charAt(i);
      int c = unit < 128 ? unit : codePoint(s, i, to);
      if (!isWord(c)) {
        return i;
      }
      i += unit < 128 ? 1 : Character.charCount(c);
    }
    return i;
  }

  /** The code point at an index, of which a half that lies outside the range is not a part. */
  private static int codePoint(String s, int i, int to) {
    char c = s.charAt(i);
    return Character.isHighSurrogate(c) && i + 1 < to ? s.codePointAt(i) : c;
  }

  /** {@code s[from:to].strip()}. */
  public static String strip(String s, int from, int to) {
    int start = skipSpaces(s, from, to);
    return s.substring(start, trimEnd(s, start, to));
  }

  /** {@code s.strip()}. */
  public static String strip(String s) {
    return strip(s, 0, s.length());
  }

  /** {@code s.split()}: the words between whitespace. */
  public static List<String> split(String s) {
    List<String> words = new ArrayList<>();
    int at = skipSpaces(s, 0, s.length());
    while (at < s.length()) {
      int end = skipNonSpaces(s, at, s.length());
      words.add(s.substring(at, end));
      at = skipSpaces(s, end, s.length());
    }
    return words;
  }

  /** Whether all whitespace of a range that has none at its ends is single spaces. */
  public static boolean isCollapsed(String s, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = s.charAt(i);
      if (isSpace(c) && (c != ' ' || isSpace(s.charAt(++i)))) {
        return false;
      }
    }
    return true;
  }

  /** Every run of whitespace becomes one space; none is left at the ends. */
  public static String collapse(String s, int from, int to) {
    int start = skipSpaces(s, from, to);
    int end = trimEnd(s, start, to);
    StringBuilder out = null;
    int copied = start;
    int i = start;
    while (i < end) {
      char c = s.charAt(i);
      if (!isSpace(c)) {
        i++;
      } else if (c == ' ' && !isSpace(s.charAt(i + 1))) {
        i += 2;
      } else {
        if (out == null) {
          out = new StringBuilder(end - start);
        }
        out.append(s, copied, i).append(' ');
        i = skipSpaces(s, i + 1, end);
        copied = i;
      }
    }
    return out == null ? s.substring(start, end) : out.append(s, copied, end).toString();
  }

  /**
   * {@code s.splitlines()}: more characters end a line than in Java, and none is empty at the end.
   */
  public static List<String> splitLines(String s) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    int i = 0;
    while (i < s.length()) {
      char c = s.charAt(i);
      if (!endsLine(c)) {
        i++;
        continue;
      }
      lines.add(s.substring(start, i));
      i += c == '\r' && i + 1 < s.length() && s.charAt(i + 1) == '\n' ? 2 : 1;
      start = i;
    }
    if (start < s.length()) {
      lines.add(s.substring(start));
    }
    return lines;
  }

  private static boolean endsLine(char c) {
    return (c >= '\n' && c <= '\r')
        || (c >= 0x1c && c <= 0x1e)
        || c == 0x85
        || c == 0x2028
        || c == 0x2029;
  }

  /** What reading a text file gives: {@code \r\n} and a lone {@code \r} become {@code \n}. */
  public static String universalNewlines(String s) {
    int i = s.indexOf('\r');
    if (i < 0) {
      return s;
    }
    StringBuilder out = new StringBuilder(s.length());
    int start = 0;
    while (i >= 0) {
      out.append(s, start, i).append('\n');
      start = i + 1 < s.length() && s.charAt(i + 1) == '\n' ? i + 2 : i + 1;
      i = s.indexOf('\r', start);
    }
    return out.append(s, start, s.length()).toString();
  }

  /** Removes the escape sequences that colour a terminal; an unfinished one stays. */
  public static String withoutAnsi(String s) {
    int escape = s.indexOf(0x1b);
    if (escape < 0) {
      return s;
    }
    StringBuilder out = new StringBuilder(s.length());
    int start = 0;
    while (escape >= 0) {
      int end = ansiEnd(s, escape);
      if (end > escape) {
        out.append(s, start, escape);
        start = end;
      }
      int next = Math.max(end, escape + 1);
      escape = next < s.length() && s.charAt(next) == 0x1b ? next : s.indexOf(0x1b, next);
    }
    return out.append(s, start, s.length()).toString();
  }

  /**
   * The end of the sequence that starts with the escape at {@code at}, or {@code at} if none does.
   */
  private static int ansiEnd(String s, int at) {
    int n = s.length();
    if (at + 1 >= n) {
      return at;
    }
    char kind = s.charAt(at + 1);
    if (kind != '[') {
      return kind >= '@' && kind <= '_' ? at + 2 : at;
    }
    int i = at + 2;
    while (i < n && s.charAt(i) >= '0' && s.charAt(i) <= '?') {
      i++;
    }
    while (i < n && s.charAt(i) >= ' ' && s.charAt(i) <= '/') {
      i++;
    }
    return i < n && s.charAt(i) >= '@' && s.charAt(i) <= '~' ? i + 1 : at;
  }
}
