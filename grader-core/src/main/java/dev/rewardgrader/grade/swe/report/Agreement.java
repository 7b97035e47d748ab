package dev.rewardgrader.grade.swe.report;

import dev.rewardgrader.grade.swe.logs.TestStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

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
    /** {@code com.example.Test > method()}, as Gradle prints it. */
    CLASS_ARROW_METHOD,
    /** {@code Suite.Test}, as googletest prints it. */
    CLASS_DOT_METHOD,
    /** {@code - name}, as a TAP log has it, possibly with a directive behind it. */
    TAP,
    /** The name alone. */
    NAME,
    /** {@code path/a.test.js > suite > name}, as Vitest prints it. */
    VITEST,
    /**
     * {@code test_a (module.Class)}, or from Python 3.11 on {@code test_a (module.Class.test_a)}.
     */
    UNITTEST,
    /** {@code description - ./spec/a_spec.rb[1:2]}, the id at the end being the test's own. */
    RSPEC,
    /** {@code Suite > Name of a test}, as PHPUnit's testdox has it. */
    TESTDOX,
    /** {@code Class#name}, without a full stop at its end. */
    MINITEST
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

  /** Those ids of a log whose tests failed, each time a report tells of them. */
  static Set<String> failed(Collection<String> ids, List<ReportedTest> report, Naming naming) {
    Map<String, Boolean> fails = new HashMap<>();
    for (ReportedTest test : report) {
      boolean failed = TestStatus.fails(test.status().name());
      fails.merge(key(test, naming), failed, Boolean::logicalAnd);
    }
    return ids.stream()
        .filter(id -> fails.getOrDefault(key(id, naming), false))
        .collect(Collectors.toSet());
  }

  private static String key(ReportedTest test, Naming naming) {
    return switch (naming) {
      case NAME, TAP, VITEST, UNITTEST, RSPEC, TESTDOX, MINITEST -> test.name();
      case CLASS_HASH_METHOD, PYTEST -> test.suite() + "#" + test.name();
      case CLASS_DOT_METHOD -> test.suite() + "." + test.name();
      case CLASS_ARROW_METHOD -> test.suite() + "#" + withoutParentheses(test.name());
    };
  }

  private static String key(String id, Naming naming) {
    return switch (naming) {
      case NAME, CLASS_HASH_METHOD, CLASS_DOT_METHOD, TESTDOX, MINITEST -> id;
      case RSPEC -> id.substring(id.lastIndexOf(" - ") < 0 ? 0 : id.lastIndexOf(" - ") + 3);
      case TAP -> {
        String name = id.startsWith("- ") ? id.substring(2) : id;
        int directive = name.indexOf(" # ");
        yield directive < 0 ? name : name.substring(0, directive);
      }
      case CLASS_ARROW_METHOD -> withoutParentheses(id.replaceFirst("\\s+>\\s+", "#"));
      case PYTEST -> pytest(id);
      case UNITTEST -> unittest(id);
      case VITEST -> id.substring(id.indexOf(" > ") < 0 ? 0 : id.indexOf(" > ") + 3);
    };
  }

  private static String withoutParentheses(String name) {
    return name.endsWith("()") ? name.substring(0, name.length() - 2) : name;
  }

  private static String unittest(String id) {
    int open = id.indexOf(" (");
    if (open < 0 || !id.endsWith(")")) {
      return id;
    }
    String place = id.substring(open + 2, id.length() - 1);
    String method = "." + id.substring(0, open);
    return place.endsWith(method) ? place : place + method;
  }

  private static String pytest(String id) {
    int file = id.indexOf(".py::");
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
