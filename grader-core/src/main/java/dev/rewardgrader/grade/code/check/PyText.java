package dev.rewardgrader.grade.code.check;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Python's {@code str}, as far as evaluators written in Python use it to compare outputs. */
final class PyText {
  private PyText() {}

  /**
   * Output as text, in the manner of Python's {@code surrogateescape}: a byte that is not UTF-8
   * becomes a lone surrogate of its own, so that different bytes never look equal.
   */
  static String decode(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (text.indexOf('\uFFFD') < 0) {
      return text;
    }
    StringBuilder escaped = new StringBuilder(bytes.length);
    int at = 0;
    while (at < bytes.length) {
      int length = sequence(bytes, at);
      if (length == 0) {
        escaped.append((char) (0xDC00 + (bytes[at] & 0xff)));
        at++;
      } else {
        escaped.append(new String(bytes, at, length, StandardCharsets.UTF_8));
        at += length;
      }
    }
    return escaped.toString();
  }

  /** The length of the UTF-8 sequence at a place, 0 when it is none (Unicode, table 3-7). */
  private static int sequence(byte[] bytes, int at) {
    int first = bytes[at] & 0xff;
    if (first < 0x80) {
      return 1;
    }
    int length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4 || at + length > bytes.length) {
      return 0;
    }
    int second = bytes[at + 1] & 0xff;
    int low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    int high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    if (second < low || second > high) {
      return 0;
    }
    for (int i = 2; i < length; i++) {
      if ((bytes[at + i] & 0xc0) != 0x80) {
        return 0;
      }
    }
    return length;
  }

  /** {@code str.isspace} of one character. */
  static boolean isSpace(char c) {
    return (c >= '\t' && c <= '\r')
        || (c >= '\u001c' && c <= ' ')
        || c == '\u0085'
        || c == '\u00a0'
        || c == '\u1680'
        || (c >= '\u2000' && c <= '\u200a')
        || c == '\u2028'
        || c == '\u2029'
        || c == '\u202f'
        || c == '\u205f'
        || c == '\u3000';
  }

  /** {@code s.strip()}. */
  static String strip(String s) {
    int start = 0;
    while (start < s.length() && isSpace(s.charAt(start))) {
      start++;
    }
    return rstrip(s.substring(start));
  }

  /** {@code s.rstrip()}. */
  static String rstrip(String s) {
    int end = s.length();
    while (end > 0 && isSpace(s.charAt(end - 1))) {
      end--;
    }
    return s.substring(0, end);
  }

  /** {@code s.rstrip("\n")}. */
  static String rstripNewlines(String s) {
    int end = s.length();
    while (end > 0 && s.charAt(end - 1) == '\n') {
      end--;
    }
    return s.substring(0, end);
  }

  /** {@code s.split()}. */
  static List<String> split(String s) {
    List<String> parts = new ArrayList<>();
    int at = 0;
    while (true) {
      while (at < s.length() && isSpace(s.charAt(at))) {
        at++;
      }
      if (at == s.length()) {
        return parts;
      }
      int start = at;
      while (at < s.length() && !isSpace(s.charAt(at))) {
        at++;
      }
      parts.add(s.substring(start, at));
    }
  }

  /** {@code s.split("\n")}: never empty. */
  static List<String> splitNewlines(String s) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (int at = s.indexOf('\n'); at >= 0; at = s.indexOf('\n', start)) {
      parts.add(s.substring(start, at));
      start = at + 1;
    }
    parts.add(s.substring(start));
    return parts;
  }

  /** {@code s.splitlines()}. */
  static List<String> splitLines(String s) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (int at = 0; at < s.length(); at++) {
      if (isLineEnd(s.charAt(at))) {
        parts.add(s.substring(start, at));
        if (s.charAt(at) == '\r' && at + 1 < s.length() && s.charAt(at + 1) == '\n') {
          at++;
        }
        start = at + 1;
      }
    }
    if (start < s.length()) {
      parts.add(s.substring(start));
    }
    return parts;
  }

  private static boolean isLineEnd(char c) {
    return (c >= '\n' && c <= '\r')
        || (c >= '\u001c' && c <= '\u001e')
        || c == '\u0085'
        || c == '\u2028'
        || c == '\u2029';
  }

  static List<String> stripEach(List<String> lines) {
    return lines.stream().map(PyText::strip).toList();
  }

  static List<String> withoutEmpty(List<String> lines) {
    return lines.stream().filter(line -> !line.isEmpty()).toList();
  }

  /** Decimal digits of every script as ASCII ones, as {@code int} and {@code float} read them. */
  static String asciiDigits(String s) {
    boolean plain = s.chars().allMatch(c -> c < 128);
    if (plain) {
      return s;
    }
    StringBuilder ascii = new StringBuilder(s.length());
    s.codePoints()
        .forEach(
            c -> {
              if (c >= 128 && Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER) {
                ascii.append(Character.digit(c, 10));
              } else {
                ascii.appendCodePoint(c);
              }
            });
    return ascii.toString();
  }
}
