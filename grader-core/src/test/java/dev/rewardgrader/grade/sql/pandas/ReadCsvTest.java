package dev.rewardgrader.grade.sql.pandas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rewardgrader.grade.sql.result.ResultTable;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ReadCsvTest {

  private static Column only(String csv) throws MalformedCsvException {
    return ReadCsv.parse(csv).columns().getFirst();
  }

  @Test
  void readsIntegersWithLeadingZerosAsNumbers() throws MalformedCsvException {
    assertThat(only("a\n007\n-3\n").dtype()).isEqualTo(Dtype.INT64);
    assertThat(only("a\n007\n").asList()).containsExactly(7L);
  }

  @Test
  void turnsIntegersWithGapsIntoFloats() throws MalformedCsvException {
    Column column = only("a,b\n1,x\n,y\n");
    assertThat(column.dtype()).isEqualTo(Dtype.FLOAT64);
    assertThat(column.asList()).containsExactly(1.0, Double.NaN);
  }

  @Test
  void losesTheWordsThatMeanMissing() throws MalformedCsvException {
    assertThat(only("a\nNA\nnull\nnan\nx\n").asList())
        .containsExactly(Double.NaN, Double.NaN, Double.NaN, "x");
  }

  @Test
  void knowsBooleansInAnyCase() throws MalformedCsvException {
    assertThat(only("a\nTrue\nfalse\n").dtype()).isEqualTo(Dtype.BOOL);
  }

  @Test
  void widensToUnsignedAndThenToText() throws MalformedCsvException {
    assertThat(only("a\n9223372036854775808\n1\n").asList())
        .containsExactly(new BigInteger("9223372036854775808"), 1L);
    assertThat(only("a\n9223372036854775808\n-1\n").dtype()).isEqualTo(Dtype.OBJECT);
    assertThat(only("a\n99999999999999999999999\n").dtype()).isEqualTo(Dtype.OBJECT);
  }

  @Test
  void namesRepeatedColumnsApart() throws MalformedCsvException {
    assertThat(ReadCsv.parse("a,a,b,a\n").names()).containsExactly("a", "a.1", "b", "a.2");
  }

  @Test
  void refusesAnOpenQuote() {
    assertThatThrownBy(() -> ReadCsv.parse("a\n\"never closed\n"))
        .isInstanceOf(MalformedCsvException.class);
  }

  @Test
  void refusesRecordsWiderThanTheHeader() {
    assertThatThrownBy(() -> ReadCsv.parse("a,b\n1,2,3\n"))
        .isInstanceOf(MalformedCsvException.class)
        .hasMessageContaining("record 2");
  }

  @Property(tries = 300)
  void readsBackTextsThatWereWritten(@ForAll @Size(min = 1, max = 6) List<String> texts)
      throws MalformedCsvException {
    List<Object[]> rows = new ArrayList<>();
    rows.add(new Object[] {"text", 0L});
    for (String text : texts) {
      // A carriage return is not quoted by Python's writer, so it does not survive.
      rows.add(new Object[] {"x" + text.replace("\r", "") + "x", 1L});
    }
    ResultTable table = new ResultTable(List.of("t", "n"), rows);
    List<Object> read = ReadCsv.parse(ToCsv.write(table)).columns().getFirst().asList();
    assertThat(read).containsExactly(table.column(0));
  }
}
