package dev.rewardgrader.grade.swe.report;

import dev.rewardgrader.grade.swe.logs.TestStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The Test Anything Protocol: plan, results with directives, subtests by indentation, bail-out. A
 * test that is still to do counts as failed as expected; one that the plan promises and the report
 * lacks, as an error.
 */
public final class TapReport {
  private static final String BAIL_OUT = "Bail out!";

  private final List<ReportedTest> tests = new ArrayList<>();
  private int planned = -1;
  private int seen;
  private boolean bailedOut;

  private TapReport() {}

  /** Reads a report; its subtests have their parent's number as suite. */
  public static List<ReportedTest> read(String report) {
    TapReport tap = new TapReport();
    boolean yaml = false;
    for (String line : (Iterable<String>) report.lines()::iterator) {
      String text = line.strip();
      if (yaml) {
        yaml = !text.equals("...");
      } else if (text.equals("---")) {
        yaml = true;
      } else if (!tap.bailedOut) {
        tap.line(text, line.length() - line.stripLeading().length());
      }
    }
    for (int missing = tap.seen + 1; missing <= tap.planned; missing++) {
      tap.tests.add(new ReportedTest("", "test " + missing, TestStatus.ERROR, false));
    }
    return List.copyOf(tap.tests);
  }

  private void line(String text, int indent) {
    if (text.startsWith(BAIL_OUT)) {
      bailedOut = true;
    } else if (text.startsWith("1..") && indent == 0) {
      planned = number(text, 3);
    } else if (isResult(text, "ok")) {
      result(text.substring(2), true, indent);
    } else if (isResult(text, "not ok")) {
      result(text.substring(6), false, indent);
    }
  }

  private static boolean isResult(String text, String word) {
    return text.startsWith(word)
        && (text.length() == word.length() || text.charAt(word.length()) == ' ');
  }

  private void result(String rest, boolean ok, int indent) {
    String text = rest.strip();
    int digits = 0;
    while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
      digits++;
    }
    String description = text.substring(digits).strip();
    if (description.startsWith("- ")) {
      description = description.substring(2).strip();
    }
    int directive = directive(description);
    String word =
        directive < 0 ? "" : description.substring(directive + 1).strip().toUpperCase(Locale.ROOT);
    String name = directive < 0 ? description : description.substring(0, directive).strip();
    TestStatus status = ok ? TestStatus.PASSED : TestStatus.FAILED;
    if (word.startsWith("SKIP")) {
      status = TestStatus.SKIPPED;
    } else if (word.startsWith("TODO")) {
      status = TestStatus.XFAIL;
    }
    if (indent == 0) {
      seen++;
    }
    String suite = indent == 0 ? "" : String.valueOf(seen + 1);
    tests.add(new ReportedTest(suite, name.isEmpty() ? "test " + seen : name, status, false));
  }

  /** Where an unescaped {@code #} starts a directive, or -1. */
  private static int directive(String description) {
    for (int at = description.indexOf('#'); at >= 0; at = description.indexOf('#', at + 1)) {
      if (at == 0 || description.charAt(at - 1) != '\\') {
        return at;
      }
    }
    return -1;
  }

  private static int number(String text, int from) {
    int value = 0;
    for (int i = from; i < text.length() && Character.isDigit(text.charAt(i)); i++) {
      value = Math.min(1_000_000, value * 10 + Character.digit(text.charAt(i), 10));
    }
    return value;
  }
}
