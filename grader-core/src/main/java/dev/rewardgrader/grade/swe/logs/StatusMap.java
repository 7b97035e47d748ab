package dev.rewardgrader.grade.swe.logs;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Collects statuses: a repeated name keeps its first place and its last status.
 *
 * <p>Names made of nested suites can be far longer together than the log they come from. A bound on
 * their total length keeps a hostile log from taking the memory of the grader.
 */
final class StatusMap {
  private static final long BASE_ROOM = 64L << 20;
  private static final int ROOM_PER_CHAR = 8;

  private final Map<String, String> map = new LinkedHashMap<>();
  private final Map<String, Set<String>> conflicts = new LinkedHashMap<>();
  private long room;

  StatusMap(int logLength) {
    room = BASE_ROOM + (long) ROOM_PER_CHAR * logLength;
  }

  void put(String name, TestStatus status) {
    put(name, status.name());
  }

  void put(String name, String status) {
    room -= name.length() + 1L;
    if (room < 0) {
      throw new LogFaultException(
          LogFault.TOO_MANY_NAMES, "the names of the tests are together longer than is plausible");
    }
    String before = map.put(name, status);
    if (before != null && !before.equals(status)) {
      Set<String> seen = conflicts.computeIfAbsent(name, n -> new LinkedHashSet<>());
      seen.add(before);
      seen.add(status);
    }
  }

  boolean contains(String name) {
    return map.containsKey(name);
  }

  Map<String, String> map() {
    return map;
  }

  Map<String, Set<String>> conflicts() {
    return conflicts;
  }
}
