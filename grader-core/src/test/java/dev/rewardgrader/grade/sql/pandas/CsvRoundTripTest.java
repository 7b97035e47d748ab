package dev.rewardgrader.grade.sql.pandas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rewardgrader.grade.sql.result.ResultTable;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CsvRoundTripTest {

  private static String reread(ResultTable table) {
    return describe(() -> CsvRoundTrip.of(Frame.of(table)));
  }

  private static String throughText(ResultTable table) {
    return describe(() -> ReadCsv.parse(ToCsv.write(table)));
  }

  private interface Source {
    Frame get() throws MalformedCsvException;
  }

  private static String describe(Source source) {
    try {
      Frame frame = source.get();
      return frame.rowCount() + " " + frame.names() + frame.columns();
    } catch (MalformedCsvException _) {
      return "refused";
    }
  }

  @Property(tries = 2000)
  void isWhatTheTextWouldGive(@ForAll("tables") ResultTable table) {
    assertThat(reread(table)).isEqualTo(throughText(table));
  }

  @Test
  void keepsNumbersThatTheParserMisses() {
    for (double number :
        new double[] {0.1 + 0.2, 1e22, 123456.7890123, -0.0, Double.MIN_VALUE, 1e-5, 9e15}) {
      List<Object[]> rows = List.<Object[]>of(new Object[] {number, "x"});
      ResultTable table = new ResultTable(List.of("a", "b"), rows);
      assertThat(reread(table)).isEqualTo(throughText(table));
    }
  }

  @Provide
  Arbitrary<ResultTable> tables() {
    Arbitrary<Object> text =
        Arbitraries.of("", " ", "a", "\r", "a\rb", "a\nb", "\"", "a,b", "NA", "null", "1", "01")
            .map(Object.class::cast);
    Arbitrary<Object> more =
        Arbitraries.of("true", "False", "1.5", "1e5", "inf", "\uFEFFa", "12345678901234567890")
            .map(Object.class::cast);
    Arbitrary<Object> whole = Arbitraries.longs().map(Object.class::cast);
    Arbitrary<Object> small =
        Arbitraries.integers().between(-1_000_000, 1_000_000).map(n -> n / 1000.0);
    Arbitrary<Object> real = Arbitraries.doubles().map(Object.class::cast);
    Arbitrary<Object> any = Arbitraries.oneOf(text, more, whole, small, real);
    Arbitrary<Arbitrary<Object>> kind =
        Arbitraries.of(List.of(text, more, whole, small, real, any));
    return kind.flatMap(
        values ->
            values
                .injectNull(0.1)
                .list()
                .ofMaxSize(12)
                .flatMap(
                    cells ->
                        Arbitraries.of("a", "b", "", "\uFEFFa", "a\r")
                            .list()
                            .ofMinSize(1)
                            .ofMaxSize(3)
                            .map(names -> table(names, cells))));
  }

  private static ResultTable table(List<String> names, List<Object> cells) {
    List<Object[]> rows = new ArrayList<>();
    for (int at = 0; at + names.size() <= cells.size(); at += names.size()) {
      rows.add(cells.subList(at, at + names.size()).toArray());
    }
    return new ResultTable(names, rows);
  }
}
