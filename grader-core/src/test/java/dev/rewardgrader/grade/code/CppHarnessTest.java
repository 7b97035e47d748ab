package dev.rewardgrader.grade.code;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CppHarnessTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#define assert(x)",
        "  #  define assert(x)",
        "%:define assert(x)",
        "??=define assert(x)",
        "#def\\\nine assert(x)",
        "#/* a */define/* b */assert(x)",
        "int x;\n#define assert(x)\nint y;"
      })
  void findsAMacroInEverySpelling(String text) {
    assertThat(CppHarness.macros(text)).containsExactly("assert");
  }

  @Test
  void findsNoMacroWhereNoneIsDefined() {
    assertThat(CppHarness.macros("int defined = 1; // define me\n#include <map>\n")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "/**/", "/* a */ ", "# ", "#/*", "%:\t"})
  @Timeout(5)
  void longRunsBeforeAMacroNeitherExhaustTheStackNorTakeLong(String piece) {
    String text = "#" + piece.repeat(100_000) + "\n#" + " /**/".repeat(50_000) + "define assert";

    assertThat(CppHarness.macros(text)).containsExactly("assert");
  }
}
