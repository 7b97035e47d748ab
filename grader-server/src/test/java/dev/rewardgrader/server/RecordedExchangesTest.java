package dev.rewardgrader.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.json.Json;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What clients send, field by field as their sources write it, and what they read in the answer.
 * Every answer must also be as {@code /openapi.json} describes it.
 */
class RecordedExchangesTest {
  @TempDir private static Path state;
  private static RunningServer server;
  private static OpenApiDocument document;

  @BeforeAll
  static void start() throws Exception {
    server = RunningServer.start(state);
    document = OpenApiDocument.parse(server.get("/openapi.json").body());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @TestFactory
  Stream<DynamicTest> exchanges() throws Exception {
    List<DynamicTest> tests = new ArrayList<>();
    Path folder = Path.of(RecordedExchangesTest.class.getResource("exchanges").toURI());
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        JsonNode client = Json.parse(Files.readAllBytes(file));
        for (JsonNode exchange : client.path("exchanges")) {
          String name = client.path("client").asText() + ": " + exchange.path("name").asText();
          tests.add(DynamicTest.dynamicTest(name, () -> replay(exchange)));
        }
      }
    }
    assertThat(tests).hasSizeGreaterThan(60);
    return tests.stream();
  }

  private static void replay(JsonNode exchange) throws Exception {
    assumeTrue(
        RunningServer.HAS_SANDBOX || !exchange.path("sandbox").asBoolean(),
        "bubblewrap is not installed");
    String body =
        exchange.has("raw")
            ? exchange.path("raw").asText()
            : exchange.has("body") ? exchange.get("body").toString() : "";
    String method = exchange.path("method").asText();
    String path = exchange.path("path").asText();

    HttpResponse<String> response =
        server.send(method, path, body.getBytes(StandardCharsets.UTF_8));

    assertThat(response.statusCode())
        .as(response.body())
        .isEqualTo(exchange.path("status").asInt());
    JsonNode answer = Json.parse(response.body());
    fits(answer, exchange.get("expect"), "$");
    assertThat(
            document.problemsOf(
                method, path.replaceFirst("\\?.*", ""), response.statusCode(), answer))
        .isEmpty();
  }

  /** Whether an answer has what is expected, and may have more. */
  private static void fits(JsonNode answer, JsonNode expected, String path) {
    if (expected.isObject()) {
      assertThat(answer.isObject()).as(path + " " + answer).isTrue();
      for (Map.Entry<String, JsonNode> field : expected.properties()) {
        assertThat(answer.has(field.getKey())).as(path + "." + field.getKey()).isTrue();
        fits(answer.get(field.getKey()), field.getValue(), path + "." + field.getKey());
      }
    } else if (expected.isArray()) {
      assertThat(answer.size()).as(path + " " + answer).isEqualTo(expected.size());
      for (int i = 0; i < expected.size(); i++) {
        fits(answer.get(i), expected.get(i), path + "[" + i + "]");
      }
    } else {
      switch (expected.asText()) {
        case "<any>" -> {}
        case "<number>" -> assertThat(answer.isNumber()).as(path + " " + answer).isTrue();
        case "<string>" -> assertThat(answer.isTextual()).as(path + " " + answer).isTrue();
        default -> {
          if (expected.isNumber()) {
            assertThat(answer.isNumber()).as(path + " " + answer).isTrue();
            assertThat(answer.doubleValue()).as(path).isEqualTo(expected.doubleValue());
          } else {
            assertThat(answer).as(path).isEqualTo(expected);
          }
        }
      }
    }
  }
}
