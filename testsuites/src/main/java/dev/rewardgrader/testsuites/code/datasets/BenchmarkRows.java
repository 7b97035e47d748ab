package dev.rewardgrader.testsuites.code.datasets;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.rollout.CodeTask;
import dev.rewardgrader.testsuites.code.CodeSuiteReader;
import dev.rewardgrader.testsuites.code.SuiteRow;

/** The benchmarks of {@code grader conformance code}: rows whose tests are source text. */
record BenchmarkRows(String name, String description) implements DatasetFormat {

  @Override
  public ObjectNode task(ObjectNode row, long number) throws InputException {
    ObjectNode task = Rows.task(name, row, number, "task_id", "question_id");
    SuiteRow read = CodeSuiteReader.row(name, row);
    CodeTask.Asserts asserts = (CodeTask.Asserts) read.task().form();
    task.put("language", read.task().language());
    task.put("prefix", read.task().prefix());
    task.put("test_code", asserts.testCode());
    if (asserts.entryPoint() != null) {
      task.put("entry_point", asserts.entryPoint());
    }
    if (read.task().limits().timeMs() != null) {
      Rows.timeMs(task, read.task().limits().timeMs());
    }
    return task;
  }
}
