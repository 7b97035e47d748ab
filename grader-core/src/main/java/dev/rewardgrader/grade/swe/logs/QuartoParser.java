package dev.rewardgrader.grade.swe.logs;

import dev.rewardgrader.python.PyText;

/** Quarto on Deno: {@code [smoke] name ... ok}, with temporary paths numbered as they appear. */
final class QuartoParser {
  private static final String TMP = "/tmp/";
  private static final String FOLDER = "/";
  private static final String DOCUMENT = ".qmd";

  private final String log;
  private final StatusMap out;
  private final NextIndex smoke;
  private final NextIndex unit;
  private final NextIndex paths;
  private final NextIndex documents;
  private final NextIndex infos;
  private final NextIndex passed;

  private final NameTable temporary = new NameTable();

  /** The lines whose paths wait in the table, and where the first path of each is. */
  private final int[] starts = new int[NameTable.MOST_WAITING];

  private final int[] ends = new int[NameTable.MOST_WAITING];
  private final int[] firstPaths = new int[NameTable.MOST_WAITING];
  private final int[] firstPathEnds = new int[NameTable.MOST_WAITING];
  private final int[] numbers = new int[NameTable.MOST_WAITING];

  /** A line in the making; kept for the next one. */
  private final StringBuilder made = new StringBuilder();

  private QuartoParser(String log, StatusMap out) {
    this.log = log;
    this.out = out;
    smoke = new NextIndex(log, "[smoke]");
    unit = new NextIndex(log, "[unit]");
    paths = new NextIndex(log, TMP);
    documents = new NextIndex(log, DOCUMENT);
    infos = new NextIndex(log, "mINFO");
    passed = new NextIndex(log, "passed");
  }

  static void parse(String log, LogContext context, StatusMap out) {
    new QuartoParser(log, out).parse();
  }

  private void parse() {
    NextIndex errors = new NextIndex(log, "ERRORS");
    NextIndex failures = new NextIndex(log, "failures:");
    Lines.holding(
        log,
        (start, end) -> {
          if (errors.from(start) < end || failures.from(start) < end) {
            return false;
          }
          if (smoke.from(start) < end || unit.from(start) < end) {
            line(start, end);
          }
          return true;
        },
        errors,
        failures,
        smoke,
        unit);
    finish();
  }

  private void line(int start, int end) {
    boolean mayHavePaths = paths.from(start) < end;
    if (mayHavePaths && documents.from(start) >= end) {
      int path = nextPath(log, paths.from(start), end, FOLDER);
      if (path >= 0) {
        wait(start, end, path);
        return;
      }
      mayHavePaths = false;
    }
    finish();
    if (mayHavePaths) {
      String line = numbered(log.substring(start, end), DOCUMENT);
      line = numbered(line, FOLDER);
      result(line, 0, line.length(), true);
    } else {
      result(log, start, end, mayBeNoResult(start, end));
    }
  }

  /** Lets the path wait with others: so the machine looks for several at once. */
  private void wait(int start, int end, int path) {
    int line = temporary.waiting();
    starts[line] = start;
    ends[line] = end;
    firstPaths[line] = path;
    firstPathEnds[line] = pathEnd(log, path, end, FOLDER);
    temporary.add(log, path, firstPathEnds[line]);
    if (temporary.isFull()) {
      finish();
    }
  }

  /** Finishes the lines whose paths wait. */
  private void finish() {
    int count = temporary.waiting();
    temporary.resolve(numbers);
    for (int i = 0; i < count; i++) {
      made.setLength(0);
      made.append(log, starts[i], firstPaths[i]).append(TMP).append(numbers[i]);
      String line = withRest(log, firstPathEnds[i], ends[i], numbers[i], FOLDER);
      result(line, 0, line.length(), mayBeNoResult(starts[i], ends[i]));
    }
  }

  /** Whether the line speaks of what no line of a result does; no number can make it do so. */
  private boolean mayBeNoResult(int start, int end) {
    return infos.from(start) < end || passed.from(start) < end || log.startsWith("test", start);
  }

  private void result(String text, int start, int end, boolean mayBeNoResult) {
    if (mayBeNoResult && isNoResult(text, start, end)) {
      return;
    }
    int dots = Lines.indexOf(text, start, end, "...");
    int name = PyText.skipSpaces(text, start, dots < 0 ? end : dots);
    int nameEnd = PyText.trimEnd(text, name, dots < 0 ? end : dots);
    if (Lines.contains(text, start, end, "32mok")) {
      out.put(text, name, nameEnd, TestStatus.PASSED);
    } else if (Lines.contains(text, start, end, "31mFAILED")
        || !out.contains(text.substring(name, nameEnd))) {
      out.put(text, name, nameEnd, TestStatus.FAILED);
    }
  }

  private static boolean isNoResult(String text, int start, int end) {
    return Lines.startsWith(text, start, end, "test result:")
        || Lines.contains(text, start, end, "34mINFO")
        || (Lines.contains(text, start, end, "passed")
            && Lines.contains(text, start, end, "failed")
            && Lines.contains(text, start, end, "steps"));
  }

  /** Every {@code /tmp/NAME} + suffix becomes {@code /tmp/} and the number of the first. */
  private String numbered(String line, String suffix) {
    int end = line.length();
    int path = nextPath(line, 0, end, suffix);
    if (path < 0) {
      return line;
    }
    int pathEnd = pathEnd(line, path, end, suffix);
    int number = temporary.number(line, path, pathEnd);
    made.setLength(0);
    made.append(line, 0, path).append(TMP).append(number);
    return withRest(line, pathEnd, end, number, suffix);
  }

  /** What is made so far, and {@code text[from, end)} with the paths numbered. */
  private String withRest(String text, int from, int end, int number, String suffix) {
    int free = from;
    for (int path = nextPath(text, free, end, suffix); path >= 0; ) {
      made.append(text, free, path).append(TMP).append(number);
      free = pathEnd(text, path, end, suffix);
      path = nextPath(text, free, end, suffix);
    }
    return made.append(text, free, end).toString();
  }

  /** Where the next {@code /tmp/NAME} + suffix begins, or -1. */
  private static int nextPath(String text, int from, int end, String suffix) {
    int at = Lines.indexOf(text, from, end, TMP);
    while (at >= 0 && pathEnd(text, at, end, suffix) < 0) {
      at = Lines.indexOf(text, at + 1, end, TMP);
    }
    return at;
  }

  /** The end of the one that begins with the {@code /tmp/} at a place, or -1. */
  private static int pathEnd(String text, int at, int end, String suffix) {
    int name = at + TMP.length();
    int nameEnd = PyText.skipWord(text, name, end);
    return nameEnd > name && Lines.startsWith(text, nameEnd, end, suffix)
        ? nameEnd + suffix.length()
        : -1;
  }
}
