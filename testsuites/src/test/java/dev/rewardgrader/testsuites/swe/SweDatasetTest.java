package dev.rewardgrader.testsuites.swe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.grade.swe.Prediction;
import dev.rewardgrader.grade.swe.SweRow;
import dev.rewardgrader.grade.swe.canary.Canary;
import dev.rewardgrader.grade.swe.canary.Suite;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.testsuites.rows.ParquetRows;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SweDatasetTest {
  @TempDir Path folder;

  private Path resource(String name) throws Exception {
    Path file = folder.resolve(name);
    try (InputStream in = SweDatasetTest.class.getResourceAsStream(name)) {
      Files.copy(in, file);
    }
    return file;
  }

  @ParameterizedTest
  @ValueSource(strings = {"rows.parquet", "rows-zstd.parquet"})
  void readsParquetWithItsListsNullsAndStructs(String name) throws Exception {
    List<JsonNode> rows = ParquetRows.read(resource(name));

    assertThat(rows).hasSize(2);
    JsonNode first = rows.getFirst();
    assertThat(first.path("instance_id").textValue()).isEqualTo("a__b-1");
    assertThat(SweRow.testNames(first, "FAIL_TO_PASS")).containsExactly("t::x", "t::ü");
    assertThat(SweRow.testNames(first, "PASS_TO_PASS")).containsExactly("p");
    assertThat(first.path("number").asInt()).isEqualTo(1);
    assertThat(first.path("ok").booleanValue()).isTrue();
    assertThat(first.path("config").path("test_cmd").textValue()).isEqualTo("pytest");
    JsonNode second = rows.get(1);
    assertThat(second.get("patch").isNull()).isTrue();
    assertThat(second.get("number").isNull()).isTrue();
    assertThat(SweRow.testNames(second, "FAIL_TO_PASS")).isEmpty();
  }

  @Test
  void aFileThatIsNoParquetIsTold() throws Exception {
    Path file = Files.writeString(folder.resolve("x.parquet"), "PAR1 and no more");

    assertThatThrownBy(() -> SweDataset.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("x.parquet");
  }

  @Test
  void rowsOfSweRebenchSayHowTheyAreEvaluated() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("rows.jsonl"),
            """
            {"instance_id": "o__r-1", "repo": "o/r", "docker_image": "reg/o_r-1", "base_commit": "abc",\
             "FAIL_TO_PASS": ["t"], "PASS_TO_PASS": "[]",\
             "test_patch": "--- a/t.py\\n+++ b/t.py\\n@@ -1 +1 @@\\n-a\\n+b\\n--- /dev/null\\n+++ b/n.py\\n@@ -0,0 +1 @@\\n+c\\n",\
             "install_config": {"test_cmd": ["pytest -rA"], "log_parser": "parse_log_pytest"}}
            """);

    SweRow row = SweRow.of(SweDataset.read(file).getFirst(), null);

    assertThat(row.image()).isEqualTo("reg/o_r-1");
    assertThat(row.workdir()).isEqualTo("/r");
    assertThat(row.spec().logParser()).isEqualTo("parse_log_pytest");
    assertThat(row.evalScript())
        .contains("cd '/r'\n", "git checkout 'abc' 't.py'\n", "rm -f 'n.py'\n", "pytest -rA\n")
        .containsSubsequence("git apply", "Start Test Output", "pytest -rA", "End Test Output");
  }

  /** Such a text is one command and a line without any. */
  @Test
  void theTestCommandOfSweRebenchMayEndItsLine() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("rows.jsonl"),
            """
            {"instance_id": "o__r-1", "repo": "o/r", "docker_image": "reg/o_r-1", "base_commit": "abc",\
             "FAIL_TO_PASS": ["t"], "PASS_TO_PASS": "[]", "test_patch": "",\
             "install_config": {"test_cmd": "pytest -rA\\n", "log_parser": "parse_log_pytest"}}
            """);

    SweRow row = SweRow.of(SweDataset.read(file).getFirst(), null);

    List<String> lines = List.of(row.evalScript().split("\n", -1));
    List<String> commands =
        lines.subList(
            lines.indexOf(": '>>>>> Start Test Output'") + 1,
            lines.indexOf(": '>>>>> End Test Output'"));
    assertThat(commands).containsExactly("pytest -rA", "");
    assertThat(Canary.of(new Suite(List.of(), commands, List.of("t.py::x"), List.of("t.py"))))
        .hasValueSatisfying(
            canary -> assertThat(canary.command()).startsWith("pytest -rA --tb=no"));
  }

  @Test
  void theFolderOfOneTaskIsADataSet() throws Exception {
    for (String name :
        List.of("eval.sh", "gold.patch", "test.patch", "problem_statement.md", "tests.json")) {
      Files.writeString(folder.resolve(name), "{}");
    }
    Files.writeString(folder.resolve("task.yaml"), "instance_id: a__b-1\n");

    assertThat(SweDataset.read(folder))
        .singleElement()
        .satisfies(row -> assertThat(row.path("instance_id").textValue()).isEqualTo("a__b-1"));
  }

  private Path taskFolder(String id, String yaml, String tests) throws Exception {
    Path task = Files.createDirectories(folder.resolve("tasks").resolve(id));
    Files.writeString(task.resolve("task.yaml"), yaml);
    Files.writeString(task.resolve("tests.json"), tests);
    for (String name : List.of("gold.patch", "test.patch", "eval.sh", "problem_statement.md")) {
      Files.writeString(task.resolve(name), "x");
    }
    return task;
  }

  private static String unreadable(JsonNode row) {
    try {
      SweRow.of(row, null);
      return "";
    } catch (InputException e) {
      return e.getMessage();
    }
  }

  @Test
  void aBrokenTaskFolderIsAFaultOfItsOwnAndTheOthersGoOn() throws Exception {
    String yaml = "instance_id: %s\nimage: i\nlog_parser: parse_log_pytest\neval_type: fail_only\n";
    String tests = "{\"FAIL_TO_PASS\": [\"a.py::t\"], \"PASS_TO_PASS\": []}";
    taskFolder("a-good", yaml.formatted("a-good"), tests);
    taskFolder("b-yaml", "instance_id: [unclosed\nimage: {", tests);
    taskFolder("c-scalar", "just words", tests);
    taskFolder("d-tests", yaml.formatted("d-tests"), "{torn");
    taskFolder("e-list", yaml.formatted("e-list"), "[1]");
    Files.delete(taskFolder("f-eval", yaml.formatted("f-eval"), tests).resolve("eval.sh"));
    Files.delete(taskFolder("g-none", yaml.formatted("g-none"), tests).resolve("task.yaml"));
    Files.createDirectories(folder.resolve("tasks/no-task"));

    List<JsonNode> rows = SweDataset.read(folder);

    assertThat(rows)
        .extracting(row -> row.get("instance_id").textValue())
        .containsExactly("a-good", "b-yaml", "c-scalar", "d-tests", "e-list", "f-eval", "g-none");
    assertThat(rows.stream().map(SweDatasetTest::unreadable))
        .satisfiesExactly(
            good -> assertThat(good).isEmpty(),
            broken -> assertThat(broken).contains("b-yaml/task.yaml:", "it is no YAML"),
            broken -> assertThat(broken).contains("c-scalar/task.yaml", "it is no mapping"),
            broken -> assertThat(broken).contains("d-tests/tests.json"),
            broken -> assertThat(broken).contains("e-list/tests.json", "must be an object"),
            broken -> assertThat(broken).contains("f-eval/eval.sh", "the task needs this file"),
            broken -> assertThat(broken).contains("g-none/task.yaml", "the task needs this file"));
    // Nobody knows their reference fix, which is not the same as an empty one.
    assertThat(SwePredictions.gold(rows).values()).hasSize(7).noneMatch(Prediction::isEmpty);
  }

  @Test
  void aNameThatLeadsOutOfTheRunsFolderIsRefused() throws Exception {
    Path rows =
        Files.writeString(folder.resolve("rows.jsonl"), "{\"instance_id\": \"../../etc/x\"}\n");
    Path predictions =
        Files.writeString(
            folder.resolve("p.jsonl"),
            "{\"instance_id\": \"a\", \"model_name_or_path\": \"..\", \"model_patch\": \"\"}\n");

    assertThat(unreadable(SweDataset.read(rows).getFirst()))
        .contains("$.instance_id", "cannot be the name of a folder");
    assertThatThrownBy(() -> SwePredictions.read(predictions, told -> {}))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("p.jsonl:1");
  }

  @Test
  void aRowThatIsNoObjectIsToldWithItsPlace() throws Exception {
    Path file = Files.writeString(folder.resolve("rows.json"), "[{\"instance_id\": \"a\"}, 7]");

    assertThatThrownBy(() -> SweDataset.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("rows.json, row 2");
  }
}
