package dev.rewardgrader.testsuites.packages;

import dev.rewardgrader.grade.TestResult;
import dev.rewardgrader.grade.Verdict;
import java.util.List;
import java.util.Set;

/**
 * What a submission's results must be at some tests ({@code submissions.yaml}, Kattis problem
 * package format 2023-07).
 *
 * @param where pattern of tests or groups below {@code data}; empty for all
 * @param permitted verdicts that its tests may have, or null for any
 * @param required verdicts of which a test must have one, or null for none
 * @param low the least score, NaN where the rule sets none
 * @param high the greatest score
 * @param message what the validator must say at some test; empty for nothing
 */
public record ExpectationRule(
    String where,
    Set<Verdict> permitted,
    Set<Verdict> required,
    double low,
    double high,
    String message) {

  /** Scores that differ by less were added up in another order. */
  private static final double SAME = 1e-6;

  public ExpectationRule {
    permitted = permitted == null ? null : Set.copyOf(permitted);
    required = required == null ? null : Set.copyOf(required);
  }

  /**
   * How the results break the rule, for a person; null where they keep it.
   *
   * @param results of all tests
   * @param score of the group that {@link #where} names, NaN where there is none
   */
  String brokenBy(List<TestResult> results, double score) {
    List<TestResult> own =
        results.stream().filter(r -> GlobPattern.matches(where, r.id())).toList();
    String place = where.isEmpty() ? "" : " in " + where;
    if (own.isEmpty() && (permitted != null || required != null)) {
      return "no test" + place + " was run";
    }
    if (permitted != null) {
      for (TestResult result : own) {
        if (!permitted.contains(TestGroup.verdictOf(result))) {
          return "test %s: %s, and only %s is permitted"
              .formatted(result.id(), TestGroup.verdictOf(result), names(permitted));
        }
      }
    }
    if (required != null
        && own.stream().noneMatch(r -> required.contains(TestGroup.verdictOf(r)))) {
      return "no test" + place + " has the verdict " + names(required);
    }
    if (!message.isEmpty()
        && own.stream().noneMatch(r -> r.message() != null && r.message().contains(message))) {
      return "no test" + place + " has the message '" + message + "'";
    }
    return brokenScore(score, place);
  }

  private String brokenScore(double score, String place) {
    if (Double.isNaN(low) || (score >= low - SAME && score <= high + SAME)) {
      return null;
    }
    return low == high
        ? "score%s: %s, and %s is expected".formatted(place, score, low)
        : "score%s: %s, and %s to %s is expected".formatted(place, score, low, high);
  }

  private static String names(Set<Verdict> verdicts) {
    return String.join(" or ", verdicts.stream().map(Verdict::name).sorted().toList());
  }
}
