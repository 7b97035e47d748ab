package dev.rewardgrader.python;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PyTextTest {

  @Test
  void cutsAtAllBlanksThatPythonKnows() {
    assertThat(PyText.split("\u00a0a\u3000b\n\u001cc \u0085")).containsExactly("a", "b", "c");
    assertThat(PyText.split(" \t")).isEmpty();
    assertThat(PyText.strip("\u2003 x y\u00a0\n")).isEqualTo("x y");
    assertThat(PyText.strip("\u200bx")).isEqualTo("\u200bx");
  }
}
