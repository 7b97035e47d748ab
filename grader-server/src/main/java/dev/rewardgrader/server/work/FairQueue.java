package dev.rewardgrader.server.work;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/**
 * Items that take turns: first the callers one after the other, and within a caller the groups, so
 * that neither a caller with many requests nor a group of slow samples holds up the others. Within
 * a group the order of arrival holds. Not thread-safe.
 */
final class FairQueue<T> {
  private final Map<String, Caller<T>> callers = new HashMap<>();
  private final ArrayDeque<Caller<T>> turns = new ArrayDeque<>();

  void add(String caller, String group, T item) {
    Caller<T> one = callers.get(caller);
    if (one == null) {
      one = new Caller<>(caller);
      callers.put(caller, one);
      turns.add(one);
    }
    one.add(group, item);
  }

  /** The item whose turn it is, or null when there is none. */
  T poll() {
    Caller<T> one = turns.poll();
    if (one == null) {
      return null;
    }
    T item = one.poll();
    if (one.turns.isEmpty()) {
      callers.remove(one.name);
    } else {
      turns.add(one);
    }
    return item;
  }

  private static final class Caller<T> {
    private final String name;
    private final Map<String, Group<T>> groups = new HashMap<>();
    private final ArrayDeque<Group<T>> turns = new ArrayDeque<>();

    Caller(String name) {
      this.name = name;
    }

    void add(String group, T item) {
      Group<T> one = groups.get(group);
      if (one == null) {
        one = new Group<>(group, new ArrayDeque<>());
        groups.put(group, one);
        turns.add(one);
      }
      one.items.add(item);
    }

    T poll() {
      Group<T> one = turns.poll();
      T item = one.items.poll();
      if (one.items.isEmpty()) {
        groups.remove(one.name);
      } else {
        turns.add(one);
      }
      return item;
    }
  }

  private record Group<T>(String name, ArrayDeque<T> items) {}
}
