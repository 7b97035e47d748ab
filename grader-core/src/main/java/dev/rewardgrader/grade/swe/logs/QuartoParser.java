package dev.rewardgrader.grade.swe.logs;

import dev.rewardgrader.python.PyText;

/** Quarto on Deno: {@code [smoke] name ... ok}, with temporary paths numbered as they appear. */
final class QuartoParser {
  private static final String TMP = "/tmp/";

  private final NameTable temporary = new NameTable();

  private QuartoParser() {}

  static void parse(String log, LogContext context, StatusMap out) {
    QuartoParser parser = new QuartoParser();
    NextIndex errors = new NextIndex(log, "ERRORS");
    NextIndex failures = new NextIndex(log, "failures:");
    NextIndex smoke = new NextIndex(log, "[smoke]");
    NextIndex unit = new NextIndex(log, "[unit]");
    Lines.holding(
        log,
        (start, end) -> {
          if (errors.from(start) < end || failures.from(start) < end) {
            return false;
          }
          if (smoke.from(start) < end || unit.from(start) < end) {
            parser.line(log.substring(start, end), out);
          }
          return true;
        },
        errors,
        failures,
        smoke,
        unit);
  }

  private void line(String text, StatusMap out) {
    String line = numbered(numbered(text, ".qmd"), "/");
    boolean rejected =
        line.startsWith("test result:")
            || line.contains("34mINFO")
            || (line.contains("passed") && line.contains("failed") && line.contains("steps"));
    if (rejected) {
      return;
    }
    int dots = line.indexOf("...");
    String name = PyText.strip(line, 0, dots < 0 ? line.length() : dots);
    if (line.contains("32mok")) {
      out.put(name, TestStatus.PASSED);
    } else if (line.contains("31mFAILED") || !out.contains(name)) {
      out.put(name, TestStatus.FAILED);
    }
  }

  /**
   * Every {@code /tmp/NAME} + suffix of a line becomes {@code /tmp/} and the number of the first.
   */
  private String numbered(String line, String suffix) {
    StringBuilder kept = null;
    int free = 0;
    int number = -1;
    for (int at = line.indexOf(TMP); at >= 0; ) {
      int name = at + TMP.length();
      int end = PyText.skipWord(line, name, line.length());
      int next = at + 1;
      if (end > name && line.startsWith(suffix, end)) {
        next = end + suffix.length();
        if (kept == null) {
          kept = new StringBuilder(line.length());
          number = temporary.number(line, at, next);
        }
        kept.append(line, free, at).append(TMP).append(number);
        free = next;
      }
      at = line.indexOf(TMP, next);
    }
    return kept == null ? line : kept.append(line, free, line.length()).toString();
  }
}
