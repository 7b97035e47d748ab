package dev.rewardgrader.grade.swe;

import dev.rewardgrader.python.PyText;

/**
 * Signs in a log that a test runner did run at least one test, for logs of which the parser finds
 * nothing: a summary with a count that is not zero (SWE-bench 5.x, {@code grading.py}).
 */
final class SuiteEvidence {
  private final String log;

  private SuiteEvidence(String log) {
    this.log = log;
  }

  static boolean in(String log) {
    SuiteEvidence scan = new SuiteEvidence(log);
    return scan.any("Executed ", scan::executed)
        || scan.any("TOTAL: ", scan::total)
        || scan.any(" passing", at -> scan.countBefore(at - " passing".length()))
        || scan.any("Tests:", at -> scan.count(scan.spaces(at)) > 0)
        || scan.any("Test Suites:", at -> scan.suites(scan.spaces(at)))
        || scan.any("# tests ", scan::tap)
        || scan.any(" spec", scan::specs)
        || scan.any("': ok", scan::lineEnds);
  }

  /** Looks behind a word that was found. */
  @FunctionalInterface
  private interface Check {
    boolean at(int end);
  }

  private boolean any(String word, Check check) {
    for (int at = log.indexOf(word); at >= 0; at = log.indexOf(word, at + 1)) {
      if (check.at(at + word.length())) {
        return true;
      }
    }
    return false;
  }

  /** End of a count that is not zero and has no leading zero, or -1. */
  private int count(int at) {
    if (at < 0 || at >= log.length() || log.charAt(at) < '1' || log.charAt(at) > '9') {
      return -1;
    }
    return PyText.skipDigits(log, at, log.length());
  }

  /** Position after one or more whitespace characters, or -1. */
  private int spaces(int at) {
    int end = PyText.skipSpaces(log, at, log.length());
    return end > at ? end : -1;
  }

  private boolean countBefore(int end) {
    for (int i = PyText.digitsBefore(log, 0, end); i < end; i++) {
      if (log.charAt(i) >= '1' && log.charAt(i) <= '9') {
        return true;
      }
    }
    return false;
  }

  private boolean digitAt(int at) {
    return at < log.length() && PyText.skipDigits(log, at, Math.min(log.length(), at + 2)) > at;
  }

  private boolean executed(int at) {
    int end = count(at);
    return end > 0 && log.startsWith(" of ", end) && digitAt(end + 4);
  }

  private boolean total(int at) {
    int end = count(at);
    return end > 0 && (log.startsWith(" SUCCESS", end) || log.startsWith(" FAILED", end));
  }

  /** {@code 1 failed, 2 passed, 3 total}: the total counts. */
  private boolean suites(int from) {
    int at = from;
    while (at >= 0) {
      int end = count(at);
      if (end > 0 && log.startsWith(" total", end)) {
        return true;
      }
      int digits = PyText.skipDigits(log, at, log.length());
      int word = digits + 1;
      int wordEnd = PyText.skipWord(log, Math.min(word, log.length()), log.length());
      boolean item =
          digits > at
              && log.startsWith(" ", digits)
              && wordEnd > word
              && log.startsWith(", ", wordEnd);
      at = item ? wordEnd + 2 : -1;
    }
    return false;
  }

  private boolean tap(int at) {
    int start = at - "# tests ".length();
    return (start == 0 || log.charAt(start - 1) == '\n') && count(at) > 0;
  }

  private boolean specs(int end) {
    int at = log.startsWith("s", end) ? end + 1 : end;
    if (!countBefore(end - " spec".length()) || !log.startsWith(", ", at)) {
      return false;
    }
    int digits = PyText.skipDigits(log, at + 2, log.length());
    return digits > at + 2 && log.startsWith(" failure", digits);
  }

  private boolean lineEnds(int at) {
    return at == log.length() || log.charAt(at) == '\n';
  }
}
