package dev.rewardgrader.grade.sql.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rewardgrader.grade.sql.pandas.MalformedCsvException;
import dev.rewardgrader.grade.sql.pandas.ReadCsv;
import dev.rewardgrader.grade.sql.result.ResultTable;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The reference's behaviour, holes included: this metric must not be better than it. */
class PaverlTest {

  private static PaverlScore training(ResultTable predicted, String csv)
      throws MalformedCsvException {
    return Paverl.training(predicted, Paverl.gold(ReadCsv.parse(csv), Paverl.Variant.TRAINING));
  }

  private static ResultTable column(String name, Object... values) {
    return new ResultTable(
        List.of(name), List.of(values).stream().map(v -> new Object[] {v}).toList());
  }

  @Test
  void givesTenToTheGold() throws MalformedCsvException {
    assertThat(training(column("n", "a", "b"), "n\na\nb\n").reward()).isEqualTo(10);
  }

  @Test
  void givesHalfAPointForAnythingThatRuns() throws MalformedCsvException {
    assertThat(training(column("n", "stub"), "n\na\nb\n").reward()).isEqualTo(0.5);
  }

  @Test
  void paysForCopiesOfAColumn() throws MalformedCsvException {
    List<String> names = IntStream.range(0, 200).mapToObj(i -> "c" + i).toList();
    List<Object[]> rows =
        List.of(Collections.nCopies(200, "a").toArray(), Collections.nCopies(200, "b").toArray());
    assertThat(training(new ResultTable(names, rows), "n\na\nb\nc\n").reward()).isGreaterThan(1000);
  }

  @Test
  void filtersSurplusRowsWithTheGoldsValues() throws MalformedCsvException {
    assertThat(training(column("n", "a", "b", "c"), "n\na\nb\n").reward()).isEqualTo(10);
  }

  @Test
  void dropsRepeatedNamesToTheFloor() throws MalformedCsvException {
    ResultTable twice =
        new ResultTable(List.of("n", "n"), List.of(new Object[] {"a", 1L}, new Object[] {"b", 2L}));
    assertThat(training(twice, "n,m\na,1\nb,2\n").reward()).isEqualTo(0.5);
    assertThat(
            Paverl.evaluation(
                    twice, Paverl.gold(ReadCsv.parse("n,m\na,1\nb,2\n"), Paverl.Variant.EVALUATION))
                .orElseThrow()
                .exact())
        .isTrue();
  }

  @Test
  void countsAnEmptyGoldByColumns() throws MalformedCsvException {
    assertThat(training(new ResultTable(List.of("x", "y"), List.of()), "n\n").reward())
        .isEqualTo(10);
  }
}
