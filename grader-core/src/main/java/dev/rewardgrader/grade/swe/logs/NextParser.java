package dev.rewardgrader.grade.swe.logs;

import dev.rewardgrader.python.PyText;
import java.util.ArrayList;
import java.util.List;

/** Alibaba Fusion Next: a Karma tree per {@code xvfb-run}, and Cypress from version 1.27. */
final class NextParser {
  private static final String RUN = " xvfb-run ";
  private static final String BROWSER = "Starting browser Chrome";

  private NextParser() {}

  static void parse(String log, LogContext context, StatusMap out) {
    if ("1.27".equals(context.version())) {
      cypress(log, out);
    } else {
      karma(withoutAssertions(PyText.withoutAnsi(log)), out);
    }
  }

  /** Removes {@code AssertionError: #…} up to the next empty line. */
  private static String withoutAssertions(String log) {
    String word = "AssertionError:";
    NextIndex blank = new NextIndex(log, "\n\n");
    StringBuilder kept = new StringBuilder();
    int free = 0;
    for (int at = log.indexOf(word); at >= 0; at = log.indexOf(word, Math.max(free, at + 1))) {
      int hash = PyText.skipSpaces(log, at + word.length(), log.length());
      if (hash > at + word.length() && hash < log.length() && log.charAt(hash) == '#') {
        int end = blank.from(hash + 1);
        if (end == NextIndex.NONE) {
          break;
        }
        kept.append(log, free, at);
        free = end + 2;
      }
    }
    return free == 0 ? log : kept.append(log, free, log.length()).toString();
  }

  private static void karma(String log, StatusMap out) {
    SuitePath suites = new SuitePath(out);
    NextIndex failed = new NextIndex(log, "✗");
    NextIndex passed = new NextIndex(log, "✓");
    NextIndex browsers = new NextIndex(log, BROWSER);
    int run = log.indexOf(RUN);
    while (run >= 0) {
      int from = run + RUN.length();
      run = log.indexOf(RUN, from);
      int to = run < 0 ? log.length() : run;
      int browser = browsers.last(from, to);
      Lines.until(
          log,
          browser < 0 ? from : browser + BROWSER.length(),
          to,
          (start, end) -> {
            int fail = failed.from(start);
            int mark = fail < end ? fail : passed.from(start);
            return karmaLine(log, start, end, suites, mark);
          });
    }
  }

  private static boolean karmaLine(String log, int start, int end, SuitePath suites, int mark) {
    int text = PyText.skipSpaces(log, start, end);
    char first = text < end ? log.charAt(text) : '\n';
    if (first == 'T' && Lines.startsWith(log, start, end, "TOTAL")) {
      return false;
    }
    if (isNoise(log, text, end, first)) {
      return true;
    }
    if (mark >= end) {
      suites.enter(log, start, end);
    } else {
      suites.put(
          log,
          PyText.skipSpaces(log, mark + 1, end),
          end,
          log.charAt(mark) == '✗' ? TestStatus.FAILED : TestStatus.PASSED);
    }
    return true;
  }

  private static boolean isNoise(String log, int start, int end, char first) {
    return switch (first) {
      case 'E' -> Lines.startsWith(log, start, end, "ERROR");
      case 'L' -> Lines.startsWith(log, start, end, "LOG");
      case 'W' -> Lines.startsWith(log, start, end, "WARN");
      case 'C' -> Lines.startsWith(log, start, end, "Check");
      case 'i' -> Lines.startsWith(log, start, end, "in");
      default -> false;
    };
  }

  private record Suite(String name, int headerStart, int headerEnd) {}

  private static void cypress(String log, StatusMap out) {
    List<Suite> suites = cypressSuites(log);
    for (int i = 0; i < suites.size(); i++) {
      int from = suites.get(i).headerEnd();
      int to = i + 1 < suites.size() ? suites.get(i + 1).headerStart() : log.length();
      String run = log.substring(from, to);
      cypressTests(run, suites.get(i).name(), false, out);
      cypressTests(run, suites.get(i).name(), true, out);
    }
  }

  /** {@code Running: file (1 of 9)}, two empty lines, and the indented name of the suite. */
  private static List<Suite> cypressSuites(String log) {
    String word = "Running:";
    LineEnds lineEnds = new LineEnds(log);
    List<Suite> suites = new ArrayList<>();
    int at = log.indexOf(word);
    while (at >= 0) {
      int end = lineEnds.of(at);
      int next = end;
      if (Lines.endsWith(log, at + word.length(), end, ")")
          && log.startsWith("\n\n\n", end)
          && end + 5 <= log.length()
          && PyText.isSpace(log.charAt(end + 3))
          && PyText.isSpace(log.charAt(end + 4))) {
        int newline = log.indexOf('\n', end + 5);
        if (newline >= 0) {
          suites.add(new Suite(log.substring(end + 5, newline), at, newline + 1));
          next = newline + 1;
        }
      }
      at = log.indexOf(word, next);
    }
    return suites;
  }

  private static void cypressTests(String run, String suite, boolean passed, StatusMap out) {
    int n = run.length();
    int line = 0;
    while (line >= 0 && line + 5 < n) {
      int matched =
          passed ? cypressPass(run, line, suite, out) : cypressFail(run, line, suite, out);
      line = Lines.nextLine(run, Math.max(line, matched));
    }
  }

  private static int cypressFail(String run, int line, String suite, StatusMap out) {
    int close = fourSpaces(run, line) ? PyText.skipDigits(run, line + 4, run.length()) : 0;
    if (close <= line + 4
        || close + 1 >= run.length()
        || run.charAt(close) != ')'
        || !PyText.isSpace(run.charAt(close + 1))) {
      return -1;
    }
    int newline = run.indexOf('\n', close + 2);
    int end = newline < 0 ? run.length() : newline;
    out.put(suite + ": " + PyText.strip(run, close + 2, end), TestStatus.FAILED);
    return end;
  }

  private static int cypressPass(String run, int line, String suite, StatusMap out) {
    if (!fourSpaces(run, line)
        || run.charAt(line + 4) != '✓'
        || !PyText.isSpace(run.charAt(line + 5))) {
      return -1;
    }
    int newline = run.indexOf('\n', line + 6);
    int paren = Lines.lastIndexOf(run, line + 6, newline < 0 ? run.length() : newline, "(");
    if (paren < 0) {
      return -1;
    }
    out.put(suite + ": " + PyText.strip(run, line + 6, paren), TestStatus.PASSED);
    return paren + 1;
  }

  private static boolean fourSpaces(String run, int line) {
    for (int i = line; i < line + 4; i++) {
      if (!PyText.isSpace(run.charAt(i))) {
        return false;
      }
    }
    return true;
  }
}
