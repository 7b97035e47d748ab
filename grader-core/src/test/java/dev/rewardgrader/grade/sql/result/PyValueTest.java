package dev.rewardgrader.grade.sql.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PyValueTest {

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
