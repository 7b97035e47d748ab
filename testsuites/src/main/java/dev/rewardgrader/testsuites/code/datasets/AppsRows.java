package dev.rewardgrader.testsuites.code.datasets;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.json.InputException;

/**
 * APPS and TACO: {@code input_output}, as an object or as its JSON text. Both are judged by the
 * same ladder of comparisons, with 4 s a test (hendrycks/apps and FlagOpen/TACO, {@code
 * testing_util.py}).
 */
record AppsRows(String name, String description) implements DatasetFormat {

  @Override
  public ObjectNode task(ObjectNode row, long number) throws InputException {
    ObjectNode task = Rows.task(name, row, number, "id", "problem_id", "task_id", "url");
    task.put("language", "python");
    InputOutput.addTo(
        task,
        Rows.unpacked(row.get("input_output"), "$.input_output"),
        "$.input_output",
        name,
        row.get("starter_code"));
    Rows.timeMs(task, 4000);
    return task;
  }
}
