package dev.rewardgrader.grade.code.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The ladder of ever looser comparisons that APPS began and TACO and PRIME took over
 * (hendrycks/apps, {@code eval/testing_util.py}; TACO, {@code metrics/testing_util.py}; verl,
 * {@code utils/reward_score/prime_code/testing_util.py}): stripped text; lines without empty ones;
 * lines as floats that are close; and, except at PRIME, the set of lines as sets of tokens, then as
 * sets of numbers rounded to three decimals.
 *
 * @param sets whether the comparison by sets is tried
 * @param exactIntegers whether lines that are all whole numbers are kept from being compared as
 *     floats
 */
record AppsCascade(boolean sets, boolean exactIntegers) implements Comparison {

  @Override
  public CheckResult compare(byte[] actual, byte[] expected) {
    String text = PyText.decode(actual);
    String due = PyText.decode(expected);
    List<String> lines = PyText.splitLines(text);
    if (sameText(lines, due) || looser(PyText.withoutEmpty(lines), lines, dueLines(due))) {
      return CheckResult.ACCEPTED;
    }
    return Differences.ofLines(lines, PyText.splitLines(due));
  }

  private static List<String> dueLines(String due) {
    return PyText.stripEach(PyText.withoutEmpty(PyText.splitNewlines(due)));
  }

  private static boolean sameText(List<String> lines, String due) {
    String stripped = PyText.strip(due);
    return PyText.strip(String.join("\n", lines)).equals(stripped)
        || PyText.strip(String.join("\n", PyText.stripEach(lines))).equals(stripped);
  }

  private boolean looser(List<String> filled, List<String> lines, List<String> due) {
    return lines.equals(due)
        || filled.equals(due)
        || closeFloats(filled, due)
        || (sets && sameSets(filled, due));
  }

  private boolean closeFloats(List<String> lines, List<String> due) {
    if (lines.size() != due.size() || (exactIntegers && allIntegers(lines, due))) {
      return false;
    }
    for (int i = 0; i < lines.size(); i++) {
      Double x = PyNumbers.floatOf(lines.get(i));
      Double y = PyNumbers.floatOf(due.get(i));
      if (x == null || y == null || !PyNumbers.isClose(x, y, 1e-5, 1e-8)) {
        return false;
      }
    }
    return true;
  }

  private static boolean allIntegers(List<String> lines, List<String> due) {
    for (int i = 0; i < lines.size(); i++) {
      if (!isDigits(lines.get(i)) || !isDigits(due.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigits(String s) {
    return !s.isEmpty() && s.codePoints().allMatch(Character::isDigit);
  }

  private static boolean sameSets(List<String> lines, List<String> due) {
    Set<Set<String>> a = new HashSet<>();
    lines.forEach(
        line -> {
          Set<String> tokens = new HashSet<>(PyText.split(line));
          if (!tokens.isEmpty()) {
            a.add(tokens);
          }
        });
    Set<Set<String>> e = new HashSet<>();
    due.forEach(line -> e.add(new HashSet<>(PyText.split(line))));
    if (a.equals(e)) {
      return true;
    }
    Set<Set<Double>> roundA = rounded(a);
    return roundA != null && roundA.equals(rounded(e));
  }

  /** Null when a token is no number, or NaN, which equals nothing. */
  private static Set<Set<Double>> rounded(Set<Set<String>> sets) {
    Set<Set<Double>> result = new HashSet<>();
    for (Set<String> tokens : sets) {
      Set<Double> numbers = new HashSet<>();
      for (String token : tokens) {
        Double value = PyNumbers.floatOf(token);
        if (value == null || Double.isNaN(value)) {
          return null;
        }
        numbers.add(round3(value));
      }
      result.add(numbers);
    }
    return result;
  }

  /** {@code round(x, 3)}: exact, halves to even; zero without its sign. */
  private static double round3(double x) {
    if (Double.isInfinite(x) || Math.abs(x) >= 1L << 53) {
      return x;
    }
    return new BigDecimal(x).setScale(3, RoundingMode.HALF_EVEN).doubleValue() + 0.0;
  }

  /** The rule for results of functions: equal, or equal to the expected list's first element. */
  static boolean returned(JsonNode actual, JsonNode expected) {
    return PyValues.equal(actual, expected)
        || (expected.isArray() && !expected.isEmpty() && PyValues.equal(actual, expected.get(0)));
  }
}
