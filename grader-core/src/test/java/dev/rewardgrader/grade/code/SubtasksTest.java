package dev.rewardgrader.grade.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.SubtaskResult;
import dev.rewardgrader.grade.TestReport;
import dev.rewardgrader.grade.TestResult;
import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import dev.rewardgrader.rollout.CodeTask;
import dev.rewardgrader.rollout.TaskReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SubtasksTest {
  private static final Offset<Double> EXACTLY = Offset.offset(1e-12);

  @Test
  void allIsEarnedByEveryTestAndMinByTheLeastAndSumByShares() throws Exception {
    assertThat(points("{'id':'a','points':10}", 1, 0.5, 1)).isEqualTo(0);
    assertThat(points("{'id':'a','points':10,'scoring':'min'}", 1, 0.5, 1)).isEqualTo(5);
    assertThat(points("{'id':'a','points':12,'scoring':'sum'}", 1, 0.5, 1)).isEqualTo(10, EXACTLY);
    assertThat(points("{'id':'a','points':10}", 1, 1, 1)).isEqualTo(10);
  }

  @Test
  void aTestThatDidNotRunEarnsNothing() throws Exception {
    assertThat(points("{'id':'a','points':12,'scoring':'sum'}", 1)).isEqualTo(4, EXACTLY);
    assertThat(points("{'id':'a','points':12,'scoring':'min'}", 1)).isZero();
  }

  @Test
  void aSubtaskCountsOnlyWhereThoseThatItRequiresPass() throws Exception {
    CodeTask task =
        task("['a','b']", "{'id':'a','points':1},{'id':'b','points':3,'requires':['a']}");

    Grade blocked = Subtasks.added(grade(Verdict.WRONG_ANSWER, 0, 1), task);
    assertThat(blocked.scores()).containsEntry("points", 0.0);
    assertThat(blocked.tests().subtasks())
        .extracting(SubtaskResult::blockedBy)
        .containsExactly(null, "a");
    assertThat(Subtasks.added(grade(Verdict.ACCEPTED, 1, 1), task).scores())
        .containsEntry("points", 1.0);
    assertThat(Subtasks.added(grade(Verdict.WRONG_ANSWER, 1, 0), task).scores())
        .containsEntry("points", 0.25);
  }

  @Test
  void whoCheatedEarnsNothing() throws Exception {
    CodeTask task = task("['a']", "{'id':'a','points':1}");

    assertThat(Subtasks.added(grade(Verdict.REJECTED, 1), task).scores())
        .containsEntry("points", 0.0);
  }

  @Test
  void refusesWhatDoesNotFitTheTests() {
    assertThatThrownBy(() -> task("['a']", "{'id':'b'}"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no test has the group 'b'");
    assertThatThrownBy(() -> task("['a','b']", "{'id':'a'}"))
        .hasMessageContaining("'b', which is no subtask");
    assertThatThrownBy(() -> task("['a']", "{'id':'a','requires':['a']}"))
        .hasMessageContaining("no earlier subtask");
    assertThatThrownBy(() -> task("['a']", "{'id':'a'},{'id':'a'}"))
        .hasMessageContaining("there twice");
  }

  private static double points(String subtask, double... scores) throws Exception {
    Grade grade =
        Subtasks.added(grade(Verdict.WRONG_ANSWER, scores), task("['a','a','a']", subtask));
    return grade.tests().subtasks().getFirst().earned();
  }

  private static CodeTask task(String groups, String subtasks) throws Exception {
    List<String> tests = new ArrayList<>();
    for (String group : groups.replaceAll("[\\[\\]']", "").split(",", -1)) {
      tests.add("{'input':'','output':'','group':'" + group + "'}");
    }
    String task =
        "{'kind':'code','tests':[%s],'subtasks':[%s]}"
            .formatted(String.join(",", tests), subtasks)
            .replace('\'', '"');
    return (CodeTask) new TaskReader(Path.of(".")).read(Json.parse(task), "$");
  }

  private static Grade grade(Verdict verdict, double... scores) {
    List<TestResult> results = new ArrayList<>();
    for (double score : scores) {
      Verdict one = score == 1 ? Verdict.ACCEPTED : Verdict.WRONG_ANSWER;
      results.add(new TestResult("x", null, 1, one, Duration.ZERO, Duration.ZERO, 0, null, score));
    }
    return Grade.of(verdict).tests(new TestReport(results.size(), 1, results)).build();
  }
}
