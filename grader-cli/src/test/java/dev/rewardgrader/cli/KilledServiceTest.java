package dev.rewardgrader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.json.Json;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A service that is killed with work in flight, clients that retry, and a service in its place. */
@Timeout(180)
class KilledServiceTest {
  private static final int SAMPLES = 1000;

  @TempDir private Path folder;

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private Process service;

  @AfterEach
  void end() throws InterruptedException {
    service.destroy();
    service.waitFor();
  }

  @Test
  void everySampleIsGradedAndNoneWrong() throws Exception {
    int port = freePort();
    service = serve(port);
    awaitReady(port);
    Map<Integer, Double> rewards = new ConcurrentHashMap<>();
    AtomicInteger retries = new AtomicInteger();
    try (ExecutorService samples = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < SAMPLES; i++) {
        int sample = i;
        var _ =
            samples.submit(
                () -> {
                  rewards.put(sample, rewardOf(port, sample, retries));
                  return null;
                });
      }
      while (rewards.size() < SAMPLES / 20) {
        Thread.sleep(5);
      }
      service.destroyForcibly().waitFor();
      assertThat(rewards).hasSizeLessThan(SAMPLES);
      service = serve(port);
    }
    assertThat(retries.get()).as("requests that the kill cut off").isPositive();
    assertThat(rewards).hasSize(SAMPLES);
    rewards.forEach(
        (sample, reward) -> assertThat(reward).as("sample " + sample).isEqualTo(right(sample)));
  }

  @Test
  void aServiceThatIsAskedToEndAnswersWhatItHasBegun() throws Exception {
    int port = freePort();
    service = serve(port);
    awaitReady(port);
    assertThat(rewardOf(port, 1, new AtomicInteger())).isEqualTo(right(1));

    service.destroy();

    assertThat(service.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(folder.resolve("log"))).doesNotContain("Exception");
  }

  private static double right(int sample) {
    return sample % 3 == 0 ? 0 : 1;
  }

  private double rewardOf(int port, int sample, AtomicInteger retries) throws Exception {
    String answer = sample % 3 == 0 ? sample + 1 + "" : sample + "";
    String body =
        "{\"id\":\"%d\",\"task\":{\"kind\":\"math\",\"gold\":\"%d\"},\"completion\":\"\\\\boxed{%s}\"}"
            .formatted(sample, sample, answer);
    while (true) {
      try {
        HttpResponse<String> response =
            client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/grade"))
                    .timeout(Duration.ofMinutes(1))
                    .POST(BodyPublishers.ofString(body))
                    .build(),
                BodyHandlers.ofString());
        if (response.statusCode() == 200) {
          JsonNode record = Json.parse(response.body());
          assertThat(record.path("status").asText()).isEqualTo("graded");
          return record.path("reward").asDouble();
        }
      } catch (IOException e) {
        // Cut off, or nobody there yet.
      }
      retries.incrementAndGet();
      Thread.sleep(100);
    }
  }

  private void awaitReady(int port) throws Exception {
    URI ready = URI.create("http://127.0.0.1:" + port + "/readyz");
    while (true) {
      assertThat(service.isAlive()).as(Files.readString(folder.resolve("log"))).isTrue();
      try {
        client.send(HttpRequest.newBuilder(ready).build(), BodyHandlers.discarding());
        return;
      } catch (IOException e) {
        Thread.sleep(20);
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private Process serve(int port) throws IOException {
    return GraderProcess.start(
        folder.resolve("log"),
        List.of(
            "serve",
            "--port",
            Integer.toString(port),
            "--state",
            folder.resolve("state").toString(),
            "--sandbox",
            "local"));
  }
}
