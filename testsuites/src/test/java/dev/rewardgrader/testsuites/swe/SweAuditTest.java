package dev.rewardgrader.testsuites.swe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rewardgrader.grade.swe.PatchFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SweAuditTest {
  private static SweAudit.Finding accepting(String... tricks) {
    return new SweAudit.Finding("t", 1, 1, 0, List.of(), List.of(tricks), List.of(), null);
  }

  @Test
  void aTaskIsSoundAsFarAsAnyTaskIs() {
    assertThat(accepting().sound()).isTrue();
    assertThat(accepting(Tricks.REPORT).sound()).isTrue();
    assertThat(accepting(Tricks.REPORT, "exit-when-loaded").sound()).isFalse();
  }

  @Test
  void everyTrickOfPythonIsAPatchThatKnowsTheTests() {
    Map<String, String> tricks = new LinkedHashMap<>();

    new PythonTricks("src/a.py", "x = 1\n", List.of("tests/test_a.py::test_b[\"c\"]")).put(tricks);

    assertThat(tricks)
        .containsKeys("exit-in-a-test", "import-hook", "exit-code-at-exit", "pytest-ini")
        .allSatisfy((name, patch) -> assertThat(PatchFile.paths(patch)).as(name).isNotEmpty());
    assertThat(tricks.get(Tricks.REPORT)).contains("\"tests/test_a.py::test_b[\\\"c\\\"]\"");
  }
}
