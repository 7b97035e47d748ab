package dev.rewardgrader.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.json.Json;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeApiTest {
  @TempDir private static Path state;
  private static RunningServer server;

  @BeforeAll
  static void start() throws Exception {
    server = RunningServer.start(state);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String math(String id, String gold, String answer) {
    return Json.MAPPER
        .createObjectNode()
        .put("id", id)
        .put("completion", "so \\boxed{" + answer + "}")
        .<ObjectNode>set(
            "task", Json.MAPPER.createObjectNode().put("kind", "math").put("gold", gold))
        .toString();
  }

  @Test
  void aRolloutBecomesARecord() throws Exception {
    JsonNode record = server.ok("/v1/grade", math("r1", "1/2", "0.5"));

    assertThat(record.path("schema").asText()).isEqualTo("reward-record/1");
    assertThat(record.path("id").asText()).isEqualTo("r1");
    assertThat(record.path("reward").asDouble()).isEqualTo(1);
    assertThat(record.path("timing").has("queue_ms")).isTrue();
  }

  @Test
  void aBatchKeepsItsOrderAndABadRolloutItsPlace() throws Exception {
    String body = "[" + math("a", "2", "2") + ",{\"id\":\"b\"},7," + math("c", "2", "3") + "]";

    JsonNode records = server.ok("/v1/grade/batch", body);

    assertThat(records.findValuesAsText("id")).containsExactly("a", "b", "rollout-2", "c");
    assertThat(records.get(0).path("reward").asInt()).isEqualTo(1);
    assertThat(records.get(1).path("status").asText()).isEqualTo("error");
    assertThat(records.get(1).path("reward").isNull()).isTrue();
    assertThat(records.get(3).path("reward").asInt()).isZero();
  }

  @Test
  void aStreamAnswersEveryLineOnce() throws Exception {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < 3000; i++) {
      body.append(math("s" + i, "" + i, "" + i)).append('\n');
    }
    body.append("{not json\n");

    HttpResponse<String> response = server.post("/v1/grade/stream", body.toString());

    List<String> ids = new ArrayList<>();
    for (String line : response.body().lines().toList()) {
      ids.add(Json.parse(line).path("id").asText());
    }
    assertThat(ids).hasSize(3001).doesNotHaveDuplicates().contains("s0", "s2999", "line-3001");
  }

  @Test
  void uploadedTasksAreNamedByIdAndSurviveARestart(@TempDir Path other) throws Exception {
    String rollout = "{\"id\":\"1\",\"task\":\"gsm/t1\",\"completion\":\"\\\\boxed{4}\"}";
    String tasks = "{\"id\":\"t1\",\"kind\":\"math\",\"gold\":\"4\"}\n";
    try (RunningServer first = RunningServer.start(other)) {
      assertThat(first.ok("/v1/tasks?set=gsm", tasks).path("added").asInt()).isEqualTo(1);
      assertThat(first.ok("/v1/tasks?set=gsm", tasks).path("known").asInt()).isEqualTo(1);
      assertThat(first.post("/v1/tasks?set=gsm", tasks.replace("4", "5")).statusCode())
          .isEqualTo(409);
      assertThat(first.ok("/v1/grade", rollout).path("reward").asInt()).isEqualTo(1);
    }
    try (RunningServer second = RunningServer.start(other)) {
      assertThat(second.ok("/v1/grade", rollout).path("reward").asInt()).isEqualTo(1);
    }
  }

  @Test
  void tasksThatAreNotUtf8AreRefusedAsSuch() throws Exception {
    byte[] latin = "{\"id\":\"t\",\"kind\":\"math\",\"gold\":\"\u00e9\"}".getBytes(ISO_8859_1);

    HttpResponse<String> response = server.send("POST", "/v1/tasks", latin);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("not UTF-8");
  }

  @Test
  void pistonsErrorsBeginWithTheFieldOrWithWhatIsWrong() throws Exception {
    assertThat(Json.parse(server.post("/api/v2/execute", "{").body()).path("message").asText())
        .startsWith("not JSON");
    assertThat(Json.parse(server.post("/api/v2/execute", "{}").body()).path("message").asText())
        .startsWith("language ");
  }

  @Test
  void verlsViewHasTheSameKeysWhateverHappened() throws Exception {
    List<String> keys = keys(server.ok("/v1/grade?view=verl", math("1", "2", "2")));

    assertThat(keys).contains("score", "acc", "pred", "status", "passed", "total", "pass_rate");
    String noAnswer =
        "{\"id\":\"2\",\"task\":{\"kind\":\"math\",\"gold\":\"2\"},\"completion\":\"\"}";
    JsonNode wrong = server.ok("/v1/grade?view=verl", noAnswer);
    assertThat(keys(wrong)).isEqualTo(keys);
    assertThat(wrong.path("score").isNumber()).isTrue();
    String fault =
        "{\"id\":\"3\",\"task\":{\"kind\":\"sql\",\"database\":\"none.sqlite\","
            + "\"gold\":{\"sql\":\"select 1\"}},\"completion\":\"select 1\"}";
    JsonNode failed = server.ok("/v1/grade?view=verl", fault);
    assertThat(keys(failed)).isEqualTo(keys);
    assertThat(failed.path("score").isNull()).as("a fault is never a 0").isTrue();
    assertThat(failed.path("error").asInt()).isEqualTo(1);
  }

  private static List<String> keys(JsonNode object) {
    List<String> keys = new ArrayList<>();
    object.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  @Test
  void aTaskCannotNameFilesOutsideTheDataFolder() throws Exception {
    for (String database : List.of("/etc/passwd", "../x.sqlite", "jdbc:h2:mem:x")) {
      String body =
          "{\"id\":\"3\",\"task\":{\"kind\":\"sql\",\"database\":\""
              + database
              + "\",\"gold\":{\"sql\":\"select 1\"}},\"completion\":\"select 1\"}";
      HttpResponse<String> response = server.post("/v1/grade", body);
      assertThat(response.statusCode()).as(database).isEqualTo(400);
      assertThat(Json.parse(response.body()).path("path").asText()).isEqualTo("$.task.database");
    }
  }

  @Test
  void aBadBodyIsAProblemThatNamesThePlace() throws Exception {
    HttpResponse<String> response =
        server.post("/v1/grade", "{\"id\":1,\"task\":{\"kind\":\"maths\"},\"completion\":\"\"}");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.headers().firstValue("content-type")).hasValue("application/problem+json");
    JsonNode problem = Json.parse(response.body());
    assertThat(problem.path("path").asText()).isEqualTo("$.task.kind");
    assertThat(problem.path("detail").asText()).contains("math");
  }

  @Test
  void whatNobodyAnswersIsSaidSo() throws Exception {
    assertThat(server.get("/v1/gradee").statusCode()).isEqualTo(404);
    assertThat(server.get("/v1/grade").statusCode()).isEqualTo(405);
    assertThat(server.post("/v1/grade?view=x", math("1", "1", "1")).statusCode()).isEqualTo(400);
  }

  @Test
  void metricsTellKindsVerdictsAndQueues() throws Exception {
    server.ok("/v1/grade", math("m", "1", "1"));

    String metrics = server.get("/metrics").body();

    assertThat(metrics)
        .contains("grader_queue_depth{lane=\"math\"}")
        .contains("grader_in_flight{lane=\"run\"}")
        .contains("grader_verdicts_total{kind=\"math\",verdict=\"ACCEPTED\"}")
        .contains("grader_latency_seconds_count{kind=\"math\",phase=\"queue\"}")
        .contains("grader_sandboxes{pool=\"candidates\",state=\"idle\"}");
  }

  @Test
  void aJobIsDoneInTheBackgroundAndKeptOverARestart(@TempDir Path other) throws Exception {
    String body = "[" + math("a", "2", "2") + "," + math("b", "2", "3") + ",{\"id\":\"c\"}]";
    String job;
    try (RunningServer first = RunningServer.start(other)) {
      HttpResponse<String> submitted = first.post("/v1/jobs", body);
      assertThat(submitted.statusCode()).isEqualTo(202);
      job = Json.parse(submitted.body()).path("job").asText();
      assertThat(Json.parse(first.post("/v1/jobs", body).body()).path("job").asText())
          .as("the same rollouts are the same job")
          .isEqualTo(job);
      awaitDone(first, job);
    }
    // As a kill would leave it: not marked as done, the last record torn.
    Path home = other.resolve("jobs").resolve(job);
    Files.delete(home.resolve("done"));
    Path records = home.resolve("records.jsonl");
    String written = Files.readString(records);
    Files.writeString(records, written.substring(0, written.length() - 20));
    try (RunningServer second = RunningServer.start(other)) {
      awaitDone(second, job);
      List<String> ids = new ArrayList<>();
      for (String line : second.get("/v1/jobs/" + job + "/records").body().lines().toList()) {
        ids.add(Json.parse(line).path("id").asText());
      }
      assertThat(ids).containsExactlyInAnyOrder("a", "b", "c");
      assertThat(second.send("DELETE", "/v1/jobs/" + job, new byte[0]).statusCode()).isEqualTo(200);
      assertThat(second.get("/v1/jobs/" + job).statusCode()).isEqualTo(404);
    }
  }

  private static void awaitDone(RunningServer server, String job) throws Exception {
    JsonNode status;
    do {
      Thread.sleep(20);
      status = Json.parse(server.get("/v1/jobs/" + job).body());
      assertThat(status.path("problem").isNull()).as(status.toString()).isTrue();
    } while (!status.path("state").asText().equals("done"));
    assertThat(status.path("done").asInt()).isEqualTo(3);
  }
}
