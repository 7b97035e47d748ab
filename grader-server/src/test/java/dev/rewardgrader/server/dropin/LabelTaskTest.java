package dev.rewardgrader.server.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.rewardgrader.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelTaskTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "72 | 72",
        "`48 / 2 = 24.\\n48 + 24 = 72\\n#### 72` | 72",
        "#### 1,250 | 1,250",
        "`two of them: #### 3\\n#### 4\\n` | 4",
        "So the answer is $\\boxed{72}$. | 72",
        "\\boxed{1} or rather \\boxed{\\frac{1}{2}} | \\frac{1}{2}",
        "\\fbox{7} | 7",
        "$\\boxed 9$ | 9",
        "\\boxed{\\{1,2\\}} | \\{1,2\\}",
        "\\boxed{} | \\boxed{}",
        "\\boxed{1 | \\boxed{1",
        "#### | ####"
      })
  void takesTheAnswerOutOfAReferenceAsTrainersDo(String label, String gold) throws Exception {
    LabelTask task =
        LabelTask.of(JsonNodeFactory.instance.textNode(label.replace("\\n", "\n")), "$.label");

    assertThat(task.task().path("kind").textValue()).isEqualTo("math");
    assertThat(task.task().path("gold").textValue()).isEqualTo(gold);
  }

  @Test
  void leavesATaskAsItIs() throws Exception {
    LabelTask task =
        LabelTask.of(
            Json.parse("{\"task\":{\"kind\":\"math\",\"gold\":\"#### 7\"},\"group\":\"g\"}"),
            "$.label");

    assertThat(task.task().path("gold").textValue()).isEqualTo("#### 7");
    assertThat(task.group()).isEqualTo("g");
  }
}
