package dev.rewardgrader.grade.swe.logs;

import dev.rewardgrader.python.PyText;

/**
 * Karma's dots reporter: {@code BROWSER VERSION (SYSTEM) name FAILED}. Only failures are printed.
 *
 * <p>A header is read part by part from a position, -1 meaning that it does not fit. Any whitespace
 * in it may be a newline; a name lies on one line.
 */
final class BrowserFailures {
  private static final String FAILED = "FAILED";

  private final String log;
  private final StatusMap out;
  private final LineEnds lineEnds;

  private BrowserFailures(String log, StatusMap out) {
    this.log = log;
    this.out = out;
    lineEnds = new LineEnds(log);
  }

  /** Reads the rest of a header from a position and returns where the name starts. */
  @FunctionalInterface
  private interface Header {
    int end(int from);
  }

  /** Puts the name that starts at a position; returns the end of the match. */
  @FunctionalInterface
  private interface Name {
    int put(int from);
  }

  static void bpmn(String log, LogContext context, StatusMap out) {
    BrowserFailures scan = new BrowserFailures(log, out);
    if (log.contains("2KPhantomJS")) {
      scan.each("2KPhantomJS", at -> scan.versioned(at, true), scan::upToFailed);
      scan.each("2KPhantomJS", at -> scan.versioned(at, false), scan::upToFailed);
    }
    if (log.contains("Chrome")) {
      scan.headlessOnX86();
      scan.each("HeadlessChrome", at -> scan.versioned(at, true), scan::upToFailed);
    }
  }

  static void openLayers(String log, LogContext context, StatusMap out) {
    BrowserFailures scan = new BrowserFailures(log, out);
    scan.each(
        "Chrome",
        at -> scan.anySystem(scan.word(scan.space(at), "Headless")),
        scan::upToSpacedFailed);
    scan.each("Chrome", scan::anySystem, from -> scan.collapsedUpToFailed(from));
    OpenLayersCases.find(log, out);
  }

  static void chart(String log, LogContext context, StatusMap out) {
    String plain = PyText.withoutAnsi(log);
    new BrowserFailures(plain, out).chart();
  }

  private void each(String browser, Header header, Name name) {
    int at = log.indexOf(browser);
    while (at >= 0) {
      int from = header.end(at + browser.length());
      int end = from < 0 ? -1 : name.put(from);
      at = log.indexOf(browser, Math.max(end, at + 1));
    }
  }

  private int space(int at) {
    return at >= 0 && at < log.length() && PyText.isSpace(log.charAt(at)) ? at + 1 : -1;
  }

  private int word(int at, String word) {
    return at >= 0 && log.startsWith(word, at) ? at + word.length() : -1;
  }

  private int number(int at) {
    int end = at < 0 ? -1 : JestParsers.numberEnd(log, at, log.length());
    return end > at ? end : -1;
  }

  /** {@code " 2.1 (Linux 5.0) "}, or with {@code x86_64} in place of a number. */
  private int versioned(int at, boolean numberedSystem) {
    int system = space(word(space(number(space(at))), "(Linux"));
    int close = numberedSystem ? number(system) : word(system, "x86_64");
    return space(word(close, ")"));
  }

  /** {@code " 2.1 (Linux SYSTEM) "}: the system is anything without whitespace. */
  private int anySystem(int at) {
    int system = space(word(space(number(space(at))), "(Linux"));
    if (system < 0) {
      return -1;
    }
    int end = PyText.skipNonSpaces(log, system, log.length());
    return end - system >= 2 && log.charAt(end - 1) == ')' ? space(end) : -1;
  }

  private int upToFailed(int from) {
    int end = lineEnds.of(from);
    if (end == log.length() || !Lines.endsWith(log, from, end, FAILED)) {
      return -1;
    }
    out.put(log, from, end - FAILED.length(), TestStatus.FAILED);
    return end + 1;
  }

  private int collapsedUpToFailed(int from) {
    int end = lineEnds.of(from);
    if (end == log.length() || !Lines.endsWith(log, from, end, FAILED)) {
      return -1;
    }
    out.putCollapsed(log, from, end - FAILED.length(), TestStatus.FAILED);
    return end + 1;
  }

  private int upToSpacedFailed(int from) {
    int end = lineEnds.of(from);
    if (log.startsWith(FAILED + "\n", end + 1)) {
      out.putCollapsed(log, from, end, TestStatus.FAILED);
      return end + FAILED.length() + 2;
    }
    int space = end - FAILED.length() - 1;
    if (end == log.length()
        || space < from
        || !log.startsWith(FAILED, space + 1)
        || !PyText.isSpace(log.charAt(space))) {
      return -1;
    }
    out.putCollapsed(log, from, space, TestStatus.FAILED);
    return end + 1;
  }

  /** {@code Chrome Headless … (Linux x86_64) name FAILED}; the last system on the line counts. */
  private void headlessOnX86() {
    String browser = "Chrome";
    int at = log.indexOf(browser);
    while (at >= 0) {
      int from = space(word(space(at + browser.length()), "Headless"));
      int next = at + 1;
      if (from >= 0) {
        int end = lineEnds.of(from);
        int name = lastSystem(from, end);
        int matched = name < 0 ? -1 : upToFailed(name);
        // Where the first header of a line does not fit, no later one of that line does.
        next = Math.max(matched, Math.max(next, end));
      }
      at = log.indexOf(browser, next);
    }
  }

  private int lastSystem(int from, int end) {
    boolean failed = end < log.length() && Lines.endsWith(log, from, end, FAILED);
    for (int paren = Math.min(end + 1, log.length() - 1); paren > from; paren--) {
      if (log.charAt(paren) == '(' && space(paren - 1) >= 0) {
        int name = space(word(space(word(paren, "(Linux")), "x86_64)"));
        boolean fits =
            name > end ? endsFailed(name) : failed && name >= 0 && name <= end - FAILED.length();
        if (fits) {
          return name;
        }
      }
    }
    return -1;
  }

  private boolean endsFailed(int from) {
    int end = lineEnds.of(from);
    return end < log.length() && Lines.endsWith(log, from, end, FAILED);
  }

  /** {@code Chrome 1.2 (SYSTEM) name FAILED} at the end of a line or of the log. */
  private void chart() {
    int[] close = {0};
    each(
        "Chrome",
        at -> {
          int version = number(space(at));
          return version >= 0 && blank(version) && log.startsWith("(", version + 1)
              ? version + 2
              : -1;
        },
        from -> {
          int end = lineEnds.of(from);
          if (!Lines.endsWith(log, from, end, FAILED)) {
            return -1;
          }
          int name = afterClose(from + 1, close);
          if (name < 0 || name > end - FAILED.length()) {
            return -1;
          }
          out.put(log, name, end - FAILED.length(), TestStatus.FAILED);
          return end;
        });
  }

  /** Position after the first {@code ") "} at or after {@code from}, which only grows. */
  private int afterClose(int from, int[] known) {
    int at = Math.max(from, known[0]);
    while (at >= 0 && at < log.length() && !(log.charAt(at) == ')' && blank(at + 1))) {
      at = log.indexOf(')', at + 1);
    }
    known[0] = at < 0 ? log.length() : at;
    return at < 0 || at >= log.length() ? -1 : at + 2;
  }

  /** Whitespace that breaks no line. */
  private boolean blank(int at) {
    if (at >= log.length()) {
      return false;
    }
    char c = log.charAt(at);
    return c != '\n' && c != '\r' && PyText.isSpace(c);
  }
}
