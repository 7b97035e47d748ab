package dev.rewardgrader.rollout;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.json.InputException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

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
}
