package dev.rewardgrader.grade.swe.logs;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedSet;
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

  /** In the order of their {@link #code}. */
  private static final TestStatus[] STATUSES = {
    TestStatus.PASSED, TestStatus.FAILED, TestStatus.SKIPPED, TestStatus.ERROR, TestStatus.XFAIL
  };

  /** In place of a status's code: the status is a word of the log that is none of ours. */
  private static final byte OTHER = (byte) STATUSES.length;

  private final NameTable names = new NameTable();

  /** By the number of a name: its first status, its last, and a bit for each that it had. */
  private byte[] first = new byte[16];

  private byte[] last = new byte[16];

  private byte[] seen = new byte[16];
  private boolean conflicting;

  /** By the number of a name: its words that are no statuses of ours, the last one at the end. */
  private final Map<Integer, SequencedSet<String>> others = new HashMap<>();

  /** The statuses of the names that wait, and the numbers that they get. */
  private final byte[] waiting = new byte[NameTable.MOST_WAITING];

  private final int[] numbers = new int[NameTable.MOST_WAITING];
  private long room;

  StatusMap(int logLength) {
    room = BASE_ROOM + (long) ROOM_PER_CHAR * logLength;
  }

  void put(String name, TestStatus status) {
    put(name, 0, name.length(), status);
  }

  /** The name is {@code text[start, end)}. */
  void put(String text, int start, int end, TestStatus status) {
    added(names.add(text, start, end), status);
  }

  /** As {@link #put(String, int, int, TestStatus)}, with single spaces for all whitespace. */
  void putCollapsed(String text, int start, int end, TestStatus status) {
    added(names.addCollapsed(text, start, end), status);
  }

  private void added(int length, TestStatus status) {
    take(length);
    waiting[names.waiting() - 1] = code(status);
    if (names.isFull()) {
      resolve();
    }
  }

  /** Gives all names from now on a prefix, in place of the last one; at first they have none. */
  void prefix(StringBuilder prefix) {
    names.prefix(prefix);
  }

  /** The status is whatever word the log has for it. */
  void put(String text, int start, int end, String status) {
    for (TestStatus known : STATUSES) {
      if (known.name().equals(status)) {
        put(text, start, end, known);
        return;
      }
    }
    take(names.add(text, start, end));
    int place = names.waiting() - 1;
    waiting[place] = OTHER;
    resolve();
    SequencedSet<String> words = others.computeIfAbsent(numbers[place], n -> new LinkedHashSet<>());
    if (words.isEmpty() || !words.getLast().equals(status)) {
      words.remove(status);
      words.add(status);
      conflicting |= words.size() > 1;
    }
  }

  private void take(int length) {
    room -= length + 1L;
    if (room < 0) {
      throw new LogFaultException(
          LogFault.TOO_MANY_NAMES, "the names of the tests are together longer than is plausible");
    }
  }

  private void resolve() {
    int count = names.waiting();
    names.resolve(numbers);
    for (int i = 0; i < count; i++) {
      see(numbers[i], waiting[i]);
    }
  }

  private static byte code(TestStatus status) {
    return switch (status) {
      case PASSED -> 0;
      case FAILED -> 1;
      case SKIPPED -> 2;
      case ERROR -> 3;
      case XFAIL -> 4;
    };
  }

  private void see(int number, byte status) {
    if (number >= last.length) {
      last = Arrays.copyOf(last, number + (number >> 1));
      first = Arrays.copyOf(first, last.length);
      seen = Arrays.copyOf(seen, last.length);
    }
    if (seen[number] == 0) {
      first[number] = status;
    }
    int bits = seen[number] | 1 << status;
    conflicting |= (bits & (bits - 1)) != 0;
    seen[number] = (byte) bits;
    last[number] = status;
  }

  boolean contains(String name) {
    resolve();
    return names.find(name) >= 0;
  }

  /** Names and statuses; none is put afterwards. */
  Map<String, String> map() {
    resolve();
    names.close();
    return new StatusView(names, this::status);
  }

  private String status(int number) {
    return last[number] == OTHER ? others.get(number).getLast() : STATUSES[last[number]].name();
  }

  /** The names that have more than one status, in the order they are first seen. */
  Map<String, Set<String>> conflicts() {
    resolve();
    if (!conflicting) {
      return Map.of();
    }
    Map<String, Set<String>> conflicts = new LinkedHashMap<>();
    Map<Integer, Set<String>> usual = new HashMap<>();
    for (int number = 0; number < names.size(); number++) {
      int bits = seen[number];
      if ((bits & 1 << OTHER) != 0) {
        Set<String> all = statuses(first[number], bits);
        all.addAll(others.get(number));
        if (all.size() > 1) {
          conflicts.put(names.name(number), all);
        }
      } else if ((bits & (bits - 1)) != 0) {
        byte begin = first[number];
        conflicts.put(
            names.name(number),
            usual.computeIfAbsent(begin << Byte.SIZE | bits, key -> statuses(begin, bits)));
      }
    }
    return conflicts;
  }

  private static Set<String> statuses(int first, int bits) {
    Set<String> statuses = new LinkedHashSet<>();
    if (first != OTHER) {
      statuses.add(STATUSES[first].name());
    }
    for (int code = 0; code < OTHER; code++) {
      if ((bits & 1 << code) != 0) {
        statuses.add(STATUSES[code].name());
      }
    }
    return statuses;
  }
}
