package dev.rewardgrader.grade.sql.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rewardgrader.grade.sql.extract.TrainerReply;
import dev.rewardgrader.grade.sql.result.ResultTable;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PublishedMetricsTest {

  private static final ResultTable GOLD =
      new ResultTable(List.of("a", "b"), List.of(new Object[] {1L, "x"}, new Object[] {2L, "y"}));
  private static final ResultTable SWAPPED =
      new ResultTable(List.of("b", "a"), List.of(new Object[] {"y", 2L}, new Object[] {"x", 1L}));
  private static final ResultTable DOUBLED =
      new ResultTable(
          List.of("a", "b"),
          List.of(new Object[] {1.0, "x"}, new Object[] {1L, "x"}, new Object[] {2L, "y"}));

  @Test
  void birdDoesNotCountRepetitionsAndDoesCountColumnOrder() {
    assertThat(Bird.executionAccuracy(DOUBLED, GOLD)).isTrue();
    assertThat(Bird.executionAccuracy(SWAPPED, GOLD)).isFalse();
  }

  @Test
  void birdTakesTwoEmptyResultsForTheSameWhateverTheirColumns() {
    ResultTable none = new ResultTable(List.of("a"), List.of());
    ResultTable wide = new ResultTable(List.of("a", "b"), List.of());

    assertThat(Bird.executionAccuracy(wide, none)).isTrue();
    assertThat(Bird.executionAccuracy(wide, GOLD)).isFalse();
    assertThat(RowEquality.bag(wide, none)).isFalse();
  }

  @Test
  void softF1PairsTheRowsByPlace() {
    assertThat(Bird.softF1(GOLD, GOLD)).isEqualTo(1);
    assertThat(Bird.softF1(SWAPPED, GOLD)).isZero();
  }

  @Test
  void theTestSuiteTakesOtherColumnOrders() {
    assertThat(ResultEquality.equal(GOLD, SWAPPED, false)).isTrue();
    assertThat(ResultEquality.equal(GOLD, SWAPPED, true)).isFalse();
    assertThat(ResultEquality.equal(GOLD, DOUBLED, false)).isFalse();
  }

  @Test
  void vesRewardsGrowWithTheSpeedUp() {
    assertThat(Bird.vesReward(new double[] {2.5, 2.5, 2.4})).isEqualTo(1.25);
    assertThat(Bird.vesReward(new double[] {1, 1, 1})).isEqualTo(1);
    assertThat(Bird.vesReward(new double[] {0.1, 0.11})).isEqualTo(0.25);
  }

  @Test
  void cellScoresAreBagsOfCells() {
    CellScores scores = CellScores.of(DOUBLED, GoldRows.unordered(GOLD));
    assertThat(scores.recall()).isEqualTo(1);
    assertThat(scores.precision()).isCloseTo(4 / 6.0, within(1e-9));
    assertThat(scores.cardinality()).isCloseTo(2 / 3.0, within(1e-9));
  }

  @Test
  void trainerRewardsHaveTheirPublishedSteps() {
    assertThat(TrainerRewards.arctic(false, true, false)).isEqualTo(0.1);
    assertThat(TrainerRewards.arctic(true, false, false)).isEqualTo(0.1);
    assertThat(TrainerRewards.arctic(false, false, false)).isZero();
    assertThat(TrainerRewards.arctic(false, true, true)).isEqualTo(1);
    assertThat(TrainerRewards.skyRl(false, true)).isEqualTo(-1);
    assertThat(TrainerRewards.deepRetrieval(true, true)).isEqualTo(1.1);
    assertThat(TrainerRewards.deepRetrieval(true, false)).isZero();
    assertThat(TrainerRewards.deepRetrieval(false, true)).isEqualTo(-2);
    Optional<TrainerReply> reply =
        Optional.of(new TrainerReply("t".repeat(1004), "a".repeat(20), "s".repeat(10)));
    assertThat(TrainerRewards.sqlR1(Optional.empty(), true, true)).isEqualTo(-1);
    assertThat(TrainerRewards.sqlR1(reply, false, false)).isEqualTo(-1);
    assertThat(TrainerRewards.sqlR1(reply, true, false)).isZero();
    assertThat(TrainerRewards.sqlR1(reply, true, true)).isEqualTo(6.75);
  }

  @Test
  void listsSetsOfFloatsAsCpythonDoes() {
    List<Double> values =
        List.of(0.5, 8.0, 16.25, 3.0, -1.0, 10000000000.0, -0.5, 2.5, 7.0, 15.0, 23.0, 31.0);
    assertThat(PythonSet.order(values))
        .containsExactly(
            0.5, 10000000000.0, -0.5, 3.0, 2.5, 7.0, 8.0, 15.0, 16.25, 23.0, -1.0, 31.0);
  }
}
