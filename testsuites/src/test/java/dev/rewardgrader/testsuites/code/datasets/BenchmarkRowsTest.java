package dev.rewardgrader.testsuites.code.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import dev.rewardgrader.rollout.CodeTask;
import dev.rewardgrader.rollout.TaskReader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Rows of benchmarks as tasks, and the spellings in which the same rows are passed around. */
class BenchmarkRowsTest {

  @Test
  void readsLeetCodeDatasetRows() throws Exception {
    CodeTask task =
        task(
            "leetcodedataset",
            """
            {"task_id":"two-sum","question_id":1,"difficulty":"Easy","tags":["Array"],"prompt":"from typing import *\\n",
             "completion":"class Solution: pass","entry_point":"Solution().twoSum","starter_code":"",
             "test":"def check(candidate):\\n    assert candidate(nums = [3,3], target = 6) == [0, 1]\\n",
             "input_output":[{"input":"nums = [3,3], target = 6","output":"[0, 1]"}]}""");

    assertThat(task.id()).isEqualTo("two-sum");
    assertThat(task.prefix()).isEqualTo("from typing import *\n");
    assertThat(((CodeTask.Asserts) task.form()).entryPoint()).isEqualTo("Solution().twoSum");
    assertThat(task.limits().timeMs()).isEqualTo(120_000);
  }

  @Test
  void readsHumanEvalXRowsWithTheImportsThatTheBenchmarkAdds() throws Exception {
    CodeTask task =
        task(
            "humaneval-x",
            """
            {"task_id":"Go/0","prompt":"func helper() int { return 1 }\\nfunc F(x int) int {\\n","declaration":"\\nfunc F(x int) int {\\n",
             "import":"","canonical_solution":"return x\\n}\\n","test_setup":"package main\\nimport \\"testing\\"\\n",
             "test":"func TestF(t *testing.T) { if F(1) != 1 { t.Fail() } }"}""");

    assertThat(task.language()).isEqualTo("go");
    assertThat(task.prefix()).contains("import \"strings\"").contains("func helper()");
    assertThat(((CodeTask.Asserts) task.form()).entryPoint()).isEqualTo("F");
  }

  @Test
  void refusesARowOfAnotherBenchmark() {
    assertThatThrownBy(() -> task("humaneval", "{\"task_id\":\"x\",\"code\":\"\"}"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("humaneval");
  }

  @Test
  void readsCodeContestsInProtobufsOwnJson() throws Exception {
    CodeTask task =
        task(
            "code_contests",
            """
            {"name":"1_A. x","publicTests":[{"input":"1\\n","output":"2\\n"}],"privateTests":[],
             "generatedTests":[{"input":"2\\n","output":"3\\n"}],"timeLimit":"1.500s","memoryLimitBytes":"256000000"}""");

    assertThat(((CodeTask.Stdio) task.form()).tests()).hasSize(2);
    assertThat(task.limits()).isEqualTo(new CodeTask.TaskLimits(1500L, 244L, null));
  }

  @Test
  void refusesATimeLimitThatIsNone() {
    assertThatThrownBy(
            () ->
                task(
                    "code_contests",
                    "{\"public_tests\":[{\"input\":\"\",\"output\":\"\"}],\"time_limit\":\"soon\"}"))
        .hasMessageContaining("$.time_limit");
  }

  private static CodeTask task(String format, String row) throws Exception {
    ObjectNode task = Datasets.named(format).orElseThrow().task((ObjectNode) Json.parse(row), 1);
    return (CodeTask) new TaskReader(Path.of(".")).read(task, "$");
  }
}
