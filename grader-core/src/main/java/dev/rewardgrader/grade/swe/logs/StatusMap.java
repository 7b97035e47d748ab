package dev.rewardgrader.grade.swe.logs;

import dev.rewardgrader.python.PyText;
import java.util.Arrays;
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

  /** In the order of their {@link #code}. */
  private static final TestStatus[] STATUSES = {
    TestStatus.PASSED, TestStatus.FAILED, TestStatus.SKIPPED, TestStatus.ERROR, TestStatus.XFAIL
  };

  /** In place of a status's code: the status is a word of the log that is none of ours. */
  private static final byte OTHER = (byte) STATUSES.length;

  /** The bit of a name that had several other words. */
  private static final int SEVERAL = 1 << OTHER + 1;

  private final NameTable names = new NameTable();

  /** By the number of a name: its first status, its last, and a bit for each it had. */
  private byte[] first = new byte[16];

  private byte[] last = new byte[16];

  private byte[] seen = new byte[16];
  private boolean conflicting;

  /** The words in place of statuses; null until there is one, which is rare. */
  private OtherStatuses others;

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
    if (names.isNear()) {
      take(names.prefix().length() + end - start);
      see(names.number(text, start, end), code(status));
    } else {
      added(names.add(text, start, end), code(status));
    }
  }

  /** As {@link #put(String, int, int, TestStatus)}, with single spaces for all whitespace. */
  void putCollapsed(String text, int start, int end, TestStatus status) {
    int first = PyText.skipSpaces(text, start, end);
    int last = PyText.trimEnd(text, first, end);
    if (PyText.isCollapsed(text, first, last)) {
      put(text, first, last, status);
    } else {
      added(names.addCollapsed(text, first, last), code(status));
    }
  }

  private void added(int length, byte status) {
    take(length);
    waiting[names.waiting() - 1] = status;
    if (names.isFull() || names.isNear()) {
      resolve();
    }
  }

  /** What all names from now on begin with; at first nothing. */
  NamePrefix prefix() {
    return names.prefix();
  }

  /**
   * As {@link #put(String, int, int, TestStatus)}; the status is a word that is none of ours,
   * {@code log[from, to)}.
   */
  void putWord(String text, int start, int end, String log, int from, int to) {
    others().add(log, from, to);
    if (names.isNear()) {
      take(names.prefix().length() + end - start);
      see(names.number(text, start, end), OTHER);
    } else {
      added(names.add(text, start, end), OTHER);
    }
  }

  /** As {@link #putWord}, with single spaces for all whitespace of the name. */
  void putCollapsedWord(String log, int start, int end, int from, int to) {
    int first = PyText.skipSpaces(log, start, end);
    int last = PyText.trimEnd(log, first, end);
    if (PyText.isCollapsed(log, first, last)) {
      putWord(log, first, last, log, from, to);
    } else {
      others().add(log, from, to);
      added(names.addCollapsed(log, first, last), OTHER);
    }
  }

  private OtherStatuses others() {
    if (others == null) {
      others = new OtherStatuses();
    }
    return others;
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
    if (status == OTHER && others.see(number)) {
      bits |= SEVERAL;
    }
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
    return new NameView<>(names, null, this::status);
  }

  private String status(int number) {
    return last[number] == OTHER ? others.last(number) : STATUSES[last[number]].name();
  }

  /** The names that have more than one status, in the order they are first seen; none is put. */
  Map<String, Set<String>> conflicts() {
    resolve();
    if (!conflicting) {
      return Map.of();
    }
    int[] numbers = new int[16];
    int count = 0;
    for (int number = 0; number < names.size(); number++) {
      if (conflicts(number)) {
        if (count == numbers.length) {
          numbers = Arrays.copyOf(numbers, 2 * count);
        }
        numbers[count++] = number;
      }
    }
    if (others != null) {
      others.close(names.size());
    }
    return new NameView<>(
        names,
        Arrays.copyOf(numbers, count),
        number -> conflicts(number) ? statuses(number) : null);
  }

  private boolean conflicts(int number) {
    return (seen[number] & seen[number] - 1) != 0;
  }

  /** Ours, the first of them at the beginning if no other word came before, then the others. */
  private Set<String> statuses(int number) {
    Set<String> statuses = new LinkedHashSet<>();
    if (first[number] != OTHER) {
      statuses.add(STATUSES[first[number]].name());
    }
    for (int code = 0; code < OTHER; code++) {
      if ((seen[number] & 1 << code) != 0) {
        statuses.add(STATUSES[code].name());
      }
    }
    if ((seen[number] & 1 << OTHER) != 0) {
      statuses.addAll(others.all(number));
    }
    return statuses;
  }
}
