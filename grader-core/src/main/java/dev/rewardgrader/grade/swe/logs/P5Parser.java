package dev.rewardgrader.grade.swe.logs;

import dev.rewardgrader.grade.swe.python.PyText;
import java.util.ArrayList;
import java.util.List;

/**
 * p5.js on Mocha: numbered failures whose suites and test stand on ever deeper indented lines, up
 * to a colon. Dumps of JSON and XML between them are removed first.
 */
final class P5Parser {
  private static final int LONGEST_NAME = 1000;

  private P5Parser() {}

  static void parse(String log, LogContext context, StatusMap out) {
    failures(MarkupBlocks.remove(withoutJson(PyText.withoutAnsi(log))), out);
  }

  /** Drops the lines of JSON blocks: one opens with a bracket at a line's end, and closes alone. */
  private static String withoutJson(String log) {
    StringBuilder kept = new StringBuilder(log.length());
    boolean[] inside = new boolean[2];
    Lines.until(
        log,
        0,
        log.length(),
        (start, end) -> {
          int to = PyText.trimEnd(log, start, end);
          if (!isJson(log, start, to, inside)) {
            kept.append(log, start, end).append('\n');
          }
          return true;
        });
    if (!kept.isEmpty()) {
      kept.setLength(kept.length() - 1);
    }
    return kept.toString();
  }

  private static boolean isJson(String log, int start, int end, boolean[] inside) {
    if (start == end) {
      return inside[0] || inside[1];
    }
    char first = log.charAt(start);
    char last = log.charAt(end - 1);
    if (last == '{') {
      inside[0] = true;
      return true;
    }
    if (last == '[') {
      inside[1] = true;
      return true;
    }
    boolean single = end - start == 1;
    if (single && last == '}' && inside[0]) {
      inside[0] = false;
      return true;
    }
    if (single && last == ']' && inside[1]) {
      inside[1] = false;
      return true;
    }
    return inside[0] || inside[1] || (first == '{' && last == '}') || (first == '[' && last == ']');
  }

  private static void failures(String log, StatusMap out) {
    int n = log.length();
    NextIndex colons = new NextIndex(log, ":");
    int line = 0;
    while (line >= 0 && line < n) {
      int from = line;
      int number = PyText.skipSpaces(log, line, n);
      int close = PyText.skipDigits(log, number, n);
      if (close > number && close < n && log.charAt(close) == ')') {
        int colon = colons.from(close + 1);
        if (colon - close - 1 <= 2 * LONGEST_NAME
            && log.codePointCount(close + 1, colon) <= LONGEST_NAME) {
          put(log.substring(close + 1, colon), out);
          from = colon + 1;
        } else {
          from = close;
        }
      } else {
        from = Math.max(line, number - 1);
      }
      int newline = log.indexOf('\n', from);
      line = newline < 0 ? -1 : newline + 1;
    }
  }

  private static void put(String text, StatusMap out) {
    List<String> names = new ArrayList<>();
    int[] indent = {0};
    Lines.until(
        text,
        0,
        text.length(),
        (start, end) -> {
          int name = PyText.skipSpaces(text, start, end);
          boolean deeper = name - start > indent[0];
          indent[0] = deeper ? name - start : Integer.MAX_VALUE;
          names.add(text.substring(name, PyText.trimEnd(text, name, end)));
          return deeper;
        });
    if (indent[0] != Integer.MAX_VALUE) {
      out.put(String.join(":", names), TestStatus.FAILED);
    }
  }
}
