package dev.rewardgrader.grade.sql.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PyValueTest {

  @Test
  void writesFloatsAsPythonDoes() {
    assertThat(PyValue.repr(1.0)).isEqualTo("1.0");
    assertThat(PyValue.repr(1e16)).isEqualTo("1e+16");
    assertThat(PyValue.repr(123456789012345.6)).isEqualTo("123456789012345.6");
    assertThat(PyValue.repr(1e-5)).isEqualTo("1e-05");
    assertThat(PyValue.repr(-1.5e300)).isEqualTo("-1.5e+300");
    assertThat(PyValue.repr(-0.0)).isEqualTo("-0.0");
    assertThat(PyValue.repr(Double.MIN_VALUE)).isEqualTo("5e-324");
    assertThat(PyValue.repr(3 * Double.MIN_VALUE)).isEqualTo("1.5e-323");
    assertThat(PyValue.repr(Double.POSITIVE_INFINITY)).isEqualTo("inf");
  }

  @Property
  void writtenFloatsReadBackAsTheSame(@ForAll double number) {
    assertThat(
            Double.parseDouble(
                PyValue.repr(number).replace("inf", "Infinity").replace("nan", "NaN")))
        .isEqualTo(number);
  }

  @Test
  void callsOneAndOnePointZeroEqualButNotText() {
    assertThat(PyValue.equal(1L, 1.0)).isTrue();
    assertThat(PyValue.equal(true, 1L)).isTrue();
    assertThat(PyValue.equal("1", 1L)).isFalse();
    assertThat(PyValue.equal(null, null)).isTrue();
    assertThat(PyValue.equal(9007199254740993L, 9007199254740992.0)).isFalse();
  }

  @Test
  void refusesToOrderTextAndNumbers() {
    assertThatThrownBy(() -> PyValue.compare("a", 1L)).isInstanceOf(PyTypeError.class);
  }

  @Test
  void ordersTextByCodePoint() {
    assertThat(PyValue.compareText("\uFFFD", "\uD83D\uDE00")).isNegative();
    assertThat(PyValue.compareText("a", "ab")).isNegative();
  }

  @Test
  void writesBytesAsPythonDoes() {
    Blob blob = new Blob("a'\n\u007f".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(PyValue.str(blob)).isEqualTo("b\"a'\\n\\x7f\"");
  }
}
