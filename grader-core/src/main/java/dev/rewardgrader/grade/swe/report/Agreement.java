package dev.rewardgrader.grade.swe.report;

import dev.rewardgrader.grade.swe.logs.TestStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How two channels of one run agree: the log, and a structured report.
 *
 * @param both tests of which both channels know
 * @param contradictions tests that pass in one channel and not in the other
 * @param onlyLog tests of which only the log knows
 * @param onlyReport how many tests only the report has
 */
public record Agreement(
    int both, List<String> contradictions, List<String> onlyLog, int onlyReport) {

  /** How the ids of a log name a test of a report. */
  public enum Naming {
    /** {@code com.example.Test#method}; parameters in brackets belong to the method. */
    CLASS_HASH_METHOD,
    /** {@code tests/test_a.py::TestB::test_c[1]}. */
    PYTEST,
    /** The name alone. */
    NAME
  }

  public Agreement {
    contradictions = List.copyOf(contradictions);
    onlyLog = List.copyOf(onlyLog);
  }

  /** Compares a status map of a log with the tests of a report. */
  public static Agreement of(Map<String, String> log, List<ReportedTest> report, Naming naming) {
    Map<String, Boolean> passes = new HashMap<>();
    for (ReportedTest test : report) {
      boolean passed = TestStatus.passes(test.status().name());
      passes.merge(key(test, naming), passed, (a, b) -> a && b);
    }
    int both = 0;
    List<String> contradictions = new ArrayList<>();
    List<String> onlyLog = new ArrayList<>();
    for (Map.Entry<String, String> test : log.entrySet()) {
      Boolean passed = passes.remove(key(test.getKey(), naming));
      if (passed == null) {
        onlyLog.add(test.getKey());
      } else {
        both++;
        if (passed != TestStatus.passes(test.getValue())) {
          contradictions.add(test.getKey());
        }
      }
    }
    return new Agreement(both, contradictions, onlyLog, passes.size());
  }

  private static String key(ReportedTest test, Naming naming) {
    return naming == Naming.NAME ? test.name() : test.suite() + "#" + test.name();
  }

  private static String key(String id, Naming naming) {
    int file = naming == Naming.PYTEST ? id.indexOf(".py::") : -1;
    if (file < 0) {
      return id;
    }
    int bracket = id.indexOf('[', file);
    int name = id.lastIndexOf("::", bracket < 0 ? id.length() : bracket);
    String classes = name > file + 3 ? "." + id.substring(file + 5, name) : "";
    return id.substring(0, file).replace('/', '.')
        + classes.replace("::", ".")
        + "#"
        + id.substring(name + 2);
  }
}
