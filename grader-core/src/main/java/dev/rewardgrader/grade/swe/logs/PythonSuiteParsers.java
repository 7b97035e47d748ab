package dev.rewardgrader.grade.swe.logs;

import dev.rewardgrader.python.PyText;

/** The runners of Django and SymPy. */
final class PythonSuiteParsers {
  private static final String VERSION_TEST = "--version is equivalent to version";
  private static final String MIGRATION = "Applying sites.0002_alter_domain_unique...";
  private static final String[] PASS_SUFFIXES = {" ... ok", " ... OK", " ...  OK"};

  private PythonSuiteParsers() {}

  /** {@code name ... ok}, also where output stands between the name and the result. */
  static void django(String log, LogContext context, StatusMap out) {
    String[] previous = new String[1];
    NextIndex dots = new NextIndex(log, " ... ");
    NextIndex version = new NextIndex(log, VERSION_TEST);
    int n = log.length();
    int from = PyText.skipSpaces(log, 0, n);
    while (from < n) {
      int end = Lines.lineEnd(log, from, n);
      if (version.from(from) < end) {
        out.put(VERSION_TEST, TestStatus.PASSED);
      }
      boolean dotted = dots.from(from) < end;
      if (dotted || startsResult(log, from, end)) {
        djangoLine(PyText.strip(log, from, end), dotted, previous, out);
      }
      from = PyText.skipSpaces(log, end, n);
    }
    new DjangoInterrupted(log, out).find();
  }

  private static boolean startsResult(String log, int start, int end) {
    return switch (log.charAt(start)) {
      case 'o' -> Lines.startsWith(log, start, end, "ok");
      case 'F' -> Lines.startsWith(log, start, end, "FAIL:");
      case 'E' -> Lines.startsWith(log, start, end, "ERROR:");
      default -> false;
    };
  }

  private static void djangoLine(String text, boolean dotted, String[] previous, StatusMap out) {
    int dots = dotted ? text.indexOf(" ... ") : -1;
    String line = text;
    if (dots >= 0) {
      previous[0] = line.substring(0, dots);
      line = djangoResult(line, out);
    }
    failure(line, " ... FAIL", "FAIL:", TestStatus.FAILED, out);
    failure(line, " ... ERROR", "ERROR:", TestStatus.ERROR, out);
    if (line.startsWith("ok") && previous[0] != null) {
      out.put(previous[0], TestStatus.PASSED);
    }
  }

  /** What stands before the dots passed or was skipped; gives the line as the next steps see it. */
  private static String djangoResult(String text, StatusMap out) {
    String line = text;
    for (String suffix : PASS_SUFFIXES) {
      if (line.endsWith(suffix)) {
        if (line.startsWith(MIGRATION + "test_no_migrations")) {
          line = line.substring(MIGRATION.length());
        }
        out.put(line, 0, line.length() - suffix.length(), TestStatus.PASSED);
        break;
      }
    }
    int skipped = line.indexOf(" ... skipped");
    if (skipped >= 0) {
      out.put(line, 0, skipped, TestStatus.SKIPPED);
    }
    return line;
  }

  private static void failure(
      String line, String suffix, String prefix, TestStatus status, StatusMap out) {
    if (line.endsWith(suffix)) {
      out.put(line, 0, line.indexOf(suffix), status);
    }
    if (line.startsWith(prefix)) {
      int n = line.length();
      int name = PyText.skipSpaces(line, PyText.skipNonSpaces(line, 0, n), n);
      if (name == n) {
        throw new LogFaultException(
            LogFault.MISSING_PART, "a line that starts with '" + prefix + "' names no test");
      }
      out.put(line, name, PyText.skipNonSpaces(line, name, n), status);
    }
  }

  /** Headers of failures, {@code ___ file.py:test ___}, then {@code test_name ok}, E or F. */
  static void sympy(String log, LogContext context, StatusMap out) {
    NextIndex files = new NextIndex(log, ".py:");
    Lines.holding(
        log,
        (start, end) -> {
          sympyHeader(log, start, end, out);
          return true;
        },
        files);
    Lines.stripped(PythonSuiteParsers::sympyLine).parse(log, context, out);
  }

  private static void sympyHeader(String log, int start, int end, StatusMap out) {
    int lastSpace = Lines.lastIndexOf(log, start, end, " ");
    int file = lastSpace < 0 ? -1 : Lines.lastIndexOf(log, start, lastSpace, ".py:");
    int firstSpace = log.indexOf(' ', start, end);
    if (file > firstSpace) {
      out.put(
          log.substring(firstSpace + 1, file) + ".py:" + log.substring(file + 4, lastSpace),
          TestStatus.FAILED);
    }
  }

  private static void sympyLine(String log, int start, int end, StatusMap out) {
    if (!Lines.startsWith(log, start, end, "test_")) {
      return;
    }
    TestStatus status;
    if (Lines.endsWith(log, start, end, " E")) {
      status = TestStatus.ERROR;
    } else if (Lines.endsWith(log, start, end, " F")) {
      status = TestStatus.FAILED;
    } else if (Lines.endsWith(log, start, end, " ok")) {
      status = TestStatus.PASSED;
    } else {
      return;
    }
    out.put(log, start, PyText.skipNonSpaces(log, start, end), status);
  }
}
