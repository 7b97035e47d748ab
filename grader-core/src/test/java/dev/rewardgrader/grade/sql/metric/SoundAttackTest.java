package dev.rewardgrader.grade.sql.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rewardgrader.grade.sql.result.Blob;
import dev.rewardgrader.grade.sql.result.ResultTable;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/**
 * The sound metric against a slow judge that tries every order of the columns and compares values
 * one by one: full credit exactly where that finds the same result.
 */
class SoundAttackTest {
  /** Values that are easily taken for each other. */
  private static final List<Object> VALUES =
      Arrays.asList(
          null,
          "",
          "NULL",
          "1",
          "1.0",
          " 1",
          "a",
          "A",
          1L,
          1.0,
          0L,
          -0.0,
          2L,
          -1L,
          1.0000000001,
          0.1 + 0.2,
          0.3,
          (1L << 53) + 1,
          (double) (1L << 53),
          Long.MAX_VALUE,
          0x1p63,
          Double.POSITIVE_INFINITY,
          new Blob("a".getBytes(StandardCharsets.UTF_8)),
          new Blob(new byte[0]));

  private static boolean same(Object a, Object b) {
    if (a instanceof Number x && b instanceof Number y) {
      double p = x.doubleValue();
      double q = y.doubleValue();
      if (Double.isInfinite(p) || Double.isInfinite(q)) {
        return p == q;
      }
      boolean floats = a instanceof Double && b instanceof Double;
      return exact(x).compareTo(exact(y)) == 0
          || (floats && Math.abs(p - q) <= Sound.TOLERANCE * Math.max(Math.abs(p), Math.abs(q)));
    }
    return a == null || b == null ? a == b : a.equals(b);
  }

  private static BigDecimal exact(Number number) {
    return number instanceof Long whole
        ? BigDecimal.valueOf(whole)
        : new BigDecimal(number.doubleValue());
  }

  /** Rows may only change places with rows of the same place. */
  private static boolean sameRows(
      List<Object[]> gold, List<Object[]> rows, List<Integer> columns, int[] places) {
    boolean[] used = new boolean[gold.size()];
    for (int i = 0; i < rows.size(); i++) {
      int found = -1;
      for (int k = 0; k < gold.size() && found < 0; k++) {
        boolean equal = !used[k] && places[k] == places[i];
        for (int c = 0; equal && c < columns.size(); c++) {
          equal = same(gold.get(k)[c], rows.get(i)[columns.get(c)]);
        }
        found = equal ? k : -1;
      }
      if (found < 0) {
        return false;
      }
      used[found] = true;
    }
    return true;
  }

  private static boolean judge(ResultTable gold, ResultTable candidate, int[] places) {
    if (gold.rowCount() != candidate.rowCount() || gold.columnCount() != candidate.columnCount()) {
      return false;
    }
    List<List<Integer>> orders = new ArrayList<>();
    permute(new ArrayList<>(IntStream.range(0, gold.columnCount()).boxed().toList()), 0, orders);
    return orders.stream()
        .anyMatch(order -> sameRows(gold.rows(), candidate.rows(), order, places));
  }

  private static void permute(List<Integer> order, int from, List<List<Integer>> all) {
    if (from == order.size()) {
      all.add(List.copyOf(order));
    }
    for (int i = from; i < order.size(); i++) {
      Collections.swap(order, from, i);
      permute(order, from + 1, all);
      Collections.swap(order, from, i);
    }
  }

  private static ResultTable table(List<Object[]> rows, int width, String prefix) {
    return new ResultTable(
        IntStream.range(0, width).mapToObj(i -> prefix + i).toList(), List.copyOf(rows));
  }

