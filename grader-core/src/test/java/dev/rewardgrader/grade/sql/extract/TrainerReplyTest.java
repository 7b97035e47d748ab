package dev.rewardgrader.grade.sql.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrainerReplyTest {

  private static Optional<String> skyRl(String completion) {
    return TrainerReply.skyRl(completion).map(TrainerReply::sql);
  }

  private static Optional<String> sqlR1(String completion) {
    return TrainerReply.sqlR1(completion).map(TrainerReply::sql);
  }

  private static Optional<String> deepRetrieval(String completion) {
    return TrainerReply.deepRetrieval(completion).map(TrainerReply::sql);
  }

  @Test
  void skyRlRunsAllThatStandsInTheSolution() {
    assertThat(skyRl("<think>x</think><solution>\u00a0SELECT 1\n</solution>")).contains("SELECT 1");
    assertThat(skyRl("<think>x</think><solution>```sql\nSELECT 1\n```</solution>"))
        .contains("```sql\nSELECT 1\n```");
    assertThat(skyRl("<solution>SELECT 1</solution> <think>afterwards</think>"))
        .contains("SELECT 1");
  }

  @Test
  void skyRlWantsOneSolutionWithoutTagsAndAThought() {
    assertThat(skyRl("<solution>SELECT 1</solution>")).isEmpty();
    assertThat(skyRl("<think>open<solution>SELECT 1</solution>")).isEmpty();
    assertThat(skyRl("<think>x</think><solution>SELECT 1")).isEmpty();
    assertThat(skyRl("<think>x</think><solution>1</solution><solution>2</solution>")).isEmpty();
    assertThat(skyRl("<think>x</think><solution>1</solution></solution>")).isEmpty();
    assertThat(skyRl("<think>x</think><solution><SQL >SELECT 1</solution>")).isEmpty();
    assertThat(skyRl("</solution><think>x</think><solution>SELECT 1</solution>"))
        .contains("SELECT 1");
  }

  @Test
  void skyRlWantsAThoughtBehindEachObservation() {
    String turn = "<think>a</think><sql>SELECT 0</sql><observation>0</observation>";
    String solution = "<solution>SELECT 1</solution>";
    assertThat(skyRl(turn + " \u3000<THINK>b</think>" + solution)).contains("SELECT 1");
    assertThat(skyRl(turn + solution)).isEmpty();
    assertThat(skyRl(turn + "so " + turn + "<think>b</think>" + solution)).isEmpty();
  }

  @Test
  void sqlR1TakesTheLastFenceOfTheAnswerAndSqueezesBlanks() {
    assertThat(
            TrainerReply.sqlR1(
                "<think> a \n</think><answer>\n```sql\nSELECT 1\n```or\n"
                    + "```sql\nSELECT a -- x\n\tFROM\u00a0t\n```\n</answer>"))
        .contains(
            new TrainerReply(
                "a",
                "```sql\nSELECT 1\n```or\n```sql\nSELECT a -- x\n\tFROM\u00a0t\n```",
                "SELECT a -- x FROM t"));
  }

  @Test
  void sqlR1WantsEachTagOnceAndAFence() {
    String answer = "<answer>```sql\nSELECT 1\n```</answer>";
    assertThat(sqlR1("<think>a</think>" + answer)).contains("SELECT 1");
    assertThat(sqlR1(answer)).isEmpty();
    assertThat(sqlR1(answer + "<think>a</think>")).isEmpty();
    assertThat(sqlR1("<think>a</think><think>b</think>" + answer)).isEmpty();
    assertThat(sqlR1("<think>a</think>" + answer + answer)).isEmpty();
    assertThat(sqlR1("<think>a</think><answer>SELECT 1</answer>")).isEmpty();
    assertThat(sqlR1("<think>a</think><answer>```SQL\nSELECT 1\n```</answer>")).isEmpty();
    assertThat(sqlR1("<think>a</think><answer>```sql\n\n```</answer>")).isEmpty();
    assertThat(sqlR1("<think>a</think><answer></answer>```sql\nSELECT 1\n```")).isEmpty();
  }

  @Test
  void deepRetrievalWantsAJsonObjectWithSql() {
    String thought = "<think>a</think>";
    assertThat(deepRetrieval(thought + "<answer>\n{\"sql\": \"SELECT 1\"} </answer>"))
        .contains("SELECT 1");
    assertThat(deepRetrieval("<answer>{\"sql\": \"SELECT 1\"}</answer>")).isEmpty();
    assertThat(deepRetrieval(thought + "<answer>{\"query\": \"SELECT 1\"}</answer>")).isEmpty();
    assertThat(deepRetrieval(thought + "<answer>{\"sql\": \"SELECT 1\"} x</answer>")).isEmpty();
    assertThat(deepRetrieval(thought + "<answer>SELECT 1</answer>")).isEmpty();
    assertThat(deepRetrieval(thought + "<answer></answer>")).isEmpty();
    assertThat(deepRetrieval(thought + "<answer>[1]</answer>")).isEmpty();
    assertThat(deepRetrieval(thought + "<answer>{\"sql\": 5}</answer>")).contains("");
  }
}
