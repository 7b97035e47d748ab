package dev.rewardgrader.testsuites.code.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import dev.rewardgrader.rollout.CodeTask;
import dev.rewardgrader.rollout.LineSource;
import dev.rewardgrader.rollout.TaskReader;
import dev.rewardgrader.testsuites.rows.RowSource;
import java.io.ByteArrayInputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows that cannot judge anybody are refused with their place; odd ones that can are read. */
class OddRowsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          livecodebench | {"public_test_cases":[{"input":"1","output":"1","testtype":"fnctional"}]} | $.public_test_cases[0].testtype
          livecodebench | {"public_test_cases":["a"]}                                                | $.public_test_cases[0]
          livecodebench | {"public_test_cases":"{}"}                                                 | $.public_test_cases
          livecodebench | {"public_test_cases":[{"input":"1","testtype":"stdin"}]}                   | $.public_test_cases[0].output
          synthetic1    | {"verification_info":{"test_cases":[{"type":"function_call","fn_name":"f","input":[1]}]}} | test_cases[0].output
          synthetic1    | {"verification_info":{"test_cases":[{"type":"other","input":"1","output":"1"}]}}          | test_cases[0].type
          synthetic1    | {"verification_info":{"test_cases":[{"type":"function_call","fn_name":"f","input":[1],"output":1},{"type":"function_call","fn_name":"g","input":[1],"output":1}]}} | 'g'
          synthetic1    | {"verification_info":{"test_cases":[{"input":"1","output":"1"},{"type":"function_call","fn_name":"g","input":[1],"output":1}]}} | mixed
          code_contests | {"public_tests":{"input":["1"],"output":["1"]},"time_limit":{"seconds":-2}}   | $.time_limit
          code_contests | {"public_tests":{"input":["1"],"output":["1"]},"time_limit":{"seconds":0}}    | $.time_limit
          code_contests | {"public_tests":{"input":["1"],"output":["1"]},"time_limit":1e18}             | $.time_limit
          code_contests | {"public_tests":{"input":["1"],"output":["1"]},"time_limit":{"seconds":true}} | $.time_limit.seconds
          code_contests | {"public_tests":{"input":["1"],"output":["1"]},"memory_limit_bytes":-5}       | $.memory_limit_bytes
          codeforces    | {"official_tests":[{"input":"1","output":"1"}],"time_limit":0}                | $.time_limit
          codeforces    | {"official_tests":[{"input":"1","output":"1"}],"time_limit":"fast"}           | $.time_limit
          codeforces    | {"official_tests":[{"input":"1","output":"1"}],"memory_limit":-1}             | $.memory_limit
          codeforces    | {"official_tests":[{"input":"1","output":"1"}],"input_mode":"pipe"}           | $.input_mode
          codeforces    | {"official_tests":[{"input":"1","output":"1"}],"interaction_format":"Ask."}   | no interactor
          code_contests | {"public_tests":{"input":["1"],"output":["1"]},"input_file":"../in"}          | $.input_file
          rstar_coder   | {"inputs":"[\\"1\\"]","outputs":"[]"}                                       | $
          rstar_coder   | {"inputs":"[\\"1\\"]"}                                                       | $.outputs
          rstar_coder   | {"inputs":"[[1]]","outputs":"[1]","test_case_type":"func"}                    | $.func_name
          mbpp          | {"test_list":[null]}                                                          | $.test_list[0]
          mbpp          | {"test_list":["print(f(1))"]}                                                 | no assert
          mbpp          | {"test_list":["assert f(1)"],"test_imports":"import math"}                    | $.test_imports
          acecode       | {"test_cases":[]}                                                             | $.test_cases
          verl_prime    | {"reward_model":{"ground_truth":{"assert_case":[]}}}                          | assert_case
          apps          | {"input_output":"{\\"inputs\\":[\\"1\\"],\\"outputs\\":[NaN]}"}             | $.input_output
          """)
  void refusesRowsThatCannotJudge(String format, String row, String place) {
    assertThatThrownBy(() -> task(format, row))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(place);
  }

  @Test
  void readsJsonInAStringInAString() throws Exception {
    String tests = Json.MAPPER.writeValueAsString("[{\"input\":\"1\",\"output\":\"2\"}]");
    String row = "{\"public_test_cases\":" + Json.MAPPER.writeValueAsString(tests) + "}";

    CodeTask.Stdio form = (CodeTask.Stdio) task("livecodebench", row).form();
    assertThat(form.tests()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          codeforces    | {"official_tests":[{"input":"1","output":"1"}],"input_mode":"file"}  | input.txt | output.txt
          codeforces    | {"official_tests":[{"input":"1","output":"1"}],"input_mode":null}    |           |
          code_contests | {"public_tests":{"input":["1"],"output":["1"]},"input_file":"a.in"}  | a.in      |
          code_contests | {"public_tests":{"input":["1"],"output":["1"]},"outputFile":"a.out"} |           | a.out
          """)
  void readsTasksWhoseProgramsUseFiles(String format, String row, String input, String output)
      throws Exception {
    CodeTask.Stdio form = (CodeTask.Stdio) task(format, row).form();

    assertThat(form.inputFile()).isEqualTo(input);
    assertThat(form.outputFile()).isEqualTo(output);
  }

  @Test
  void readsProgramsAndMethodsOfRStarCoder() throws Exception {
    CodeTask prints =
        task("rstar_coder", "{\"inputs\":\"[\\\"1\\\"]\",\"outputs\":\"[\\\"2\\\"]\"}");
    CodeTask returns =
        task(
            "rstar_coder",
            """
            {"inputs":"[[1,2]]","outputs":"[3]","func_name":"add","class_name":"Solution"}
            """);

    assertThat(((CodeTask.Stdio) prints.form()).tests().getFirst().outputs()).containsExactly("2");
    assertThat(((CodeTask.Calls) returns.form()).entryPoint()).isEqualTo("Solution().add");
  }

  @Test
  void readsListsOfTestsAsDeepCoderHasThem() throws Exception {
    CodeTask task =
        task(
            "verl_prime",
            """
            {"reward_model":{"ground_truth":"[{\\"input\\":\\"1\\\\n[2]\\",\\"output\\":\\"null\\",\\"testtype\\":\\"functional\\",\\"metadata\\":{\\"func_name\\":\\"f\\"}}]"}}
            """);

    CodeTask.Calls calls = (CodeTask.Calls) task.form();
    assertThat(calls.entryPoint()).isEqualTo("f");
    assertThat(calls.tests().getFirst().args()).hasToString("[1, [2]]");
    assertThat(calls.tests().getFirst().expected().isNull()).isTrue();
  }

  @Test
  void namesTheRowThatIsRefused() throws Exception {
    assertThat(refused("{\"problem_id\":\"p7\"}\n[\n"))
        .satisfiesExactly(
            first -> assertThat(first).startsWith("rows:1 (p7): $.input_output"),
            second -> assertThat(second).startsWith("rows:2: $"));
    assertThat(refused("[{\"problem_id\":\"p7\"},\n7]"))
        .satisfiesExactly(
            first -> assertThat(first).startsWith("rows, row 1 (p7): $.input_output"),
            second -> assertThat(second).isEqualTo("rows, row 2: $: expected an object"));
  }

  private static List<String> refused(String rows) throws Exception {
    List<String> refused = new ArrayList<>();
    byte[] bytes = rows.getBytes(StandardCharsets.UTF_8);
    try (RowSource source = RowSource.of(LineSource.of("rows", new ByteArrayInputStream(bytes)))) {
      DatasetConverter.convert(
          Datasets.named("apps").orElseThrow(), source, new StringWriter(), refused::add);
    }
    return refused;
  }

  private static CodeTask task(String format, String row) throws InputException {
    ObjectNode task = Datasets.named(format).orElseThrow().task((ObjectNode) Json.parse(row), 1);
    return (CodeTask) new TaskReader(Path.of("")).read(task, "$");
  }
}
