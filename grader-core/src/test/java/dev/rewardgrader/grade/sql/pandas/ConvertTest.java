package dev.rewardgrader.grade.sql.pandas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConvertTest {

  private static Column numeric(Object... values) {
    return Convert.toNumeric(Column.of(Dtype.OBJECT, values));
  }

  @Test
  void readsTextThatIsNumbers() {
    assertThat(numeric("1", 2L).asList()).containsExactly(1L, 2L);
    assertThat(numeric(" 12 ", "1e5").asList()).containsExactly(12.0, 100000.0);
    assertThat(numeric("inf", "1").asList()).containsExactly(Double.POSITIVE_INFINITY, 1.0);
  }

  @Test
  void countsEmptyTextAsMissing() {
    assertThat(numeric("", "1").asList()).containsExactly(Double.NaN, 1.0);
  }

  @Test
  void refusesTextThatIsNoNumber() {
    assertThat(numeric("nan")).isNull();
    assertThat(numeric("1e")).isNull();
    assertThat(numeric("0x10")).isNull();
    assertThat(numeric("18446744073709551616")).isNull();
  }

  @Test
  void keepsAMixtureOfSignsBeyondSixtyFourBits() {
    assertThat(numeric("9223372036854775808", "-1").dtype()).isEqualTo(Dtype.OBJECT);
  }

  @Test
  void readsUnderscoresAsPythonsIntDoes() {
    assertThat(Convert.toInt64(Column.of(Dtype.OBJECT, "1_000", 2.9)).asList())
        .containsExactly(1000L, 2L);
    assertThat(Convert.toInt64(Column.of(Dtype.OBJECT, "1__0"))).isNull();
  }
}
