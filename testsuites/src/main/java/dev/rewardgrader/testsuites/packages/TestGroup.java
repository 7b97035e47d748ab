package dev.rewardgrader.testsuites.packages;

import dev.rewardgrader.grade.TestResult;
import dev.rewardgrader.grade.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A folder of test data, and how its results add up: the default grader of Kattis packages
 * (problemtools, {@code support/default_grader}).
 *
 * @param name the folder below {@code data}, empty for {@code data} itself
 * @param tests ids of the tests in it
 * @param groups the folders in it
 * @param acceptScore a test's score when accepted
 * @param rejectScore a test's score when not
 * @param flags of the grader: how verdicts and scores are put together
 */
public record TestGroup(
    String name,
    List<String> tests,
    List<TestGroup> groups,
    double acceptScore,
    double rejectScore,
    List<String> flags) {

  public TestGroup {
    tests = List.copyOf(tests);
    groups = List.copyOf(groups);
    flags = List.copyOf(flags);
  }

  /** What a group comes to. */
  public record Total(Verdict verdict, double score) {}

  /**
   * @param results by test id; a test that did not run is left out
   */
  Total total(Map<String, TestResult> results) {
    List<Total> parts = new ArrayList<>();
    for (String id : tests) {
      TestResult result = results.get(id);
      if (result != null) {
        double earned = rejectScore + (acceptScore - rejectScore) * result.score();
        boolean partial = !result.passed() && result.score() > 0;
        parts.add(new Total(partial ? Verdict.ACCEPTED : result.verdict(), earned));
      }
    }
    for (TestGroup group : groups) {
      if (!(flags.contains("ignore_sample") && group.name.equals("sample"))) {
        parts.add(group.total(results));
      }
    }
    return new Total(verdict(parts), parts.isEmpty() ? 0 : score(parts));
  }

  private Verdict verdict(List<Total> parts) {
    if (flags.contains("always_accept")
        || (flags.contains("accept_if_any_accepted")
            && parts.stream().anyMatch(p -> p.verdict() == Verdict.ACCEPTED))) {
      return Verdict.ACCEPTED;
    }
    List<Verdict> failures =
        parts.stream().map(Total::verdict).filter(v -> v != Verdict.ACCEPTED).toList();
    if (failures.isEmpty()) {
      return Verdict.ACCEPTED;
    }
    return flags.contains("first_error")
        ? failures.getFirst()
        : failures.stream().max((a, b) -> Integer.compare(gravity(a), gravity(b))).orElseThrow();
  }

  private static int gravity(Verdict verdict) {
    return switch (verdict) {
      case WRONG_ANSWER, PARTIAL -> 1;
      case OUTPUT_LIMIT_EXCEEDED -> 2;
      case RUNTIME_ERROR -> 3;
      case TIME_LIMIT_EXCEEDED -> 4;
      case MEMORY_LIMIT_EXCEEDED -> 5;
      default -> 6;
    };
  }

  private double score(List<Total> parts) {
    var scores = parts.stream().mapToDouble(Total::score);
    if (flags.contains("min")) {
      return scores.min().orElse(0);
    }
    if (flags.contains("max")) {
      return scores.max().orElse(0);
    }
    return flags.contains("avg") ? scores.average().orElse(0) : scores.sum();
  }

  /** The score when every test is accepted. */
  double best() {
    List<Total> parts = new ArrayList<>();
    tests.forEach(id -> parts.add(new Total(Verdict.ACCEPTED, acceptScore)));
    for (TestGroup group : groups) {
      if (!(flags.contains("ignore_sample") && group.name.equals("sample"))) {
        parts.add(new Total(Verdict.ACCEPTED, group.best()));
      }
    }
    return parts.isEmpty() ? 0 : score(parts);
  }
}
