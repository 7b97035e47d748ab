package dev.rewardgrader.grade.swe.logs;

import dev.rewardgrader.python.PyText;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/** Mocha and Karma reporters that print a tree of suites. */
final class MochaParsers {
  private static final Set<String> MOCHA_LIGHTHOUSES = Set.of("9.5", "10.0", "10.2");
  private static final String JSON_COMMAND = "./node_modules/.bin/mocha --reporter json";

  private MochaParsers() {}

  /** highlight.js: {@code ✔ name} and {@code 1) name} under the last indented line. */
  static void highlight(String log, LogContext context, StatusMap out) {
    int[] suite = {-1, -1};
    NamePrefix prefix = out.prefix();
    NextIndex milliseconds = new NextIndex(log, "ms)");
    Lines.until(
        log,
        0,
        epilogue(log),
        (start, end) -> {
          int mark = PyText.skipSpaces(log, start, end);
          char c = mark < end ? log.charAt(mark) : '\n';
          boolean pass = c == '✓' || c == '✔';
          int close = pass ? mark : PyText.skipDigits(log, mark, end);
          if (pass || (close > mark && close < end && log.charAt(close) == ')')) {
            if (suite[0] >= 0) {
              prefix.cut(0);
              prefix.add(log, suite[0], suite[1]);
              prefix.add(".", 0, 1);
              suite[0] = -1;
            }
            TestStatus status = pass ? TestStatus.PASSED : TestStatus.FAILED;
            if (milliseconds.from(start) < end) {
              out.put(untimed(log, close + 1, end), status);
            } else {
              int test = PyText.skipSpaces(log, close + 1, end);
              out.put(log, test, PyText.trimEnd(log, test, end), status);
            }
          } else if (Lines.startsWith(log, start, end, "  ")) {
            suite[0] = mark;
            suite[1] = PyText.trimEnd(log, mark, end);
          }
          return true;
        });
  }

  /** The name without any {@code (12ms)}, wherever in it they stand. */
  private static String untimed(String log, int start, int end) {
    StringBuilder name = new StringBuilder();
    int from = start;
    for (int at = Lines.indexOf(log, start, end, "ms)"); at >= 0; ) {
      int open = JestParsers.millisecondsStart(log, from - 1, at);
      if (open >= from) {
        name.append(log, from, open);
        from = at + 3;
      }
      at = Lines.indexOf(log, at + 3, end, "ms)");
    }
    return PyText.strip(name.append(log, from, end).toString());
  }

  /** Where the summary, {@code 12 passing} on a line of its own, begins. */
  private static int epilogue(String log) {
    for (int at = log.indexOf("passing", 1); at >= 0; at = log.indexOf("passing", at + 1)) {
      int i = log.charAt(at - 1) == ' ' ? PyText.digitsBefore(log, 0, at - 1) : at;
      if (i < at - 1) {
        while (i > 0 && (log.charAt(i - 1) == ' ' || log.charAt(i - 1) == '\t')) {
          i--;
        }
        if (i > 0 && log.charAt(i - 1) == '\n') {
          return i - 1;
        }
      }
    }
    return log.length();
  }

  /** Karma's spec reporter, from the start of the browser to the summary. */
  static void karma(String log, LogContext context, StatusMap out) {
    new KarmaTree(log, out).parse();
  }

  /** Lighthouse: mocha, jest or mocha's JSON, by version. */
  static void lighthouse(String log, LogContext context, StatusMap out) {
    if (MOCHA_LIGHTHOUSES.contains(context.version() == null ? "" : context.version())) {
      lighthouseMocha(log, out);
    } else if (PyNumber.atLeast(context.version(), 3)) {
      Lines.raw(JestParsers::files).parse(log, context, out);
    } else {
      lighthouseJson(log, out);
    }
  }

  private static void lighthouseMocha(String log, StatusMap out) {
    Deque<int[]> runs = new ArrayDeque<>();
    for (int at = log.indexOf("running"); at >= 0; at = log.indexOf("running", at + 1)) {
      int end = runHeaderEnd(log, at + 7);
      if (end > 0) {
        runs.add(new int[] {at, end});
      }
    }
    SuitePath suites = new SuitePath(out);
    while (!runs.isEmpty()) {
      int from = runs.remove()[1];
      int to = runs.isEmpty() ? log.length() : runs.peek()[0];
      int summary = firstPassing(log, from, to);
      int start = PyText.skipSpaces(log, from, summary);
      suites.clear();
      Lines.until(
          log,
          start,
          PyText.trimEnd(log, start, summary),
          (lineStart, lineEnd) -> {
            lighthouseLine(log, lineStart, lineEnd, suites);
            return true;
          });
    }
  }

