package dev.rewardgrader.testsuites.code.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.grade.code.check.Checkers;
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
import java.util.Base64;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetsTest {
  private static final String STDIN_TESTS =
      "[{\\\"input\\\":\\\"1 2\\\\n\\\",\\\"output\\\":\\\"3\\\\n\\\",\\\"testtype\\\":\\\"stdin\\\"}]";

  /** Pickles by CPython 3.11: the JSON text in protocols 2 and 4, and the list itself. */
  private static final List<String> PRIVATE_TESTS =
      List.of(
          "eJxrYIqwYmBgiK5WyswrKC1RslJQMlYwiclT0lFQyi8tgQqZQwRKUotLSioLUkFCxSUpmXlKtbGFDHoAfJQTeQ==",
          "eJxrYJlqxwABPVbR1UqZeQWlJUpWCkrGCiYxeUo6Ckr5pSVQIXOIQElqcUlJZUEqSKi4JCUzT6k2dooeALJaFKU=",
          "eJxrYJlqwQABsVNqp2j0sGbmFZSWTOlhMVYw4ZrSw5ZfWgLmM5kDeRwlqcUlJZUFqVN6WItLUjLzppQm6gEAsJMWtQ==");

  /** A pickle that calls {@code os.system} when Python loads it. */
  private static final String EVIL =
      "eJxrYJkqzwABPawF+cWZFVN62Iori0tSc6dMntLDUlJUmjqldUrQFD0AA2gOlA==";

  @Test
  void readsLiveCodeBenchTestsOfStandardInput() throws Exception {
    for (String tests : PRIVATE_TESTS) {
      CodeTask task =
          task(
              "livecodebench",
              """
              {"question_id":"abc","starter_code":"","metadata":"{}",
               "public_test_cases":"%s","private_test_cases":"%s"}"""
                  .formatted(STDIN_TESTS, tests));

      assertThat(task.id()).isEqualTo("abc");
      assertThat(task.limits().timeMs()).isEqualTo(6000);
      assertThat(Checkers.of(task.checker()).id()).isEqualTo("lcb/1");
      List<CodeTask.StdioTest> all = ((CodeTask.Stdio) task.form()).tests();
      assertThat(all).extracting(CodeTask.StdioTest::input).containsExactly("1 2\n", "3 4\n");
      assertThat(all.get(1).outputs()).containsExactly("7\n");
    }
  }

  @Test
  void readsLiveCodeBenchFunctionsWithOneArgumentALine() throws Exception {
    CodeTask task =
        task(
            "livecodebench",
            """
            {"question_id":"1","starter_code":"class Solution:\\n    def add(self, a, b):",
             "metadata":"{\\"func_name\\": \\"add\\"}",
             "public_test_cases":[{"input":"[1, 2]\\n\\"x\\"","output":"[3]","testtype":"functional"}]}""");

    CodeTask.Calls calls = (CodeTask.Calls) task.form();
    assertThat(calls.entryPoint()).isEqualTo("Solution().add");
    assertThat(calls.tests().getFirst().args()).hasToString("[[1,2], \"x\"]");
    assertThat(calls.tests().getFirst().expected()).hasToString("[3]");
    assertThat(Checkers.ofCalls(task.checker()).id()).isEqualTo("lcb/1");
  }

  @Test
  void refusesAPickleThatIsMoreThanData() {
    assertThatThrownBy(
            () ->
                task(
                    "livecodebench",
                    "{\"question_id\":\"1\",\"private_test_cases\":\"" + EVIL + "\"}"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("refused");
  }

  @Property(tries = 500)
  void readsOrRefusesAnyBytesAsAPickle(@ForAll byte[] bytes) {
    try {
      assertThat(new Unpickler(bytes, "$").read()).isNotNull();
    } catch (InputException e) {
      assertThat(e.problem()).isNotEmpty();
    }
  }

  @Test
  void refusesWhatIsNeitherJsonNorPacked() {
    String notZlib = Base64.getEncoder().encodeToString(new byte[] {1, 2, 3, 4});
    for (String text : List.of("?!", notZlib)) {
      assertThatThrownBy(
              () ->
                  task(
                      "livecodebench",
                      "{\"question_id\":\"1\",\"private_test_cases\":\"" + text + "\"}"))
          .isInstanceOf(InputException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"apps", "taco"})
  void readsAppsRowsAsTextOrAsLinesOrAsCalls(String format) throws Exception {
    CodeTask lines =
        task(
            format,
            """
            {"problem_id":7,"input_output":"{\\"inputs\\":[\\"1\\\\n\\",[\\"2\\",\\"3\\"]],\\"outputs\\":[\\"1\\",[\\"5\\",\\"6\\"]]}"}""");
    CodeTask calls =
        task(
            format,
            """
            {"id":8,"input_output":{"fn_name":"f","inputs":[[[1,2],3]],"outputs":[[4]]}}""");

    assertThat(((CodeTask.Stdio) lines.form()).tests().get(1).input()).isEqualTo("2\n3");
    assertThat(((CodeTask.Stdio) lines.form()).tests().get(1).outputs()).containsExactly("5\n6");
    assertThat(Checkers.of(lines.checker()).id()).isEqualTo(format + "/1");
    assertThat(((CodeTask.Calls) calls.form()).tests().getFirst().args()).hasToString("[[1,2], 3]");
  }

  @Test
  void readsVerlFunctionsWithOneJsonArgumentALine() throws Exception {
    CodeTask task =
        task(
            "verl_prime",
            """
            {"id":1,"reward_model":{"ground_truth":{"fn_name":"f",
             "inputs":["[1, 2]\\n\\"x\\"","{\\"a\\": 1}\\n",""],"outputs":["[3]","true","plain words"]}}}""");

    var calls = ((CodeTask.Calls) task.form()).tests();
    assertThat(calls.get(0).args()).hasToString("[[1,2], \"x\"]");
    assertThat(calls.get(0).expected()).hasToString("[3]");
    assertThat(calls.get(1).args()).hasToString("[{\"a\":1}]");
    assertThat(calls.get(1).expected()).hasToString("true");
    assertThat(calls.get(2).args()).isEmpty();
    assertThat(calls.get(2).expected()).hasToString("\"plain words\"");
  }

  @Test
  void refusesAnArgumentThatIsNoJson() {
    assertThatThrownBy(
            () ->
                task(
                    "verl_prime",
                    """
                    {"id":1,"reward_model":{"ground_truth":{"fn_name":"f",
                     "inputs":["1\\nx y"],"outputs":["1"]}}}"""))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("inputs[0]");
  }

  @Test
  void readsCodeContestsWithItsLimits() throws Exception {
    CodeTask task =
        task(
            "code_contests",
            """
            {"name":"1_A. X","public_tests":{"input":["1"],"output":["2"]},
             "private_tests":{"input":[],"output":[]},"generated_tests":[{"input":"3","output":"4"}],
             "time_limit":{"seconds":1,"nanos":500000000},"memory_limit_bytes":268435456}""");

    assertThat(((CodeTask.Stdio) task.form()).tests()).hasSize(2);
    assertThat(task.limits().timeMs()).isEqualTo(1500);
    assertThat(task.limits().memoryMb()).isEqualTo(256);
    assertThat(Checkers.of(task.checker()).id()).isEqualTo("code_contests/1");
  }

  @Test
  void readsCodeforcesRowsWithAndWithoutAChecker() throws Exception {
    String row =
        """
        {"id":"1/A","time_limit":2.0,"memory_limit":256.0,"input_mode":"stdio","interaction_format":null,
         "official_tests":[{"input":"1","output":"2"}],"generated_checker":%s}""";

    CodeTask plain = task("codeforces", row.formatted("null"));
    CodeTask checked = task("codeforces", row.formatted("\"print(1)\""));

    assertThat(Checkers.of(plain.checker()).id()).isEqualTo("cf_diff/1");
    assertThat(Checkers.isProgram(checked.checker())).isTrue();
    assertThat(checked.checker().options().path("protocol").asText()).isEqualTo("open_r1");
    assertThat(checked.limits().timeMs()).isEqualTo(2000);
  }

  @Test
  void readsMbppAssertsAfterTheirSetup() throws Exception {
    CodeTask task =
        task(
            "mbpp",
            """
            {"task_id":11,"test_setup_code":"import math","test_list":["assert f(1) == 1"],
             "challenge_test_list":["assert f(2) == 2"]}""");

    assertThat(((CodeTask.Asserts) task.form()).testCode())
        .isEqualTo("import math\nassert f(1) == 1\nassert f(2) == 2\n");
  }

  @Test
  void readsEvalPlusRowsOfBothForms() throws Exception {
    CodeTask program =
        task(
            "evalplus",
            """
            {"task_id":"HumanEval/0","prompt":"def f(x):\\n","entry_point":"f",
             "test":"def check(candidate):\\n    assert candidate(1) == 1\\n"}""");
    CodeTask inputs =
        task(
            "evalplus",
            """
            {"task_id":"Mbpp/2","prompt":"doc","entry_point":"Diff","atol":0,
             "canonical_solution":"def Diff(a, b):\\n    return list(set(a) ^ set(b))\\n",
             "base_input":[[[1,2],[2,3]]],"plus_input":[[[],[null]]]}""");

    assertThat(program.prefix()).isEqualTo("def f(x):\n");
    String code = ((CodeTask.Asserts) inputs.form()).testCode();
    assertThat(code).contains("MODE = \"set\"").contains("[[[1,2,],[2,3,],],\n[[],[None,],],\n]");
  }

  @Test
  void callsKodCodeTestFunctionsAndRefusesPytest() throws Exception {
    CodeTask task =
        task(
            "kodcode",
            """
            {"question_id":"k1","test":"from solution import f\\n\\ndef test_one():\\n    assert f() == 1\\n"}""");

    assertThat(((CodeTask.Asserts) task.form()).testCode())
        .isEqualTo("def test_one():\n    assert f() == 1\n\ntest_one()\n");
    assertThatThrownBy(
            () -> task("kodcode", "{\"test\":\"import pytest\\ndef test_a():\\n    pass\"}"))
        .isInstanceOf(InputException.class);
  }

  @Test
  void readsSynthetic1AndVerlRows() throws Exception {
    CodeTask synthetic =
        task(
            "synthetic1",
            """
            {"problem_id":"s","verification_info":"{\\"language\\":\\"python\\",\\"test_cases\\":[{\\"type\\":\\"stdin_stdout\\",\\"input\\":\\"1\\",\\"output\\":\\"2\\"}]}"}""");
    CodeTask verl =
        task(
            "verl_prime",
            """
            {"data_source":"taco","extra_info":{"index":5},
             "reward_model":{"ground_truth":"{\\"inputs\\":[\\"1\\"],\\"outputs\\":[\\"2\\"]}"}}""");

    assertThat(Checkers.of(synthetic.checker()).id()).isEqualTo("synthetic1/1");
    assertThat(verl.id()).isEqualTo("taco-5");
    assertThat(Checkers.of(verl.checker()).id()).isEqualTo("verl_prime/1");
  }

  @Test
  void refusesRowsWithoutTests() {
    for (DatasetFormat format : Datasets.all()) {
      assertThatThrownBy(() -> task(format.name(), "{\"id\":\"x\"}"))
          .as(format.name())
          .isInstanceOf(InputException.class);
    }
  }

  @Test
  void namesFileLineAndPlaceOfEachRefusedRow() throws Exception {
    String rows =
        """
        {"problem_id":1,"input_output":{"inputs":["1"],"outputs":["1"]}}
        {"problem_id":2,"input_output":{"inputs":["1"],"outputs":[]}}
        """;
    List<String> refused = new ArrayList<>();
    StringWriter tasks = new StringWriter();
    try (RowSource lines =
        RowSource.of(
            LineSource.of(
                "rows.jsonl", new ByteArrayInputStream(rows.getBytes(StandardCharsets.UTF_8))))) {
      DatasetConverter.Counts counts =
          DatasetConverter.convert(
              Datasets.named("apps").orElseThrow(), lines, tasks, refused::add);

      assertThat(counts).isEqualTo(new DatasetConverter.Counts(1, 1));
    }
    assertThat(refused).singleElement().asString().startsWith("rows.jsonl:2 (2): $.input_output: ");
    assertThat(tasks.toString().lines()).hasSize(1);
  }

  private static CodeTask task(String format, String row) throws Exception {
    ObjectNode task = Datasets.named(format).orElseThrow().task((ObjectNode) Json.parse(row), 1);
    return (CodeTask) new TaskReader(Path.of("")).read(task, "$");
  }
}
