package dev.rewardgrader.testsuites.swe;

import java.util.ArrayList;
import java.util.List;

/** Counts the cases of one conformance file. Not thread-safe. */
public final class ConformanceSuite {
  /**
   * A case in which the grader and the recorded verdict differ.
   *
   * @param id names the case, and what of it was compared
   * @param message what was expected and what came out, cut to a readable length
   */
  public record Failure(String id, String message) {}

  private static final int LONGEST_VALUE = 300;

  private final String name;
  private int cases;
  private final List<Failure> failures = new ArrayList<>();

  ConformanceSuite(String name) {
    this.name = name;
  }

  void compare(String id, Object expected, Object actual) {
    cases++;
    if (!expected.equals(actual)) {
      failures.add(
          new Failure(
              id, "expected " + cut(expected.toString()) + ", got " + cut(actual.toString())));
    }
  }

  private static String cut(String value) {
    return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "…";
  }

  /** The name of the file without its extension. */
  public String name() {
    return name;
  }

  public int cases() {
    return cases;
  }

  public int agree() {
    return cases - failures.size();
  }

  public int differ() {
    return failures.size();
  }

  public List<Failure> failures() {
    return List.copyOf(failures);
  }
}
