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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    SqlFormats.write(
        SqlFormats.read(SqlFormats.named(format).orElseThrow(), files), predictions != null, out);
    List<JsonNode> lines = new ArrayList<>();
    for (String line : out.toString().lines().toList()) {
      lines.add(Json.parse(line));
    }
    return lines;
  }

  @ParameterizedTest
  @ValueSource(strings = {"spider", "bird", "spider2", "paverl"})
  void namesAFolderThatIsGivenAsTheInput(String format) {
    assertThatThrownBy(() -> convert(format, folder.resolve("db"), null))
        .hasMessageContaining(folder.resolve("db").toString())
        .hasMessageContaining("is a folder, not a file");
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
        .hasMessageContaining("gold.txt:1: expected a query, a tab");
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
        .hasMessageContaining("predict.json: $[\"8\"]: no question has this place");
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

  @Test
  void takesPaverlsOwnWordsForTheDialects() throws IOException, InputException {
    String row =
        "{\"reward_model\": {\"ground_truth\": \"g.csv\"}, \"extra_info\": {\"dbfullp\":"
            + " \"zoo.sqlite\", \"dbname\": \"zoo\", \"host\": \"h\", \"dbtype\": \"%s\"}}\n";
    JsonNode file = convert("paverl", write("a.jsonl", row.formatted("SQLite")), null).getFirst();
    assertThat(file.get("dialect").asText()).isEqualTo("sqlite");
    assertThat(file.get("database").asText()).endsWith("zoo.sqlite");
    JsonNode server =
        convert("paverl", write("b.jsonl", row.formatted("MariaDB")), null).getFirst();
    assertThat(server.get("dialect").asText()).isEqualTo("mariadb");
    assertThat(server.get("database").asText()).startsWith("jdbc:mariadb://h/zoo?");
  }

  /** Three questions whose ids are other questions' places. */
  private Path questions() throws IOException {
    return write(
        "dev.json",
        """
        [{"question_id": 1, "db_id": "pets", "SQL": "SELECT 1"},
         {"question_id": 2, "db_id": "zoo", "SQL": "SELECT 2"},
         {"question_id": 3, "db_id": "zoo", "SQL": "SELECT 3"}]
        """);
  }

  private List<String> completions(Path predictions) throws IOException, InputException {
    return convert("bird", questions(), predictions).stream()
        .map(rollout -> rollout.get("completion").asText())
        .toList();
  }

  @Test
  void numbersBirdsPredictionsAllByPlaceOrAllById() throws IOException, InputException {
    String byId = "{\"3\": \"SELECT c\", \"1\": \"SELECT a\", \"2\": \"SELECT b\"}";
    assertThat(completions(write("p.json", byId)))
        .containsExactly("SELECT a", "SELECT b", "SELECT c");
    String byPlace = "{\"0\": \"SELECT a\", \"1\": \"SELECT b\", \"2\": 7}";
    assertThat(completions(write("p.json", byPlace))).containsExactly("SELECT a", "SELECT b", "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"0\": \"a\", \"2\": \"c\"} | $[\"1\"]: missing",
        "{\"1\": \"a\", \"3\": \"c\"} | $[\"2\"]: missing; the questions are numbered by id",
        "{\"0\": \"a\", \"1\": \"b\", \"2\": \"c\", \"9\": \"d\"} | $[\"9\"]: no question has this",
        "{\"0\": \"a\", \"1\": \"b\", \"2\": \"c\", \"x\": \"d\"} | $[\"x\"]: no question has this",
        "{\"0\": \"a\", \"-1\": \"b\", \"02\": \"c\"} | $[\"1\"], $[\"2\"]: missing",
        "{\"0\": \"a\", \"0\": \"b\", \"1\": \"b\"} | Duplicate field",
        "[\"a\", \"b\", \"c\"] | $: expected an object from questions",
        "{\"0\": \"a\", \"1\": \"b\t----- bird -----\tpets\", \"2\": \"c\"} | $[\"1\"]: is for the database pets",
        "{\"0\": \"a\", | p.json"
      })
  void namesThePlaceOfAnOddPredictionOfBird(String predictions, String message) throws IOException {
    String text = predictions.replace("\t", "\\t");
    Path file = write("p.json", text);
    assertThatThrownBy(() -> completions(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("p.json")
        .hasMessageContaining(message);
  }

  @Test
  void refusesQuestionsOfBirdThatShareAnId() throws IOException {
    Path same =
        write(
            "dev.json",
            """
            [{"question_id": 0, "db_id": "pets", "SQL": "SELECT 1"},
             {"question_id": "0", "db_id": "zoo", "SQL": "SELECT 2"}]
            """);
    assertThatThrownBy(() -> convert("bird", same, null))
        .hasMessageContaining("dev.json: $[1].question_id: 0 is the id of $[0], too");
    Path odd = write("dev.json", "[{\"question_id\": [1], \"db_id\": \"pets\", \"SQL\": \"\"}]");
    assertThatThrownBy(() -> convert("bird", odd, null)).hasMessageContaining("$[0].question_id");
  }

  @Test
  void refusesSpidersPredictionsInAnotherOrder() throws IOException, InputException {
    Path gold = write("gold.txt", "SELECT 1\tpets\n\nSELECT 2\tzoo\n");
    Path swapped = write("predict.txt", "SELECT b\tzoo\nSELECT a\tpets\n");
    assertThatThrownBy(() -> convert("spider", gold, swapped))
        .hasMessageContaining("predict.txt:1: is for the database zoo");
    Path scored = write("predict.txt", "SELECT a\t-0.3\nSELECT b\t-0.2\n");
    assertThat(convert("spider", gold, scored)).hasSize(2);
    assertThatThrownBy(() -> convert("spider", write("gold.txt", "\nSELECT 1\t \n"), null))
        .hasMessageContaining("gold.txt:2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"instance_id\": \"local1\"} | lite.jsonl:1: needs instance_id and db",
        "{\"instance_id\": \"local1\", \"db\": \"zoo\", \"condition_cols\": 3} | lite.jsonl:1: $.condition_cols",
        "{\"instance_id\": \"local1\", \"db\": \"zoo\", \"ignore_order\": \"yes\"} | lite.jsonl:1: $.ignore_order"
      })
  void refusesOddInstancesOfSpider2(String instance, String message) throws IOException {
    write("gold/local1.csv", "n\n1\n");
    Path file = write("lite.jsonl", instance + "\n");
    assertThatThrownBy(() -> convert("spider2", file, null)).hasMessageContaining(message);
  }

  @Test
  void refusesASubmissionToOtherInstancesOfSpider2() throws IOException {
    write("gold/local1.csv", "n\n1\n");
    String instance = "{\"instance_id\": \"local1\", \"db\": \"zoo\"}\n";
    Path instances = write("lite.jsonl", instance);
    assertThatThrownBy(() -> convert("spider2", instances, folder.resolve("none")))
        .hasMessageContaining("there is no such folder");
    write("results/local1.csv", "n\n1\n");
    assertThatThrownBy(() -> convert("spider2", instances, folder.resolve("results")))
        .hasMessageContaining("holds no ID.sql");
    write("submission/local9.sql", "SELECT 1");
    assertThatThrownBy(() -> convert("spider2", instances, folder.resolve("submission")))
        .hasMessageContaining("local9.sql: no instance");
    Path twice = write("lite.jsonl", instance + instance);
    assertThatThrownBy(() -> convert("spider2", twice, null))
        .hasMessageContaining("lite.jsonl:2: local1 is the id of another instance");
  }

  @Test
  void namesTheRowOfPaverlWithAnotherDialect() throws IOException {
    Path rows =
        write(
            "rows.jsonl",
            "{\"reward_model\": {\"ground_truth\": \"g.csv\"}, \"extra_info\": {\"dbtype\":"
                + " \"oracle\"}}\n");
    assertThatThrownBy(() -> convert("paverl", rows, null))
        .hasMessageContaining("rows.jsonl:1: $.dialect");
  }
}
