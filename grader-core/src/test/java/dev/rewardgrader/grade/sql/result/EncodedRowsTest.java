package dev.rewardgrader.grade.sql.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class EncodedRowsTest {
  private static final int MAX_BYTES = 1 << 20;

  @Provide
  Arbitrary<List<Object>> cells() {
    Arbitrary<Object> value =
        Arbitraries.oneOf(
            Arbitraries.just(null),
            Arbitraries.longs().map(Object.class::cast),
            Arbitraries.integers().map(number -> (Object) (long) number),
            Arbitraries.doubles().map(Object.class::cast),
            Arbitraries.of(
                -0.0, 0.0, Double.POSITIVE_INFINITY, 1.0, 1L, "1", "", "\u00e9\ud83d\ude00"),
            Arbitraries.strings().all().ofMaxLength(400).map(EncodedRowsTest::encodable),
            Arbitraries.integers().between(0, 600).map(size -> new Blob(new byte[size])));
    return value.list().ofMaxSize(12);
  }

  /** A half of a pair of surrogates has no form in UTF-8. */
  private static Object encodable(String text) {
    return text.replaceAll("\\p{Cs}", "?");
  }

  private static ResultTable table(List<Object> cells, int width) {
    List<Object[]> rows = new ArrayList<>();
    for (int i = 0; i + width <= cells.size(); i += width) {
      rows.add(cells.subList(i, i + width).toArray());
    }
    return new ResultTable(Collections.nCopies(width, "c"), rows);
  }

  private static ResultTable encoded(ResultTable table) {
    return new ResultTable(table.columns(), table.encoded());
  }

  private static byte[] written(EncodedRows rows) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    rows.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static EncodedRows read(byte[] bytes, int width) throws IOException {
    return EncodedRows.read(new DataInputStream(new ByteArrayInputStream(bytes)), width, MAX_BYTES);
  }

  @Property(tries = 300)
  void comeBackAsTheyWere(@ForAll("cells") List<Object> cells) throws IOException {
    ResultTable table = table(cells, 3);
    ResultTable back =
        new ResultTable(table.columns(), read(written(table.encoded()), table.columnCount()));
    assertThat(back.rowCount()).isEqualTo(table.rowCount());
    assertThat(back.rows()).containsExactlyElementsOf(table.rows());
  }

  @Property(tries = 300)
  void areEqualExactlyWhenTheValuesAre(
      @ForAll("cells") List<Object> left, @ForAll("cells") List<Object> right) {
    ResultTable a = table(left, 2);
    ResultTable b = table(right, 2);
    assertThat(encoded(a).hasSameRows(encoded(b))).isEqualTo(a.hasSameRows(b));
    assertThat(encoded(a).hasSameRows(encoded(table(left, 2)))).isTrue();
  }

  @Test
  void tellTypesApartThatPythonCallsEqual() {
    ResultTable whole = table(List.of(1L), 1);
    ResultTable fraction = table(List.of(1.0), 1);
    assertThat(encoded(whole).hasSameRows(encoded(fraction))).isFalse();
    assertThat(encoded(whole).fingerprint().bag()).isEqualTo(fraction.fingerprint().bag());
  }

  @Test
  void shareWhatWasMadeOfTheSameRowsButNotOfOtherNames() {
    ResultTable gold = encoded(table(List.of("x", 2.5, "y", 3L), 2));
    String named = gold.fingerprint().named();
    ResultTable candidate = new ResultTable(List.of("a", "b"), gold.encoded());
    assertThat(candidate.hasSameRows(gold)).isTrue();
    assertThat(candidate.rows()).isSameAs(gold.rows());
    assertThat(candidate.fingerprint().bag()).isEqualTo(gold.fingerprint().bag());
    assertThat(candidate.fingerprint().named()).isNotEqualTo(named);
  }

  @Property(tries = 500)
  void refuseBytesThatAreNoRows(
      @ForAll("cells") List<Object> cells, @ForAll int at, @ForAll byte value) throws IOException {
    byte[] bytes = written(table(cells, 3).encoded());
    byte[] broken = bytes.clone();
    broken[Math.floorMod(at, bytes.length)] = value;
    try {
      EncodedRows rows = read(broken, 3);
      // What is taken can be read, whatever it says.
      assertThat(new ResultTable(List.of("a", "b", "c"), rows).rows()).hasSize(rows.rowCount());
    } catch (IOException e) {
      assertThat(broken).isNotEqualTo(bytes);
    }
  }

  @Test
  void refuseASizeAboveTheLimitAndAnEndTooSoon() throws IOException {
    byte[] bytes = written(table(Arrays.asList("text", null, 5L), 3).encoded());
    assertThatThrownBy(() -> read(Arrays.copyOf(bytes, bytes.length - 1), 3))
        .isInstanceOf(IOException.class);
    bytes[4] = 0x7F;
    assertThatThrownBy(() -> read(bytes, 3)).hasMessageContaining("bytes");
  }
}
