package dev.rewardgrader.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rewardgrader.json.Json;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenApiTest {
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

  @Test
  void everyRouteIsDescribedAndNothingElseIs() {
    assertThat(document.operations()).isEqualTo(new TreeSet<>(server.operations()));
  }

  /**
   * Whatever is sent, the answer is one that is described, never a failure of the service, and the
   * service goes on.
   */
  @Test
  void noBodyBreaksTheService() throws Exception {
    List<String> bodies = bodies().list().ofSize(24).sample();
    for (String operation : document.operations()) {
      String[] parts = operation.split(" ");
      if (!parts[0].equals("POST")) {
        continue;
      }
      for (String body : bodies) {
        HttpResponse<String> response =
            server.send(
                parts[0],
                parts[1].replace("{id}", "none"),
                body.getBytes(StandardCharsets.ISO_8859_1));
        String what = operation + " of " + body + ": " + response.body();
        assertThat(response.statusCode()).as(what).isNotEqualTo(500);
        if (response.headers().firstValue("content-type").orElse("").contains("json")
            && !response.headers().firstValue("content-type").orElse("").contains("jsonl")) {
          assertThat(
                  document.problemsOf(
                      parts[0], parts[1], response.statusCode(), Json.parse(response.body())))
              .as(what)
              .isEmpty();
        }
      }
    }
    assertThat(server.get("/readyz").statusCode()).isEqualTo(200);
  }

  private static Arbitrary<String> bodies() {
    Arbitrary<String> names =
        Arbitraries.of(
            "code",
            "language",
            "query",
            "prompts",
            "labels",
            "response",
            "label",
            "program",
            "tests",
            "id",
            "task",
            "completion",
            "grader",
            "model_sample",
            "files",
            "config",
            "generated_code",
            "timeout",
            "version",
            "verify_responses");
    Arbitrary<String> values =
        Arbitraries.of(
            "null",
            "true",
            "-1",
            "1e400",
            "\"\"",
            "\"python\"",
            "\"\u0000\"",
            "[]",
            "{}",
            "[null]",
            "[[[]]]",
            "{\"kind\":\"math\"}",
            "{\"type\":\"multi\"}",
            "\"\ud800\"",
            "123456789012345678901234567890");
    Arbitrary<String> objects =
        Combinators.combine(names, values)
            .as((name, value) -> "\"" + name + "\":" + value)
            .list()
            .ofMaxSize(6)
            .map(fields -> "{" + String.join(",", fields) + "}");
    Arbitrary<String> noise =
        Arbitraries.strings().withCharRange('\u0000', '\u00ff').ofMaxLength(40);
    return Arbitraries.oneOf(objects, objects, values, noise);
  }
}
