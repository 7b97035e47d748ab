package dev.rewardgrader.grade.swe.logs;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.IntFunction;

/** Names of a table with what belongs to each, as a map in the table's order that cannot change. */
final class NameView<V> extends AbstractMap<String, V> {
  private final NameTable names;
  private final int[] numbers;
  private final IntFunction<V> values;

  /**
   * @param numbers the numbers of the names, in ascending order; null stands for all
   * @param values the value by the number of a name; null if the map does not hold it
   */
  NameView(NameTable names, int[] numbers, IntFunction<V> values) {
    this.names = names;
    this.numbers = numbers;
    this.values = values;
  }

  @Override
  public int size() {
    return numbers == null ? names.size() : numbers.length;
  }

  @Override
  public V get(Object key) {
    int number = key instanceof String name ? names.find(name) : -1;
    return number < 0 ? null : values.apply(number);
  }

  @Override
  public boolean containsKey(Object key) {
    return get(key) != null;
  }

  @Override
  public Set<Map.Entry<String, V>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public int size() {
        return NameView.this.size();
      }

      @Override
      public Iterator<Map.Entry<String, V>> iterator() {
        return new Entries();
      }
    };
  }

  private final class Entries implements Iterator<Map.Entry<String, V>> {
    private int next;

    @Override
    public boolean hasNext() {
      return next < size();
    }

    @Override
    public Map.Entry<String, V> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      int number = numbers == null ? next : numbers[next];
      next++;
      return Map.entry(names.name(number), values.apply(number));
    }
  }
}
