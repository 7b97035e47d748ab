package dev.rewardgrader.grade.sql.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rewardgrader.grade.sql.pandas.MalformedCsvException;
import dev.rewardgrader.grade.sql.pandas.ReadCsv;
import dev.rewardgrader.grade.sql.result.ResultTable;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  /**
   * Of words, {@code true} and {@code false} become what they say, and others NaN, which has no
   * place in an order. The labels are those of pandas 1.5 in Python 3.11; t is true, f is false and
   * n another word.
   */
  @ParameterizedTest
  @CsvSource({
    "fnfftt,tnffft,0",
    "tftttf,ttftft,1",
    "tnttfnfffntn,tfntffnttfnn,0",
    "tttfffnnttff,tfftftfnnftt,1",
    "nftnttnnfftftftftfnttttttfttnnnttf,tfnttnnfftftftftfnttttttfttnnnttf,0",
    "nnnfffftfttfftfffttnttftffnfftttt,nnnfffftfttfftfffttnttftnfffftttt,1",
    "ttffffnffnntftnttfttntntnfffftnftnttttftfttnnttttffnntnffttfntt,"
        + "ttffffnffnntftnttfttntntnfffftnftnttttftfttnnttnttffnntnffttfnt,0",
    "ftnnnttfttftnnttnttftffntffnttntttttftttnntfftfnntfntfttttntfnt,"
        + "ftnnnttttfftnnttnttftffntffnttntttttftttnntfftfnntfntfttttntfnt,1",
  })
  void sortsMissingTruthsAsPythonDoes(String gold, String predicted, double score)
      throws MalformedCsvException {
    assertThat(truths(gold, predicted)).isEqualTo(score);
    assertThat(truths(gold.repeat(30), gold.repeat(30))).isEqualTo(1);
    assertThat(truths("t".repeat(30) + "n".repeat(40), "n".repeat(40) + "t".repeat(30))).isZero();
  }

  private static double truths(String gold, String predicted) throws MalformedCsvException {
    String csv = "a\n" + String.join("\n", words(gold)) + "\n";
    return Paverl.evaluation(
            column("a", (Object[]) words(predicted)),
            Paverl.gold(ReadCsv.parse(csv), Paverl.Variant.EVALUATION))
        .orElseThrow()
        .fraction();
  }

  private static String[] words(String letters) {
    return letters
        .chars()
        .mapToObj(c -> c == 't' ? "true" : c == 'f' ? "false" : "x")
        .toArray(String[]::new);
  }
}
