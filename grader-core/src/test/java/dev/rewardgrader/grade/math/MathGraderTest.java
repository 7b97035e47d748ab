package dev.rewardgrader.grade.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.grade.GradingOptions;
import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.rollout.Completion;
import dev.rewardgrader.rollout.MathTask;
import java.util.List;
import org.junit.jupiter.api.Test;

class MathGraderTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final MathGrader grader = new MathGrader();

  private Grade grade(String gold, String options, String completion) throws Exception {
    JsonNode node = options == null ? null : JSON.readTree(options);
    MathTask task = new MathTask("t1", null, List.of(gold), node);
    return grader.grade(task, new Completion(completion), GradingOptions.DEFAULT);
  }

  @Test
  void acceptsAnEqualAnswer() throws Exception {
    Grade grade = grade("\\frac12", null, "The answer is \\boxed{0.5}.");
    assertThat(grade.verdict()).isEqualTo(Verdict.ACCEPTED);
    assertThat(grade.candidate().text()).isEqualTo("0.5");
    assertThat(grade.scores()).containsEntry("correct", 1.0);
    assertThat(grade.details().get("math").get("certainty").asText()).isEqualTo("proved");
  }

  @Test
  void neverShowsTheGoldOfAWrongAnswerUnlessTestsAreRevealed() throws Exception {
    Grade grade = grade("314159", null, "\\boxed{2}");
    assertThat(grade.verdict()).isEqualTo(Verdict.WRONG_ANSWER);
    assertThat(grade.reason().message()).doesNotContain("314159");
    assertThat(grade.details().toString()).doesNotContain("314159");
  }

  @Test
  void readsTheTasksOptions() throws Exception {
    String options = "{\"percent_lenient\":true,\"extraction\":\"boxed-only\"}";
    assertThat(grade("25\\%", options, "\\boxed{25}").verdict()).isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void refusesUnknownOptionsWithASuggestion() {
    assertThatThrownBy(() -> grade("1", "{\"percent_lenint\":true}", "1"))
        .isInstanceOf(GraderFault.class)
        .hasMessageContaining("did you mean 'percent_lenient'?");
  }

  @Test
  void refusesAGoldThatSaysNothing() {
    for (String gold : List.of("", "$ $", ".", "\\,")) {
      assertThatThrownBy(() -> grade(gold, null, "\\boxed{\\ }"))
          .isInstanceOf(GraderFault.class)
          .hasMessageContaining("empty reference answer");
    }
  }

  @Test
  void flagsAnswersThatCompeted() throws Exception {
    assertThat(grade("1", null, "\\boxed{1} or \\boxed{2}").flags()).contains("ambiguous-answer");
  }
}
