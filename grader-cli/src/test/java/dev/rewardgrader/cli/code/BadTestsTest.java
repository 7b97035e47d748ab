package dev.rewardgrader.cli.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import dev.rewardgrader.rollout.CodeTask;
import dev.rewardgrader.rollout.TaskReader;
import dev.rewardgrader.sandboxes.local.LocalOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Tests that can judge nobody are a fault of their task and no verdict of a candidate, in every
 * language and form; sound ones beside them judge as they should.
 */
class BadTestsTest {
  @RegisterExtension static final LocalGrader LOCAL = new LocalGrader(LocalOptions.DEFAULT);

  @TestFactory
  Stream<DynamicTest> judgesNobodyByTestsThatCannot() throws Exception {
    return lines().map(line -> dynamicTest(line.get("name").asText(), () -> check(line)));
  }

  private static void check(JsonNode line) throws Exception {
    if (line.get("is").asText().equals("bad")) {
      assertThatThrownBy(() -> grade(line))
          .satisfiesAnyOf(
              e -> assertThat(e).isInstanceOf(InputException.class).hasMessageContaining("$."),
              e -> assertThat(((GraderFault) e).code()).isIn("bad-task", "no-tool"));
      return;
    }
    Verdict verdict =
        line.get("is").asText().equals("ok") ? Verdict.ACCEPTED : Verdict.WRONG_ANSWER;
    try {
      assertThat(grade(line).verdict()).isEqualTo(verdict);
    } catch (GraderFault e) {
      assumeFalse(e.code().equals("no-tool"), e.getMessage());
      throw e;
    }
  }

  private static Grade grade(JsonNode line) throws Exception {
    CodeTask task = (CodeTask) new TaskReader(Path.of(".")).read(line.get("task"), "$.task");
    return LOCAL.grade(task, line.get("completion").asText());
  }

  private static Stream<JsonNode> lines() throws IOException, InputException {
    try (InputStream in = BadTestsTest.class.getResourceAsStream("bad-tests.jsonl")) {
      String[] lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1);
      Stream.Builder<JsonNode> parsed = Stream.builder();
      for (String line : lines) {
        if (!line.isBlank()) {
          parsed.add(Json.parse(line));
        }
      }
      return parsed.build();
    }
  }
}