  /** End of {@code running 12 test files}, of which the first word is read, or -1. */
  private static int runHeaderEnd(String log, int from) {
    int n = log.length();
    if (from >= n || !PyText.isSpace(log.charAt(from))) {
      return -1;
    }
    int digits = PyText.skipDigits(log, from + 1, n);
    boolean fits =
        digits > from + 1
            && digits + 11 <= n
            && PyText.isSpace(log.charAt(digits))
            && log.startsWith("test", digits + 1)
            && PyText.isSpace(log.charAt(digits + 5))
            && log.startsWith("files", digits + 6);
    return fits ? digits + 11 : -1;
  }

  private static int firstPassing(String log, int from, int to) {
    for (int at = Lines.indexOf(log, from, to, "passing"); at >= 0; ) {
      if (at > from && PyText.isSpace(log.charAt(at - 1))) {
        int digits = PyText.digitsBefore(log, from, at - 1);
        if (digits < at - 1) {
          return digits;
        }
      }
      at = Lines.indexOf(log, at + 1, to, "passing");
    }
    return to;
  }

  private static void lighthouseLine(String log, int start, int end, SuitePath suites) {
    int mark = PyText.skipSpaces(log, start, end);
    int to = PyText.trimEnd(log, mark, end);
    boolean pass = mark < to && log.charAt(mark) == '✔';
    int after = pass ? mark + 1 : PyText.skipDigits(log, mark, to);
    boolean fail = !pass && after > mark && after < to && log.charAt(after) == ')';
    int space = fail ? after + 1 : after;
    if ((pass || fail) && space < to && PyText.isSpace(log.charAt(space))) {
      suites.put(
          log,
          space + 1,
          lastMilliseconds(log, space + 1, to),
          pass ? TestStatus.PASSED : TestStatus.FAILED);
    } else {
      suites.enter(log, start, end);
    }
  }

  /** Where the last {@code " (12ms)"} begins, or the end. */
  private static int lastMilliseconds(String log, int start, int end) {
    for (int open = end - 1; open > start; open--) {
      if (log.charAt(open) == '(' && PyText.isSpace(log.charAt(open - 1))) {
        int digits = PyText.skipDigits(log, open + 1, end);
        int unit = digits;
        while (unit < end && log.charAt(unit) == 'm') {
          unit++;
        }
        if (digits > open + 1 && unit > digits && Lines.startsWith(log, unit, end, "s)")) {
          return open - 1;
        }
      }
    }
    return end;
  }

  private static void lighthouseJson(String log, StatusMap out) {
    int command = log.indexOf(JSON_COMMAND);
    while (command >= 0) {
      int from = command + JSON_COMMAND.length();
      command = log.indexOf(JSON_COMMAND, from);
      String run = log.substring(from, command < 0 ? log.length() : command);
      titles(section(run, "\"passes\": [", "]"), TestStatus.PASSED, out);
      titles(section(run, "\"failures\": [", "],"), TestStatus.FAILED, out);
    }
  }

  /** What stands between the last {@code open} and the last {@code close} after it. */
  private static String section(String run, String open, String close) {
    int at = run.lastIndexOf(open);
    String rest = at < 0 ? run : run.substring(at + open.length());
    int end = rest.lastIndexOf(close);
    return end < 0 ? rest : rest.substring(0, end);
  }

  private static void titles(String json, TestStatus status, StatusMap out) {
    String key = "\"fullTitle\":";
    LineEnds lineEnds = new LineEnds(json);
    int at = json.indexOf(key);
    while (at >= 0) {
      int title = at + key.length() + 2;
      int next = at + 1;
      if (title <= json.length()
          && PyText.isSpace(json.charAt(title - 2))
          && json.charAt(title - 1) == '"') {
        int end = lineEnds.of(title);
        if (end < json.length() && Lines.endsWith(json, title, end, "\",")) {
          out.put(json, title, end - 2, status);
          next = end + 1;
        }
      }
      at = json.indexOf(key, next);
    }
  }
}
