package dev.rewardgrader.grade.swe;

import dev.rewardgrader.grade.swe.logs.TestStatus;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;

/**
 * Finds the status of an expected test. Some expected ids were cut inside their parameters, so that
 * more brackets open than close: those match by prefix if all candidates agree on whether they
 * pass, and the first of the log counts.
 */
final class StatusLookup {
  private record Entry(String name, int place) {}

  private final Map<String, String> statuses;
  private Entry[] sorted;

  StatusLookup(Map<String, String> statuses) {
    this.statuses = statuses;
  }

  String exact(String test) {
    return statuses.get(test);
  }

  /** The status, or null where the log has none for the test. */
  String find(String test) {
    String status = statuses.get(test);
    return status == null && isCut(test) ? byPrefix(test) : status;
  }

  /** Whether more brackets open than close. */
  static boolean isCut(String test) {
    int depth = 0;
    for (int i = 0; i < test.length(); i++) {
      char c = test.charAt(i);
      depth += c == '[' ? 1 : c == ']' ? -1 : 0;
    }
    return depth > 0;
  }

  private String byPrefix(String prefix) {
    Entry[] entries = sorted();
    int from =
        Arrays.binarySearch(entries, new Entry(prefix, 0), Comparator.comparing(Entry::name));
    Entry first = null;
    boolean passing = false;
    for (int i = from < 0 ? -from - 1 : from; i < entries.length; i++) {
      Entry entry = entries[i];
      if (!entry.name().startsWith(prefix)) {
        break;
      }
      boolean passes = TestStatus.passes(statuses.get(entry.name()));
      if (first != null && passes != passing) {
        return null;
      }
      passing = passes;
      if (first == null || entry.place() < first.place()) {
        first = entry;
      }
    }
    return first == null ? null : statuses.get(first.name());
  }

  private Entry[] sorted() {
    if (sorted == null) {
      Entry[] entries = new Entry[statuses.size()];
      int place = 0;
      for (String name : statuses.keySet()) {
        entries[place] = new Entry(name, place++);
      }
      Arrays.sort(entries, Comparator.comparing(Entry::name));
      sorted = entries;
    }
    return sorted;
  }
}
