package dev.rewardgrader.grade.code.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.json.Json;
import dev.rewardgrader.rollout.CodeTask;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden vectors: what each profile says about an output, and why. */
class ProfilesTest {

  static Stream<JsonNode> vectors() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                ProfilesTest.class.getResourceAsStream("profiles.jsonl"),
                StandardCharsets.UTF_8))) {
      List<JsonNode> vectors = new java.util.ArrayList<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        vectors.add(Json.MAPPER.readTree(line));
      }
      return vectors.stream();
    }
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void judgesAsTheEvaluatorDoes(JsonNode vector) throws Exception {
    CodeTask.Checker named = new CodeTask.Checker(vector.get("profile").textValue(), null);
    OutputChecker checker =
        vector.path("returned").booleanValue() ? Checkers.ofCalls(named) : Checkers.of(named);

    CheckResult result =
        checker.check(bytes(vector, "actual"), List.of(bytes(vector, "expected")), new byte[0]);

    assertThat(result.accepted())
        .as(vector.toString() + " " + result)
        .isEqualTo(vector.get("verdict").textValue().equals("accepted"));
    assertThat(result.score()).isEqualTo(result.accepted() ? 1 : 0);
    assertThat(checker.id()).isEqualTo(vector.get("profile").textValue() + "/1");
  }

  @Test
  void everyProfileHasGoldenVectorsOfBothVerdicts() throws IOException {
    List<JsonNode> vectors = vectors().toList();
    for (String profile : Profiles.names()) {
      Set<String> verdicts =
          vectors.stream()
              .filter(v -> v.get("profile").textValue().equals(profile))
              .map(v -> v.get("verdict").textValue())
              .collect(Collectors.toSet());
      assertThat(verdicts).as(profile).containsExactlyInAnyOrder("accepted", "wrong");
    }
  }

  private static byte[] bytes(JsonNode vector, String field) {
    return vector.get(field).textValue().getBytes(StandardCharsets.UTF_8);
  }
}
