package dev.rewardgrader.grade.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rewardgrader.sandbox.Limits;
import dev.rewardgrader.sandbox.language.Command;
import dev.rewardgrader.sandbox.language.Factors;
import dev.rewardgrader.sandbox.language.Language;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrefixTest {
  private static final String PYTHON =
      "from math import pi\n\n\ndef area(r):\n    \"\"\"The area.\"\"\"\n";

  @Test
  void appendsABodyToTheSignature() {
    assertThat(join(PYTHON, "area", "    return pi * r * r\n", "python"))
        .isEqualTo(PYTHON + "    return pi * r * r\n");
  }

  @Test
  void givesAWholeFunctionOnlyWhatStandsBeforeTheSignature() {
    assertThat(join(PYTHON, "area", "def area(r):\n    return 3\n", "python"))
        .isEqualTo("from math import pi\n\n\ndef area(r):\n    return 3\n");
  }

  @Test
  void indentsABodyThatLostItsIndentation() {
    assertThat(join(PYTHON, "area", "return pi * r * r\n", "python"))
        .endsWith("    return pi * r * r\n");
  }

  @Test
  void takesNoInnerVariableOfTheSameNameForTheFunction() {
    String prefix = "const f = (n) => {\n";
    assertThat(join(prefix, "f", "  let f = 1\n  return f\n}\n", "javascript")).startsWith(prefix);
  }

  @Test
  void knowsAWholeClassInJava() {
    String prefix = "import java.util.*;\n\nclass Solution {\n    public int f(int x) {\n";
    assertThat(
            join(prefix, "Solution().f", "class Solution { int f(int x) { return x; } }", "java"))
        .startsWith("import java.util.*;")
        .containsOnlyOnce("class Solution");
  }

  @Test
  void knowsAWholeFunctionInCpp() {
    String prefix = "#include <vector>\nusing namespace std;\nint f(vector<int> v){\n";
    assertThat(join(prefix, "f", "int f(vector<int> v) {\n  return 1;\n}\n", "cpp"))
        .isEqualTo(
            "#include <vector>\nusing namespace std;\nint f(vector<int> v) {\n  return 1;\n}\n");
  }

  @Test
  void takesACallOfTheFunctionInItsOwnBodyForNoDefinition() {
    String prefix = "int f(int n){\n";
    assertThat(join(prefix, "f", "  return n < 2 ? n : f(n - 1) + f(n - 2);\n}\n", "cpp"))
        .startsWith(prefix);
  }

  private static String join(String prefix, String entry, String candidate, String language) {
    return Prefix.of(prefix, EntryPoint.parse(entry)).joinedWith(candidate, language(language));
  }

  static Language language(String name) {
    return new Language(
        name,
        List.of(),
        "main.x",
        null,
        Limits.DEFAULT,
        new Command(List.of("run"), Map.of(), null),
        Factors.NONE,
        List.of(),
        name,
        List.of());
  }
}
