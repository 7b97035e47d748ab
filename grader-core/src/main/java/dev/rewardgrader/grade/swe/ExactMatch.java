package dev.rewardgrader.grade.swe;

import dev.rewardgrader.python.PyJson;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The reward of R2E-Gym and DeepSWE: every test must have exactly the recorded status, and there
 * must be no test more or less. Colours are removed, and a name ends before {@code " - "}. As
 * R2E-Gym does, colours of several numbers are removed from what a run printed only: it does so
 * before it reads the log.
 */
public final class ExactMatch {
  private static final Pattern RECORDED = Pattern.compile("\u001b\\[\\p{Nd}+m");
  private static final Pattern PRINTED = Pattern.compile("\u001b\\[(?:[0-9;]*|\\p{Nd}+)m|\r");

  private ExactMatch() {}

  /** Whether the statuses of a run are exactly the expected ones; unnamed tests do not count. */
  public static boolean matches(Map<String, String> actual, Map<String, String> expected) {
    Map<String, String> mine = normal(actual, PRINTED);
    Map<String, String> theirs = normal(expected, RECORDED);
    if (mine.size() != theirs.size()) {
      return false;
    }
    return mine.entrySet().stream()
        .filter(test -> !test.getKey().isEmpty())
        .allMatch(test -> test.getValue().equals(theirs.get(test.getKey())));
  }

  private static Map<String, String> normal(Map<String, String> statuses, Pattern colours) {
    Map<String, String> plain = new TreeMap<>(PyJson.order());
    statuses.forEach((name, status) -> plain.put(colours.matcher(name).replaceAll(""), status));
    Map<String, String> cut = new HashMap<>();
    plain.forEach(
        (name, status) -> {
          int dash = name.indexOf(" - ");
          cut.put(dash < 0 ? name : name.substring(0, dash), status);
        });
    return cut;
  }
}
