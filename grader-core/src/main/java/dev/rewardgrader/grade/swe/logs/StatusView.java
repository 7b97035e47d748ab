package dev.rewardgrader.grade.swe.logs;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.IntFunction;

/** The names of a table and their statuses, as a map in the table's order that cannot change. */
final class StatusView extends AbstractMap<String, String> {
  private final NameTable names;
  private final IntFunction<String> status;

  StatusView(NameTable names, IntFunction<String> status) {
    this.names = names;
    this.status = status;
  }

  @Override
  public int size() {
    return names.size();
  }

  @Override
  public String get(Object key) {
    int number = key instanceof String name ? names.find(name) : -1;
    return number < 0 ? null : status.apply(number);
  }

  @Override
  public boolean containsKey(Object key) {
    return key instanceof String name && names.find(name) >= 0;
  }

  @Override
  public Set<Map.Entry<String, String>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public int size() {
        return names.size();
      }

      @Override
      public Iterator<Map.Entry<String, String>> iterator() {
        return new Entries();
      }
    };
  }

  private final class Entries implements Iterator<Map.Entry<String, String>> {
    private int next;

    @Override
    public boolean hasNext() {
      return next < names.size();
    }

    @Override
    public Map.Entry<String, String> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      int number = next++;
      return Map.entry(names.name(number), status.apply(number));
    }
  }
}
