package dev.rewardgrader.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskReaderTest {

  @Test
  void namesAFileNameThatCannotBeOne() {
    ObjectNode task = JsonNodeFactory.instance.objectNode().put("kind", "sql");
    task.put("database", "a\0b").putObject("gold").put("sql", "SELECT 1");
    assertThatThrownBy(() -> new TaskReader(Path.of("")).read(task, "task"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("database")
        .hasMessageContaining("no file name");
  }

  @Test
  void startsEveryRelativeFileAtTheFolderOfTheTask() throws Exception {
    JsonNode task =
        Json.parse(
            """
            {"kind": "sql", "database": "a.sqlite", "gold": "SELECT 1", "options": {
              "databases": ["b.sqlite", "/c.sqlite", "*", "jdbc:mariadb://h/d"], "tables": "t.json"}}
            """);

    JsonNode options = ((SqlTask) new TaskReader(Path.of("/tasks")).read(task, "task")).options();

    assertThat(options.get("databases"))
        .extracting(JsonNode::textValue)
        .containsExactly("/tasks/b.sqlite", "/c.sqlite", "*", "jdbc:mariadb://h/d");
    assertThat(options.get("tables").textValue()).isEqualTo("/tasks/t.json");
  }

  @Test
  void takesATextForAGoldQuery() throws Exception {
    TaskReader reader = new TaskReader(Path.of(""));
    String task = "{\"kind\":\"sql\",\"database\":\"a.sqlite\",\"gold\":%s}";

    assertThat(reader.read(Json.parse(task.formatted("\"SELECT 1\"")), "task"))
        .isEqualTo(reader.read(Json.parse(task.formatted("{\"sql\":\"SELECT 1\"}")), "task"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"id":"a","output":"1"},{"id":"a","output":"2"}|                                       | tests[1].id
          {"id":"2","output":"1"},{"output":"2"}         |                                       | tests[1].id
          {"output":"1","points":-1}                     |                                       | tests[0].points
          {"output":null}                                |                                       | tests[0].output
          {"output":"1"}                                 | "limits":{"time_ms":0}                | limits.time_ms
          {"output":"1"}                                 | "limits":{"time_ms":1e15}             | limits.time_ms
          {"output":"1"}                                 | "limits":{"time_ms":9223372036854775807} | limits.time_ms
          {"output":"1"}                                 | "limits":{"memory_mb":99999999}       | limits.memory_mb
          {"output":"1"}                                 | "limits":{"output_bytes":-1}          | limits.output_bytes
          {"output":"1"}                                 | "input_file":"/etc/passwd"            | input_file
          {"output":"1"}                                 | "input_file":"../a"                   | input_file
          {"output":"1"}                                 | "output_file":""                      | output_file
          {"output":"1"}                                 | "input_file":"a","output_file":"a"    | output_file
          {"output":"1"}                                 | "passes":0                            | passes
          {"output":"1"}                                 | "passes":100000                       | passes
          {"output":"1","args":[1]}                      |                                       | tests[0].args
          {"output":"1","files":{"/a":""}}               |                                       | tests[0].files
          {"output":"1","files":{"a/../b":""}}           |                                       | tests[0].files
          {"output":"1","files":{"a/":""}}               |                                       | tests[0].files
          {"output":"1","group":"a"}                     | "subtasks":[{"id":"b","points":1}]    | subtasks[0].id
          """)
  void namesTestsAndLimitsThatCannotBe(String tests, String more, String place) throws Exception {
    String rest = more == null ? "" : "," + more;
    JsonNode task = Json.parse("{\"kind\":\"code\",\"tests\":[" + tests + "]" + rest + "}");

    assertThatThrownBy(() -> new TaskReader(Path.of("")).read(task, "task"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("task." + place);
  }
}
