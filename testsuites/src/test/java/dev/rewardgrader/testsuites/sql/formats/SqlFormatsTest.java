package dev.rewardgrader.testsuites.sql.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlFormatsTest {
  @TempDir private Path folder;

  @BeforeEach
  void makeDatabases() throws IOException {
    Files.createDirectories(folder.resolve("db/pets"));
    Files.writeString(folder.resolve("db/pets/pets.sqlite"), "");
    Files.writeString(folder.resolve("db/pets/petsv1.sqlite"), "");
    Files.writeString(folder.resolve("db/zoo.sqlite"), "");
  }

  private Path write(String name, String text) throws IOException {
    Files.createDirectories(folder.resolve(name).getParent());
    return Files.writeString(folder.resolve(name), text);
  }

  private List<JsonNode> convert(String format, Path input, Path predictions)
      throws IOException, InputException {
    SqlFiles files = new SqlFiles(input, folder.resolve("db"), folder.resolve("gold"), predictions);
    StringWriter out = new StringWriter();
    SqlFormats.write(SqlFormats.named(format).orElseThrow(), files, out);
    List<JsonNode> lines = new ArrayList<>();
    for (String line : out.toString().lines().toList()) {
      lines.add(Json.parse(line));
    }
    return lines;
  }

  @Test
  void readsSpidersGoldsAndPredictions() throws IOException, InputException {
    Path gold = write("gold.txt", "SELECT 1\tpets\n\nSELECT 2\tzoo\n");
    assertThat(convert("spider", gold, null))
        .extracting(task -> task.get("metric").asText())
        .containsExactly("test_suite", "exec");
    List<JsonNode> rollouts =
        convert("spider", gold, write("predict.txt", "SELECT a\nSELECT b\tzoo\n"));
    assertThat(rollouts)
        .extracting(rollout -> rollout.get("completion").asText())
        .containsExactly("SELECT a", "SELECT b");
    assertThat(rollouts.getFirst().at("/task/gold/sql").asText()).isEqualTo("SELECT 1");
  }

  @Test
  void refusesPredictionsThatDoNotMatchTheGolds() throws IOException {
    Path gold = write("gold.txt", "SELECT 1\tpets\n");
    Path predictions = write("predict.txt", "SELECT 1\nSELECT 2\n");
    assertThatThrownBy(() -> convert("spider", gold, predictions))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("2 predictions for 1 golds");
    assertThatThrownBy(() -> convert("spider", write("gold.txt", "SELECT 1\tnone\n"), null))
        .hasMessageContaining("there is no such database");
    assertThatThrownBy(() -> convert("spider", write("gold.txt", "SELECT 1\n"), null))
        .hasMessageContaining("gold 1");
  }

  @Test
  void readsBirdsQuestionsAndPredictions() throws IOException, InputException {
    Path questions =
        write("dev.json", "[{\"question_id\": 7, \"db_id\": \"pets\", \"SQL\": \"SELECT 1\"}]");
    Path predictions = write("predict.json", "{\"0\": \"SELECT 2\\t----- bird -----\\tpets\"}");
    JsonNode rollout = convert("bird", questions, predictions).getFirst();
    assertThat(rollout.get("id").asText()).isEqualTo("bird-7");
    assertThat(rollout.get("completion").asText()).isEqualTo("SELECT 2");
    assertThat(rollout.at("/task/metric").asText()).isEqualTo("bird_ex");
    assertThatThrownBy(() -> convert("bird", questions, write("predict.json", "{}")))
        .hasMessageContaining("no prediction for question 7");
    Path more = write("predict.json", "{\"0\": \"SELECT 2\", \"8\": \"SELECT 3\"}");
    assertThatThrownBy(() -> convert("bird", questions, more))
        .hasMessageContaining("no question has the place or id 8");
  }

  @Test
  void readsSpider2sInstancesAndSubmission() throws IOException, InputException {
    write("gold/local1_a.csv", "n\n1\n");
    write("gold/local1_b.csv", "n\n2\n");
    Path instances =
        write(
            "lite.jsonl",
            """
            {"instance_id": "local1", "db": "zoo", "condition_cols": [0], "ignore_order": true}
            {"instance_id": "bq2", "db": "cloud"}
            """);
    write("submission/local1.sql", "SELECT 1");
    List<JsonNode> rollouts = convert("spider2", instances, folder.resolve("submission"));
    assertThat(rollouts).hasSize(1);
    assertThat(rollouts.getFirst().at("/task/gold/csvs")).hasSize(2);
    assertThat(rollouts.getFirst().at("/task/options/condition_cols/0").asInt()).isZero();
    assertThat(rollouts.getFirst().get("completion").asText()).isEqualTo("SELECT 1");
  }

  @Test
  void readsPaverlsRows() throws IOException, InputException {
    String row =
        "{\"reward_model\": {\"ground_truth\": \"g.csv\"}, \"extra_info\": {\"dbfullp\":"
            + " \"db/zoo.sqlite\", \"dbtype\": \"sqlite\"}, \"response\": \"```sql\\nSELECT 1\\n```\"}";
    Path rows = write("rows.jsonl", row + "\n");
    JsonNode task = convert("paverl", rows, null).getFirst();
    assertThat(task.at("/gold/csv").asText()).endsWith("g.csv");
    assertThat(task.get("database").asText()).endsWith("db/zoo.sqlite");
    assertThat(convert("paverl", rows, rows).getFirst().get("completion").asText())
        .contains("SELECT 1");
    assertThatThrownBy(() -> convert("paverl", write("rows.jsonl", "{}\n"), null))
        .hasMessageContaining("ground_truth");
  }
}
