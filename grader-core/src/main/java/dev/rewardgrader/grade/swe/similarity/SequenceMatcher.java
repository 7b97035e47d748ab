package dev.rewardgrader.grade.swe.similarity;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Python's {@code difflib.SequenceMatcher}: longest common blocks, found first in the whole and
 * then left and right of what was found. Results agree with it bit for bit, popular elements
 * ({@code autojunk}) included. Time grows with the product of the lengths, as there.
 */
public final class SequenceMatcher {
  private static final int LEAST_FOR_AUTOJUNK = 200;

  /** Elements {@code a[a, a + size)} and {@code b[b, b + size)} are equal. */
  public record Block(int a, int b, int size) {}

  private final int[] a;
  private final int[] b;

  /** By element: where it stands in {@code b}; popular ones have no places. */
  private final int[][] places;

  private int[] row;
  private int[] lastRow;

  private SequenceMatcher(int[] a, int[] b, int elements, boolean autojunk) {
    this.a = a;
    this.b = b;
    places = places(b, elements, autojunk);
    row = new int[b.length + 1];
    lastRow = new int[b.length + 1];
  }

  /** Compares two texts as sequences of code points. */
  public static SequenceMatcher ofText(String a, String b, boolean autojunk) {
    return of(a.codePoints().boxed().toList(), b.codePoints().boxed().toList(), autojunk);
  }

  /** Compares two lists of elements that have {@code equals}. */
  public static <T> SequenceMatcher of(List<T> a, List<T> b, boolean autojunk) {
    Map<T, Integer> ids = new HashMap<>();
    return new SequenceMatcher(number(a, ids), number(b, ids), ids.size(), autojunk);
  }

  private static <T> int[] number(List<T> elements, Map<T, Integer> ids) {
    int[] numbers = new int[elements.size()];
    int i = 0;
    for (T element : elements) {
      Integer known = ids.putIfAbsent(element, ids.size());
      numbers[i++] = known == null ? ids.size() - 1 : known;
    }
    return numbers;
  }

  private static int[][] places(int[] b, int elements, boolean autojunk) {
    int[] counts = new int[elements];
    for (int element : b) {
      counts[element]++;
    }
    boolean drop = autojunk && b.length >= LEAST_FOR_AUTOJUNK;
    int most = b.length / 100 + 1;
    int[][] places = new int[elements][];
    for (int element = 0; element < elements; element++) {
      places[element] = new int[drop && counts[element] > most ? 0 : counts[element]];
    }
    int[] filled = new int[elements];
    for (int j = 0; j < b.length; j++) {
      int element = b[j];
      if (places[element].length > 0) {
        places[element][filled[element]++] = j;
      }
    }
    return places;
  }

  /** Twice the number of matching elements over the number of all; 1 for two empty sequences. */
  public double ratio() {
    int total = a.length + b.length;
    long matches = 0;
    for (Block block : found()) {
      matches += block.size();
    }
    return total == 0 ? 1.0 : 2.0 * matches / total;
  }

  /** The matching blocks in order, adjacent ones joined, and an empty one at the end. */
  public List<Block> blocks() {
    List<Block> found = found();
    found.sort(Comparator.comparingInt(Block::a).thenComparingInt(Block::b));
    List<Block> joined = new ArrayList<>();
    Block last = new Block(0, 0, 0);
    for (Block block : found) {
      if (last.a() + last.size() == block.a() && last.b() + last.size() == block.b()) {
        last = new Block(last.a(), last.b(), last.size() + block.size());
      } else {
        if (last.size() > 0) {
          joined.add(last);
        }
        last = block;
      }
    }
    if (last.size() > 0) {
      joined.add(last);
    }
    joined.add(new Block(a.length, b.length, 0));
    return joined;
  }

  private record Range(int aFrom, int aTo, int bFrom, int bTo) {}

  private List<Block> found() {
    List<Block> found = new ArrayList<>();
    Deque<Range> todo = new ArrayDeque<>();
    todo.push(new Range(0, a.length, 0, b.length));
    while (!todo.isEmpty()) {
      Range range = todo.pop();
      Block block = longest(range);
      if (block.size() > 0) {
        found.add(block);
        if (range.aFrom() < block.a() && range.bFrom() < block.b()) {
          todo.push(new Range(range.aFrom(), block.a(), range.bFrom(), block.b()));
        }
        int aEnd = block.a() + block.size();
        int bEnd = block.b() + block.size();
        if (aEnd < range.aTo() && bEnd < range.bTo()) {
          todo.push(new Range(aEnd, range.aTo(), bEnd, range.bTo()));
        }
      }
    }
    return found;
  }

  /** The longest block in a range; of several the one that starts first in a, then in b. */
  private Block longest(Range range) {
    int bestA = range.aFrom();
    int bestB = range.bFrom();
    int best = 0;
    int[] previous = {};
    int previousFrom = 0;
    int previousTo = 0;
    for (int i = range.aFrom(); i < range.aTo(); i++) {
      int[] here = places[a[i]];
      int from = firstAtLeast(here, range.bFrom());
      int to = from;
      for (; to < here.length && here[to] < range.bTo(); to++) {
        int j = here[to];
        int length = j == range.bFrom() ? 1 : lastRow[j - 1] + 1;
        row[j] = length;
        if (length > best) {
          best = length;
          bestA = i - length + 1;
          bestB = j - length + 1;
        }
      }
      clear(lastRow, previous, previousFrom, previousTo);
      previous = here;
      previousFrom = from;
      previousTo = to;
      int[] swap = lastRow;
      lastRow = row;
      row = swap;
    }
    clear(lastRow, previous, previousFrom, previousTo);
    return grow(new Block(bestA, bestB, best), range);
  }

  private static void clear(int[] row, int[] places, int from, int to) {
    for (int i = from; i < to; i++) {
      row[places[i]] = 0;
    }
  }

  private static int firstAtLeast(int[] sorted, int bound) {
    int at = bound == 0 ? 0 : Arrays.binarySearch(sorted, bound);
    return at < 0 ? -at - 1 : at;
  }

  /** Takes in the popular elements around a block. */
  private Block grow(Block block, Range range) {
    int aStart = block.a();
    int bStart = block.b();
    while (aStart > range.aFrom() && bStart > range.bFrom() && a[aStart - 1] == b[bStart - 1]) {
      aStart--;
      bStart--;
    }
    int aEnd = block.a() + block.size();
    int bEnd = block.b() + block.size();
    while (aEnd < range.aTo() && bEnd < range.bTo() && a[aEnd] == b[bEnd]) {
      aEnd++;
      bEnd++;
    }
    return new Block(aStart, bStart, aEnd - aStart);
  }
}
