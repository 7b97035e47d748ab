package dev.rewardgrader.cli.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.grade.GradingOptions;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import dev.rewardgrader.rollout.CodeTask;
import dev.rewardgrader.rollout.Completion;
import dev.rewardgrader.rollout.TaskReader;
import dev.rewardgrader.sandboxes.local.LocalOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Programs that want the reward without the solution, and honest ones beside them, each with the
 * verdict that it must get; {@code -Dgrader.attacks.repeat=20} runs them so often.
 */
class CodeAttacksTest {
  @RegisterExtension static final LocalGrader LOCAL = new LocalGrader(LocalOptions.DEFAULT);

  @TestFactory
  Stream<DynamicTest> getsTheVerdictThatItMust() throws IOException {
    return of("attacks.jsonl");
  }

  @TestFactory
  Stream<DynamicTest> getsTheVerdictThatItMustFromAnInteractor() throws IOException {
    return of("interactions.jsonl");
  }

  /**
   * Unit tests and candidates of several files; where a toolchain is missing, its cases are left
   * out.
   */
  @TestFactory
  Stream<DynamicTest> getsTheVerdictThatItMustFromUnitTests() throws IOException {
    return of("units.jsonl");
  }

  private static Stream<DynamicTest> of(String file) throws IOException {
    int repeat = Integer.getInteger("grader.attacks.repeat", 1);
    List<JsonNode> cases = cases(file);
    return Collections.nCopies(repeat, cases).stream()
        .flatMap(List::stream)
        .map(
            one -> {
              String id = one.path("id").asText();
              return dynamicTest(id, () -> judge(one));
            });
  }

  private static void judge(JsonNode one) throws Exception {
    CodeTask task = (CodeTask) new TaskReader(Path.of(".")).read(one.get("task"), "$");
    GradingOptions options = new GradingOptions(one.path("stop").asBoolean(), true);
    Grade grade;
    try {
      grade = LOCAL.grader().grade(task, new Completion(one.get("completion").asText()), options);
    } catch (GraderFault e) {
      assumeFalse(e.code().equals("no-tool"), e.getMessage());
      assertThat("fault:" + e.code()).as(e.getMessage()).isEqualTo(one.get("want").asText());
      return;
    }
    assertThat(grade.verdict().name())
        .as("%s %s", grade.reason(), grade.flags())
        .isIn(List.of(one.get("want").asText().split("\\|")));
    one.path("flags").forEach(flag -> assertThat(grade.flags()).contains(flag.asText()));
  }

  private static List<JsonNode> cases(String file) throws IOException {
    try (InputStream in = CodeAttacksTest.class.getResourceAsStream(file)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.isBlank()).map(CodeAttacksTest::parse).toList();
    }
  }

  private static JsonNode parse(String line) {
    try {
      return Json.parse(line);
    } catch (InputException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
