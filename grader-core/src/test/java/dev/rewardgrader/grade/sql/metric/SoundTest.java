package dev.rewardgrader.grade.sql.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rewardgrader.grade.sql.result.ResultTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SoundTest {

  private static ResultTable table(Object[]... rows) {
    List<String> names = IntStream.range(0, rows[0].length).mapToObj(i -> "c" + i).toList();
    return new ResultTable(names, List.of(rows));
  }

  private static Object[] row(Object... values) {
    return values;
  }

  private static double score(ResultTable predicted, ResultTable gold) {
    return Sound.score(predicted, GoldRows.unordered(gold), Sound.TOLERANCE).score();
  }

  private static final ResultTable GOLD = table(row("a", 1L), row("b", 2L), row("c", 3L));

  @Test
  void givesFullCreditToTheGoldItselfAndToOtherColumnOrder() {
    assertThat(score(GOLD, GOLD)).isEqualTo(1);
    assertThat(score(table(row(1L, "a"), row(3L, "c"), row(2L, "b")), GOLD)).isEqualTo(1);
  }

  @Test
  void countsSurplusAndMissingRowsAlike() {
    assertThat(score(table(row("a", 1L), row("b", 2L)), GOLD)).isCloseTo(8 / 10.0, within(1e-9));
    assertThat(score(table(row("a", 1L), row("b", 2L), row("c", 3L), row("d", 4L)), GOLD))
        .isCloseTo(12 / 14.0, within(1e-9));
  }

  @Test
  void countsSurplusColumns() {
    ResultTable wide = table(row("a", 1L, 0L), row("b", 2L, 0L), row("c", 3L, 0L));
    assertThat(score(wide, GOLD)).isCloseTo(12 / 15.0, within(1e-9));
  }

  @Test
  void doesNotTakeColumnsShuffledAgainstEachOther() {
    assertThat(score(table(row("a", 2L), row("b", 3L), row("c", 1L)), GOLD)).isLessThan(1);
  }

  @Test
  void doesNotTakeTextForNumbers() {
    assertThat(score(table(row("a", "1"), row("b", "2"), row("c", "3")), GOLD)).isLessThan(1);
  }

  @Test
  void doesNotTakeRepeatedRowsForOne() {
    ResultTable twice = table(row("a", 1L), row("a", 1L), row("b", 2L), row("c", 3L));
    assertThat(score(twice, GOLD)).isLessThan(1);
  }

  @Test
  void copiesOfAColumnEarnNothing() {
    ResultTable gold = table(row("a"), row("b"), row("c"));
    ResultTable copies = table(row("a", "a", "a", "a"), row("b", "b", "b", "b"));
    assertThat(score(copies, gold)).isLessThan(0.5);
  }

  @Test
  void takesOneForOnePointZeroAndRoundingForEqual() {
    assertThat(score(table(row(1.0)), table(row(1L)))).isEqualTo(1);
    assertThat(score(table(row(0.1 + 0.2)), table(row(0.3)))).isEqualTo(1);
    assertThat(score(table(row(0.3004)), table(row(0.3)))).isZero();
  }

  @Test
  void looksAtTheOrderOfAnOrderedGold() {
    GoldRows ordered = GoldRows.strictlyOrdered(GOLD);
    ResultTable reversed = table(row("c", 3L), row("b", 2L), row("a", 1L));
    SoundScore score = Sound.score(reversed, ordered, Sound.TOLERANCE);
    assertThat(score.score()).isCloseTo(1 / 3.0, within(1e-9));
    assertThat(score.orderBroken()).isTrue();
  }

  @Test
  void letsTiesStandInAnyOrder() {
    GoldRows ties = new GoldRows(GOLD, new int[] {0, 1, 1});
    ResultTable swapped = table(row("a", 1L), row("c", 3L), row("b", 2L));
    assertThat(Sound.score(swapped, ties, Sound.TOLERANCE).score()).isEqualTo(1);
  }

  @Test
  void anEmptyResultEqualsAnEmptyGoldOfTheSameWidthOnly() {
    ResultTable empty = new ResultTable(List.of("a"), List.of());
    assertThat(score(empty, empty)).isEqualTo(1);
    assertThat(score(new ResultTable(List.of("a", "b"), List.of()), empty)).isZero();
    assertThat(score(table(row(1L)), empty)).isZero();
  }

  @Property(tries = 300)
  void anyShuffleOfRowsAndColumnsIsRight(
      @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 0, max = 3) Integer> values,
      @ForAll long seed) {
    List<Object[]> rows = new ArrayList<>();
    for (int value : values) {
      rows.add(row((long) value, "t" + value % 2, value / 2.0));
    }
    ResultTable gold = new ResultTable(List.of("a", "b", "c"), rows);
    List<Object[]> shuffled = new ArrayList<>();
    rows.forEach(one -> shuffled.add(row(one[2], one[0], one[1])));
    Collections.shuffle(shuffled, new Random(seed));
    assertThat(score(new ResultTable(List.of("x", "y", "z"), shuffled), gold)).isEqualTo(1);
  }

  @Property(tries = 300)
  void neverLeavesZeroToOne(
      @ForAll @Size(max = 6) List<@IntRange(min = 0, max = 2) Integer> left,
      @ForAll @Size(max = 6) List<@IntRange(min = 0, max = 2) Integer> right) {
    ResultTable a =
        new ResultTable(List.of("a", "b"), left.stream().map(v -> row((long) v, 1L)).toList());
    ResultTable b = new ResultTable(List.of("a"), right.stream().map(v -> row((long) v)).toList());
    assertThat(score(a, b)).isBetween(0.0, 0.9999999);
  }

  /** Both columns hold the same values, and the names point the wrong way. */
  @Test
  void tellsColumnsWithTheSameValuesApartByTheirRows() {
    ResultTable gold = table(row(1L, 2L), row(2L, 3L), row(3L, 1L));
    ResultTable swapped = table(row(2L, 1L), row(3L, 2L), row(1L, 3L), row(9L, 9L));
    assertThat(score(swapped, gold)).isCloseTo(12 / 14.0, within(1e-9));
  }

  /** {@code SELECT FROM t} of PostgreSQL and H2. */
  @Test
  void rowsWithoutColumnsAreWorthNothing() {
    ResultTable rows =
        new ResultTable(List.of(), List.of(new Object[0], new Object[0], new Object[0]));

    assertThat(score(rows, GOLD)).isZero();
  }
}
