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
    assertThatThrownBy(() -> ReadCsv.parse("a,b\n1,2\n1,2,3\n"))
        .isInstanceOf(MalformedCsvException.class)
        .hasMessageContaining("record 3");
  }

  @Test
  void takesSurplusFieldsInFrontForRowLabels() throws MalformedCsvException {
    Frame frame = ReadCsv.parse("a,b\nx,1,2\ny,3,4\nz\n");
    assertThat(frame.names()).containsExactly("a", "b");
    assertThat(frame.columns().getFirst().asList()).containsExactly(1.0, 3.0, Double.NaN);
    assertThat(frame.columns().getLast().asList()).containsExactly(2.0, 4.0, Double.NaN);
  }

  @Test
  void keepsMissingWordsBesideLargeIntegers() throws MalformedCsvException {
    assertThat(only("a,b\n9223372036854775808,1\n,1\nNA,1\n").asList())
        .containsExactly("9223372036854775808", "", "NA");
    assertThat(only("a\n9223372036854775808\n-0.5\n").asList())
        .containsExactly("9223372036854775808", "-0.5");
    assertThat(only("a,b\n18446744073709551616,1\n,1\n").asList())
        .containsExactly("18446744073709551616", Double.NaN);
    assertThat(only("a,b\n9223372036854775808,1\n\" \",1\n").asList())
        .containsExactly("9223372036854775808", " ");
  }

  @Test
  void cutsFieldsAtNul() throws MalformedCsvException {
    Frame frame = ReadCsv.parse("a\0b,c\nx\0y,\"\0z\"\n");
    assertThat(frame.names()).containsExactly("a", "c");
    assertThat(frame.columns().getFirst().asList()).containsExactly("x");
    assertThat(frame.columns().getLast().asList()).containsExactly(Double.NaN);
  }

  @Test
  void numbersColumnsWithoutNamesLast() throws MalformedCsvException {
    assertThat(ReadCsv.parse(",Unnamed: 0\n").names())
        .containsExactly("Unnamed: 0.1", "Unnamed: 0");
  }

  @Test
  void readsRecordsAgainWhereBlanksFollowABareCarriageReturn() throws MalformedCsvException {
    assertThat(only("a,b\r x,1\ry,2\r").asList()).containsExactly("a", " x", "y");
    assertThat(only("a,b\nx\r y,1\n").asList()).containsExactly("x", " y");
    assertThatThrownBy(() -> ReadCsv.parse("a,b\nw,0\nx\r y,1\n"))
        .isInstanceOf(MalformedCsvException.class)
        .hasMessageContaining("carriage return");
  }

  @Test
  void losesACommaBehindABlankLineThatEndsInACarriageReturn() throws MalformedCsvException {
    assertThat(only("a,b\r1,2\r\r,5\r").asList()).containsExactly(1L, 5L);
  }

  @Property(tries = 300)
  void readsBackTextsThatWereWritten(@ForAll @Size(min = 1, max = 6) List<String> texts)
      throws MalformedCsvException {
    List<Object[]> rows = new ArrayList<>();
    rows.add(new Object[] {"text", 0L});
    for (String text : texts) {
      // Python's writer does not quote a carriage return, and NUL ends a field.
      rows.add(new Object[] {"x" + text.replaceAll("[\r\0]", "") + "x", 1L});
    }
    ResultTable table = new ResultTable(List.of("t", "n"), rows);
    List<Object> read = ReadCsv.parse(ToCsv.write(table)).columns().getFirst().asList();
    assertThat(read).containsExactly(table.column(0));
  }
}
