package dev.rewardgrader.testsuites.swe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.grade.swe.Prediction;
import dev.rewardgrader.grade.swe.SweRow;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Harbor's folders and Multi-SWE-bench's rows become rows that are evaluated like any other. */
class OtherFormatsTest {
  @TempDir private Path folder;

  private void task(String name, String toml) throws Exception {
    Path task = folder.resolve(name);
    Files.createDirectories(task.resolve("environment"));
    Files.createDirectories(task.resolve("tests/data"));
    Files.writeString(task.resolve("task.toml"), toml);
    Files.writeString(task.resolve("instruction.md"), "Mend it.");
    Files.writeString(
        task.resolve("environment/Dockerfile"), "FROM x\nWORKDIR /srv\nRUN true\nworkdir app\n");
    Files.writeString(task.resolve("tests/test.sh"), "echo 1 > /logs/verifier/reward.txt\n");
    Files.write(task.resolve("tests/data/blob"), new byte[] {0, 1});
  }

  @Test
  void readsAHarborTask() throws Exception {
    task(
        "one",
        """
        schema_version = "1.1"
        [task]
        name = "org/first"
        [verifier]
        timeout_sec = 12.5
        env = { MODE = "full" }
        [environment]
        cpus = 2
        memory_mb = 512
        """);

    JsonNode json = SweDataset.read(folder).getFirst();

    assertThat(json.path("problem_statement").asText()).isEqualTo("Mend it.");
    assertThat(json.path("build").path("context").asText()).endsWith("one/environment");
    assertThat(json.path("options").path("timeout_s").asDouble()).isEqualTo(12.5);
    assertThat(json.path("options").path("memory_mb").asInt()).isEqualTo(512);
    SweRow row = SweRow.of(json, "image");
    assertThat(row.spec().instanceId()).isEqualTo("first");
    assertThat(row.workdir()).isEqualTo("/srv/app");
    assertThat(row.verifier().environment()).isEqualTo(Map.of("MODE", "full"));
    assertThat(row.verifier().files().get("data/blob")).containsExactly(0, 1);
    assertThat(row.evalScript()).startsWith("echo 1");
  }

  @Test
  void aTaskOfAnOlderSchemaIsNamedByItsFolder() throws Exception {
    task("two", "version = \"1.0\"\n[environment]\ndocker_image = \"own:1\"\n");

    JsonNode json = SweDataset.read(folder).getFirst();

    assertThat(json.path("instance_id").asText()).isEqualTo("two");
    assertThat(json.path("image").asText()).isEqualTo("own:1");
  }

  @Test
  void saysWhereATaskIsWrong() throws Exception {
    task("three", "[verifier]\ntimeout_sec = -1\n");
    assertThatThrownBy(() -> SweRow.of(SweDataset.read(folder).getFirst(), null))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("task.toml, verifier.timeout_sec");

    task("three", "[verifier\n");
    assertThatThrownBy(() -> SweRow.of(SweDataset.read(folder).getFirst(), null))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("task.toml:1");

    task("three", "");
    Files.delete(folder.resolve("three/tests/test.sh"));
    assertThatThrownBy(() -> SweRow.of(SweDataset.read(folder).getFirst(), null))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("tests/test.sh");
  }

  @Test
  void aFolderWithoutTasksIsTold() {
    assertThatThrownBy(() -> SweDataset.read(folder))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("task.toml");
  }

  private List<JsonNode> multi(String row) throws Exception {
    return SweDataset.read(Files.writeString(folder.resolve("rows.jsonl"), row));
  }

  private static final String PULL =
      """
      {"org": "Google", "repo": "gson", "number": 12, "base": {"sha": "abc"}, "fix_patch": "--- a/x", \
      "test_patch": "--- a/t", "log_parser": "parse_log_gradle_custom", \
      "f2p_tests": {"a": {}}, "n2p_tests": {"b": {}}, "p2p_tests": {"c": {}}}
      """;

  @Test
  void readsARowOfMultiSweBench() throws Exception {
    SweRow row = SweRow.of(multi(PULL).getFirst(), null);

    assertThat(row.spec().instanceId()).isEqualTo("Google__gson-12");
    assertThat(row.image()).isEqualTo("mswebench/google_m_gson:pr-12");
    assertThat(row.workdir()).isEqualTo("/home/gson");
    assertThat(row.patch()).isEqualTo("--- a/x");
    assertThat(row.spec().failToPass()).containsExactly("a", "b");
    assertThat(row.spec().passToPass()).containsExactly("c");
  }

  @Test
  void saysWhereARowOfMultiSweBenchIsWrong() {
    assertThatThrownBy(() -> SweRow.of(multi(PULL.replace("12", "\"twelve\"")).getFirst(), null))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("row 1, $.number");
    assertThatThrownBy(
            () -> SweRow.of(multi(PULL.replace("{\"a\": {}}", "[\"a\"]")).getFirst(), null))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("row 1, $.f2p_tests");
  }

  @Test
  void readsItsPredictionsAndWritesItsFinalReport() throws Exception {
    List<JsonNode> rows = multi(PULL);
    Path file =
        Files.writeString(
            folder.resolve("p.jsonl"),
            "{\"org\": \"Google\", \"repo\": \"gson\", \"number\": 12, \"fix_patch\": \"\"}\n");
    Map<String, Prediction> predictions = SwePredictions.read(file, told -> {});
    SweRunFolder run = new SweRunFolder(folder, "r");

    Path report = run.writeRunReport(List.of("Google__gson-12"), predictions);
    Path last = run.writeFinalReport(rows, Json.parse(Files.readString(report))).orElseThrow();

    ObjectNode expected = JsonNodeFactory.instance.objectNode();
    expected.putArray("empty_patch_ids").add("Google/gson:pr-12");
    JsonNode json = Json.parse(Files.readString(last));
    assertThat(json.path("empty_patch_instances").asInt()).isEqualTo(1);
    assertThat(json.path("total_instances").asInt()).isEqualTo(1);
    assertThat(json.get("empty_patch_ids")).isEqualTo(expected.get("empty_patch_ids"));
    assertThat(json.path("resolved_ids")).isEmpty();
  }
}
