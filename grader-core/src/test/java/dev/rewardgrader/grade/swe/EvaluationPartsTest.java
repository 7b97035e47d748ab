package dev.rewardgrader.grade.swe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluationPartsTest {
  private static final String SCRIPT =
      """
      #!/bin/bash
      set -uxo pipefail
      cd /testbed
      : '>>>>> Start Test Output'
      pytest -rA tests/test_a.py
      : '>>>>> End Test Output'
      git checkout abc tests/test_a.py
      """;

  @Test
  void cutsTheScriptAtItsMarkers() {
    EvalScript script = EvalScript.of(SCRIPT);

    assertThat(script.setup()).containsExactly("cd /testbed");
    assertThat(script.test()).containsExactly("pytest -rA tests/test_a.py");
    assertThat(script.testScript()).doesNotContain("Start Test Output");
  }

  @Test
  void recordsTheExitCodeAsThePublicHarnessDoes() {
    assertThat(EvalScript.of(SCRIPT).whole())
        .isEqualTo(
            """
            #!/bin/bash
            set -uxo pipefail
            cd /testbed
            : '>>>>> Start Test Output'
            pytest -rA tests/test_a.py
            SWEBENCH_TEST_EXIT_CODE=$?
            : '>>>>> End Test Output'
            echo ">>>>> Test Exit Code: $SWEBENCH_TEST_EXIT_CODE"
            git checkout abc tests/test_a.py
            """);
  }

  private static boolean plain(String setup) {
    return EvalScript.of(setup + "\n: '>>>>> Start Test Output'\na\n: '>>>>> End Test Output'\n")
        .hasPlainSetup();
  }

  @Test
  void setupIsPlainWhereItRunsNothingOfTheRepository() {
    assertThat(
            plain(
                """
                source /opt/miniconda3/bin/activate
                conda activate testbed
                cd /testbed
                git config --global --add safe.directory /testbed
                git -c core.fileMode=false diff 1234
                # apply; the test patch
                git checkout 1234 tests/test_a.py
                git apply -v - <<'EOF_1'
                +python setup.py; make
                EOF_1
                """))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "python -m pip install -e .",
        "make",
        "cd /testbed; make",
        "cd /testbed && make",
        "echo $(make)",
        "echo `make`",
        "git submodule update",
        "git checkout a | make",
        "source activate.sh",
        "cdx",
        "git apply -v - <<'EOF'\nnever ended",
        "git apply -v - <<EOF\n$(make)\nEOF"
      })
  void setupIsNotPlainWhereItMayRunSomethingOfTheRepository(String setup) {
    assertThat(plain(setup)).isFalse();
  }

  @Test
  void buildCommandsStandBehindTheTestPatch() {
    String script =
        """
        cd /testbed
        git apply -v - <<'EOF_1'
        make
        EOF_1
        cmake --build build
        : '>>>>> Start Test Output'
        ctest
        : '>>>>> End Test Output'
        """;

    assertThat(EvalScript.of(script).build()).containsExactly("cmake --build build");
    assertThat(EvalScript.of(SCRIPT).build()).containsExactly("cd /testbed");
  }

  @Test
  void findsThePatchOfACompletion() {
    String patch = "diff --git a/x b/x\n--- a/x\n+++ b/x\n";

    assertThat(PatchFile.extract(patch).orElseThrow().text()).isEqualTo(patch);
    assertThat(PatchFile.extract("<think>a</think>So:\n```diff\n" + patch + "```\n"))
        .hasValueSatisfying(found -> assertThat(found.text()).isEqualTo(patch));
    assertThat(PatchFile.extract("I could not do it.")).isEmpty();
    assertThat(PatchFile.paths(patch + "--- /dev/null\n+++ b/n w\t1\n"))
        .containsExactly("x", "n w");
  }

  @Test
  void knowsTestInfrastructure() {
    assertThat(
            List.of(
                "conftest.py",
                "a/conftest.py",
                "setup.cfg",
                "x.pth",
                ".mvn/jvm.config",
                "jest.config.js",
                "src/test/resources/META-INF/services/org.junit.jupiter.api.extension.Extension",
                "module/.mvn/maven.config",
                "pytest.py",
                "pytest/__init__.py"))
        .allMatch(TestInfrastructure::owns);
    assertThat(List.of("src/a.py", "tests/test_a.py", "pom.xml", "docs/pytest.md", "py"))
        .noneMatch(TestInfrastructure::owns);
    assertThat(
            TestInfrastructure.hook(
                "+++ b/conftest.py\n+def pytest_runtest_makereport(item, call):\n"))
        .isEqualTo("pytest_runtest_makereport");
    assertThat(TestInfrastructure.hook("+++ b/src/a.py\n+os._exit(0)\n")).isNull();
  }

  @Test
  void readsARowAndTellsWhatAnOlderOneLacks() throws InputException {
    String fields =
        "\"instance_id\":\"a\",\"image\":\"i\",\"eval_script\":\"x\",\"log_parser\":\"parse_log_tap\","
            + "\"FAIL_TO_PASS\":\"[\\\"t\\\"]\",\"PASS_TO_PASS\":[]";

    SweRow row = SweRow.of(Json.parse("{" + fields + ",\"eval_type\":\"fail_only\"}"), "other");

    assertThat(row.spec().failToPass()).containsExactly("t");
    assertThat(row.image()).isEqualTo("other");
    assertThatThrownBy(() -> SweRow.of(Json.parse("{" + fields + "}"), null))
        .hasMessage("$.eval_type: it is missing");
    assertThatThrownBy(() -> SweRow.of(Json.parse("{\"instance_id\": \"a\"}"), null))
        .hasMessageContaining("lacks image, eval_script, log_parser, eval_type")
        .hasMessageContaining("before 5.0");
    assertThatThrownBy(() -> SweRow.of(Json.parse("{" + fields + ",\"eval_type\":7}"), null))
        .hasMessage("$.eval_type: must be a text; it is of type NUMBER");
    assertThatThrownBy(
            () ->
                SweRow.of(
                    Json.parse("{" + fields.replace("[]", "3") + ",\"eval_type\":\"fail_only\"}"),
                    null))
        .hasMessageContaining("$.PASS_TO_PASS");
  }

  @Test
  void aRowWithoutAKnownParserIsNoFaultOfAPatch() throws Exception {
    JsonNode row =
        Json.parse(
            "{\"instance_id\":\"a\",\"image\":\"i\",\"eval_script\":\"x\",\"eval_type\":\"fail_only\","
                + "\"log_parser\":\"parse_log_pytst\",\"FAIL_TO_PASS\":\"[x\",\"PASS_TO_PASS\":[]}");

    assertThatThrownBy(() -> SweRow.of(row, null))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("$.log_parser")
        .hasMessageContaining("parse_log_pytest");
    assertThatThrownBy(() -> SweRow.testNames(row, "FAIL_TO_PASS"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("$.FAIL_TO_PASS");
  }
}
