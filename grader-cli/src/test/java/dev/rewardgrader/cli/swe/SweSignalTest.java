package dev.rewardgrader.cli.swe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.cli.GraderProcess;
import dev.rewardgrader.json.Json;
import dev.rewardgrader.testsuites.swe.SweDataset;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run that a signal ends keeps what is finished and leaves no container. */
@Timeout(120)
class SweSignalTest {
  private static final Path TASK =
      Path.of(System.getProperty("grader.root", ".."), "testsuites/swe-mini/tasks/mini__slug-1");

  /** A name of its own, so that only this test's containers can be found by it. */
  private static final String IMAGE = "grader/mini-signal:" + UUID.randomUUID();

  @TempDir private static Path folder;

  @BeforeAll
  static void writeFiles() throws Exception {
    JsonNode task = SweDataset.task(TASK);
    MiniEngine.connect(List.of(task)).close();
    docker("tag", task.path("image").textValue(), IMAGE);
    List<String> rows = new ArrayList<>();
    List<String> predictions = new ArrayList<>();
    for (String patch : List.of("gold", "hangs")) {
      ObjectNode row = task.deepCopy();
      rows.add(row.put("instance_id", "mini__" + patch).put("image", IMAGE).toString());
      predictions.add(
          Json.MAPPER
              .createObjectNode()
              .put("instance_id", "mini__" + patch)
              .put("model_name_or_path", "m")
              .put("model_patch", Files.readString(TASK.resolve("patches/" + patch + ".patch")))
              .toString());
    }
    Files.write(folder.resolve("rows.jsonl"), rows);
    Files.write(folder.resolve("predictions.jsonl"), predictions);
  }

  @AfterAll
  static void removeImage() throws Exception {
    docker("rmi", IMAGE);
  }

  @Test
  void whatIsFinishedIsKeptAndNoContainerIsLeft() throws Exception {
    Process run = start();
    Path rewards = folder.resolve("rewards.jsonl");
    while (lines(rewards) < 1 || containers().isBlank()) {
      assertThat(run.waitFor(50, TimeUnit.MILLISECONDS)).as(log()).isFalse();
    }

    run.toHandle().destroy();

    assertThat(run.waitFor()).as("128 and SIGTERM").isEqualTo(143);
    assertThat(log())
        .contains("mini__gold: ACCEPTED")
        .contains("Ended early")
        .contains("the same command goes on")
        .doesNotContain("could not be removed");
    assertThat(containers()).isBlank();
    assertThat(lines(rewards)).isEqualTo(1);
    // It is gone on with: the one that is done is not evaluated again.
    Process again = start();
    while (containers().isBlank()) {
      assertThat(again.waitFor(50, TimeUnit.MILLISECONDS)).as(log()).isFalse();
    }
    again.toHandle().destroy();
    again.waitFor();
    assertThat(log()).contains("done under this run's id already: 1").doesNotContain("fault");
    assertThat(containers()).isBlank();
    assertThat(lines(rewards)).isEqualTo(1);
  }

  /** What hangs is given up when its time to drain is over; whoever asked for it gets no reward. */
  @Test
  void aServiceThatGradesLeavesNoContainer() throws Exception {
    Path log = folder.resolve("service.log");
    Process service = GraderProcess.start(log, List.of("serve", "--port", "0", "--drain-s", "1"));
    while (!Files.readString(log).contains("grader serves on http")) {
      assertThat(service.waitFor(50, TimeUnit.MILLISECONDS)).as(Files.readString(log)).isFalse();
    }
    String address = Files.readString(log).replaceAll("(?s).*serves on (\\S+).*", "$1");
    ObjectNode rollout = Json.MAPPER.createObjectNode().put("id", "r");
    rollout.put("completion", Files.readString(TASK.resolve("patches/hangs.patch")));
    ObjectNode row = SweDataset.task(TASK).put("image", IMAGE);
    rollout.putObject("task").put("kind", "swe").set("instance", row);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + "/v1/grade"))
            .POST(HttpRequest.BodyPublishers.ofString(rollout.toString()))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      CompletableFuture<HttpResponse<String>> answer =
          client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
      while (containers().isBlank()) {
        assertThat(answer.isDone()).isFalse();
        Thread.sleep(50);
      }

      service.toHandle().destroy();

      assertThat(service.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(service.exitValue()).as("128 and SIGTERM").isEqualTo(143);
      assertThat(containers()).isBlank();
      assertThat(answer.thenApply(HttpResponse::statusCode))
          .succeedsWithin(Duration.ofSeconds(5))
          .isEqualTo(503);
    }
  }

  private Process start() throws IOException {
    return GraderProcess.start(
        folder.resolve("log"),
        List.of(
            "swe",
            folder.resolve("rows.jsonl").toString(),
            "-p",
            folder.resolve("predictions.jsonl").toString(),
            "--run-id",
            "r",
            "--folder",
            folder.toString(),
            "-o",
            folder.resolve("rewards.jsonl").toString(),
            "-j",
            "2"));
  }

  private static String log() throws IOException {
    return Files.readString(folder.resolve("log"));
  }

  private static long lines(Path file) throws IOException {
    return Files.exists(file) ? Files.readString(file).lines().count() : 0;
  }

  private static String containers() throws Exception {
    return docker("ps", "-aq", "--filter", "label=dev.rewardgrader.swe=" + IMAGE);
  }

  private static String docker(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("docker"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(false).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }
}
