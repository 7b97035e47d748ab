package dev.rewardgrader.testsuites.swe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.grade.swe.SweRow;
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
}
