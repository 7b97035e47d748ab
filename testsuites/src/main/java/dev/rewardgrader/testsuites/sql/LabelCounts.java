package dev.rewardgrader.testsuites.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Agreement with the labels, per label. */
public final class LabelCounts {

  /**
   * One label's tally.
   *
   * @param unstable differences on cases whose label depends on the engine's row order or version
   */
  public record Count(int cases, int agree, int differ, int unstable) {
    Count plus(Count other) {
      return new Count(
          cases + other.cases,
          agree + other.agree,
          differ + other.differ,
          unstable + other.unstable);
    }
  }

  /** A difference: where, what was expected, what came. */
  public record Failure(
      String label, String caseId, String expected, String actual, boolean unstable) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%s%s %s: expected %s, got %s",
          unstable ? "(unstable) " : "",
          label,
          caseId,
          expected,
          actual);
    }
  }

  private static final Count NONE = new Count(0, 0, 0, 0);

  private final Map<String, Count> counts = new TreeMap<>();
  private final List<Failure> failures = new ArrayList<>();

  synchronized void add(
      String label, String caseId, Object expected, Object actual, boolean unstable) {
    boolean agree = expected.equals(actual);
    Count one = new Count(1, agree ? 1 : 0, agree || unstable ? 0 : 1, !agree && unstable ? 1 : 0);
    counts.merge(label, one, Count::plus);
    if (!agree) {
      failures.add(new Failure(label, caseId, expected.toString(), actual.toString(), unstable));
    }
  }

  /** Tallies by label, in the labels' order. */
  public synchronized Map<String, Count> byLabel() {
    return new TreeMap<>(counts);
  }

  public synchronized Count total() {
    return counts.values().stream().reduce(NONE, Count::plus);
  }

  public synchronized List<Failure> failures() {
    return List.copyOf(failures);
  }
}
