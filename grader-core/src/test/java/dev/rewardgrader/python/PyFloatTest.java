package dev.rewardgrader.python;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PyFloatTest {

  @Test
  void writesFloatsAsPythonDoes() {
    assertThat(PyFloat.repr(1.0)).isEqualTo("1.0");
    assertThat(PyFloat.repr(1e16)).isEqualTo("1e+16");
    assertThat(PyFloat.repr(123456789012345.6)).isEqualTo("123456789012345.6");
    assertThat(PyFloat.repr(1e-5)).isEqualTo("1e-05");
    assertThat(PyFloat.repr(-1.5e300)).isEqualTo("-1.5e+300");
    assertThat(PyFloat.repr(-0.0)).isEqualTo("-0.0");
    assertThat(PyFloat.repr(Double.POSITIVE_INFINITY)).isEqualTo("inf");
  }

  @Test
  void needsOneDigitWhereJavaTakesTwo() {
    assertThat(PyFloat.repr(Double.MIN_VALUE)).isEqualTo("5e-324");
    assertThat(PyFloat.repr(3 * Double.MIN_VALUE)).isEqualTo("1.5e-323");
    assertThat(PyFloat.repr(1.1e20)).isEqualTo("1.1e+20");
  }

  @Property
  void writtenFloatsReadBackAsTheSame(@ForAll double number) {
    assertThat(
            Double.parseDouble(
                PyFloat.repr(number).replace("inf", "Infinity").replace("nan", "NaN")))
        .isEqualTo(number);
  }
}
