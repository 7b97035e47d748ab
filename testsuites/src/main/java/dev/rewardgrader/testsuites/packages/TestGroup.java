package dev.rewardgrader.testsuites.packages;

import dev.rewardgrader.grade.GraderFault;
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
 * @param requires names of the groups of which every test must be accepted before this one counts
 * @param breaks whether what comes after the first failure is left out
 * @param custom whether the package's own grader puts the results together, told by the flags
 */
public record TestGroup(
    String name,
    List<String> tests,
    List<TestGroup> groups,
    double acceptScore,
    double rejectScore,
    List<String> flags,
    List<String> requires,
    boolean breaks,
    boolean custom) {

  public TestGroup {
    tests = List.copyOf(tests);
    groups = List.copyOf(groups);
    flags = List.copyOf(flags);
    requires = List.copyOf(requires);
  }

  /** What a group comes to. */
  public record Total(Verdict verdict, double score) {}

  /**
   * @param results by test id; a test that did not run is left out
   * @param maxScore what a validator that gives scores counts as full; 1 where none does
   * @param grader the package's own, for groups that have it
   */
  Total total(Map<String, TestResult> results, double maxScore, GroupProgram grader)
      throws GraderFault, InterruptedException {
    return total(results, maxScore, grader, this);
  }

  private Total total(
      Map<String, TestResult> results, double maxScore, GroupProgram grader, TestGroup all)
      throws GraderFault, InterruptedException {
    List<Total> parts = new ArrayList<>();
    for (String id : tests) {
      TestResult result = results.get(id);
      if (result != null && !ended(parts)) {
        parts.add(new Total(verdictOf(result), earned(result.score(), maxScore)));
      }
    }
    for (TestGroup group : groups) {
      if (counts(group) && !ended(parts)) {
        parts.add(group.total(results, maxScore, grader, all));
      }
    }
    if (custom && !parts.isEmpty()) {
      return grader.total(flags, parts);
    }
    boolean open = requires.stream().allMatch(name -> all.passes(name, results));
    return new Total(verdict(parts), parts.isEmpty() || !open ? 0 : score(parts));
  }

  /** What a validator gives some points is accepted, though not in full. */
  static Verdict verdictOf(TestResult result) {
    return !result.passed() && result.score() > 0 ? Verdict.ACCEPTED : result.verdict();
  }

  private boolean ended(List<Total> parts) {
    return breaks && !parts.isEmpty() && parts.getLast().verdict() != Verdict.ACCEPTED;
  }

  /** The group of that name in this one, or null. */
  TestGroup find(String wanted) {
    if (name.equals(wanted)) {
      return this;
    }
    for (TestGroup group : groups) {
      TestGroup found = group.find(wanted);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** A test's own score where a validator gave it, else its share of what the group gives. */
  private double earned(double share, double maxScore) {
    boolean given = maxScore != 1 && (share < 1 || !(acceptScore > 1));
    return given ? share * maxScore : rejectScore + (acceptScore - rejectScore) * share;
  }

  private boolean counts(TestGroup group) {
    return !(!custom && flags.contains("ignore_sample") && group.name.equals("sample"));
  }

  /** Whether every test of the group with a name below this one is accepted. */
  private boolean passes(String wanted, Map<String, TestResult> results) {
    boolean here = name.equals(wanted) || name.equals("secret/" + wanted);
    for (String id : tests) {
      TestResult result = results.get(id);
      if (here && (result == null || !result.passed())) {
        return false;
      }
    }
    return groups.stream().allMatch(group -> group.passes(here ? group.name : wanted, results));
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
    return lastOf(List.of("first_error", "worst_error", "no_errors")).equals("first_error")
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
    return switch (lastOf(List.of("sum", "avg", "min", "max"))) {
      case "min" -> scores.min().orElse(0);
      case "max" -> scores.max().orElse(0);
      case "avg" -> scores.average().orElse(0);
      default -> scores.sum();
    };
  }

  /** Of modes that exclude each other the last one counts. */
  private String lastOf(List<String> modes) {
    return flags.stream().filter(modes::contains).reduce("", (first, last) -> last);
  }

  /** The score when every test is accepted. */
  double best(GroupProgram grader) throws GraderFault, InterruptedException {
    List<Total> parts = new ArrayList<>();
    tests.forEach(id -> parts.add(new Total(Verdict.ACCEPTED, acceptScore)));
    for (TestGroup group : groups) {
      if (counts(group)) {
        parts.add(new Total(Verdict.ACCEPTED, group.best(grader)));
      }
    }
    if (parts.isEmpty()) {
      return 0;
    }
    return custom ? grader.total(flags, parts).score() : score(parts);
  }
}