  private static List<Object[]> rows(Random random, int count, int width, int variety) {
    List<Object> pool = new ArrayList<>(VALUES);
    Collections.shuffle(pool, random);
    List<Object[]> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Object[] row = new Object[width];
      Arrays.setAll(row, _ -> pool.get(random.nextInt(variety)));
      rows.add(row);
    }
    return rows;
  }

  private static List<Object[]> copy(List<Object[]> rows) {
    return new ArrayList<>(rows.stream().map(Object[]::clone).toList());
  }

  /** One thing done wrong, or by chance nothing. */
  private static List<Object[]> mutate(Random random, List<Object[]> gold, int width) {
    List<Object[]> rows = copy(gold);
    int row = random.nextInt(rows.size());
    int column = random.nextInt(width);
    switch (random.nextInt(9)) {
      case 0 -> rows.get(row)[column] = VALUES.get(random.nextInt(VALUES.size()));
      case 1 -> rows.remove(row);
      case 2 -> rows.add(rows.get(row).clone());
      case 3 -> rows.set(row, rows.get(random.nextInt(rows.size())).clone());
      case 4 -> rows.forEach(one -> one[column] = one[(column + 1) % width]);
      case 5 -> { // values of one column move against the others
        Object first = rows.getFirst()[column];
        for (int i = 0; i + 1 < rows.size(); i++) {
          rows.get(i)[column] = rows.get(i + 1)[column];
        }
        rows.getLast()[column] = first;
      }
      case 6 -> rows.replaceAll(one -> Arrays.copyOf(one, width + 1));
      case 7 -> rows.forEach(one -> one[column] = rows.getFirst()[column]);
      default -> Collections.reverse(rows);
    }
    return rows;
  }

  @Property(tries = 6_000)
  void paysInFullExactlyForTheSameResult(@ForAll long seed) {
    Random random = new Random(seed);
    int width = 1 + random.nextInt(4);
    int count = 1 + random.nextInt(6);
    ResultTable gold = table(rows(random, count, width, 2 + random.nextInt(6)), width, "c");
    List<Object[]> rows = mutate(random, gold.rows(), width);
    if (random.nextBoolean()) {
      rows = mutate(random, rows.isEmpty() ? gold.rows() : rows, width);
    }
    int wide = rows.isEmpty() ? width : rows.getFirst().length;
    ResultTable candidate = table(rows, wide, random.nextBoolean() ? "c" : "x");
    int[] places = places(random, count);
    GoldRows ordered = places == null ? GoldRows.unordered(gold) : new GoldRows(gold, places);
    boolean right = judge(gold, candidate, places == null ? new int[count] : places);
    double score = Sound.score(candidate, ordered, Sound.TOLERANCE).score();
    if (right) {
      assertThat(score).isEqualTo(1);
    } else {
      assertThat(score).isBetween(0.0, Math.nextDown(1.0));
    }
  }

  private static int[] places(Random random, int count) {
    if (random.nextBoolean()) {
      return null;
    }
    int[] places = new int[count];
    for (int i = 1; i < count; i++) {
      places[i] = random.nextBoolean() ? places[i - 1] : i;
    }
    return places;
  }

  @Property(tries = 2_000)
  void paysInFullForEveryOrderOfColumnsAndTies(@ForAll long seed) {
    Random random = new Random(seed);
    int width = 1 + random.nextInt(8);
    int count = 1 + random.nextInt(10);
    ResultTable gold = table(rows(random, count, width, 2 + random.nextInt(4)), width, "c");
    int[] places = places(random, count);
    List<Integer> order = new ArrayList<>(IntStream.range(0, width).boxed().toList());
    Collections.shuffle(order, random);
    List<Object[]> rows = new ArrayList<>();
    for (int start = 0; start < count; ) {
      int end = start + 1;
      while (end < count && (places == null || places[end] == places[start])) {
        end++;
      }
      List<Object[]> tied = copy(gold.rows().subList(start, end));
      Collections.shuffle(tied, random);
      rows.addAll(tied);
      start = end;
    }
    rows.replaceAll(row -> order.stream().map(i -> row[i]).toArray());
    GoldRows ordered = places == null ? GoldRows.unordered(gold) : new GoldRows(gold, places);
    assertThat(Sound.score(table(rows, width, "x"), ordered, Sound.TOLERANCE).score()).isEqualTo(1);
  }

  /** Every column holds the same values, so that only their rows tell the columns apart. */
  @Test
  void tellsManyColumnsOfTheSameValuesApart() {
    Random random = new Random(7);
    int width = 60;
    int count = 300;
    List<Object[]> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(new Object[width]);
    }
    for (int column = 0; column < width; column++) {
      List<Integer> values = new ArrayList<>(IntStream.range(0, count).boxed().toList());
      Collections.shuffle(values, random);
      for (int i = 0; i < count; i++) {
        rows.get(i)[column] = (long) values.get(i);
      }
    }
    ResultTable gold = table(rows, width, "c");
    List<Integer> order = new ArrayList<>(IntStream.range(0, width).boxed().toList());
    Collections.shuffle(order, random);
    List<Object[]> right = copy(rows);
    right.replaceAll(row -> order.stream().map(i -> row[i]).toArray());
    Collections.shuffle(right, random);
    List<Object[]> wrong = copy(right);
    Object first = wrong.get(0)[3];
    wrong.get(0)[3] = wrong.get(1)[3];
    wrong.get(1)[3] = first;
    GoldRows goldRows = GoldRows.unordered(gold);
    assertThat(Sound.score(table(right, width, "x"), goldRows, Sound.TOLERANCE).score())
        .isEqualTo(1);
    assertThat(Sound.score(table(wrong, width, "x"), goldRows, Sound.TOLERANCE).score())
        .isLessThan(1);
  }
}
