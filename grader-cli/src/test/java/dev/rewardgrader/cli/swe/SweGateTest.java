package dev.rewardgrader.cli.swe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.json.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Gates and turns from the command line. No patch is there to be run, so no engine is needed. */
class SweGateTest {
  private final StringWriter printed = new StringWriter();

  @TempDir private Path folder;

  @BeforeEach
  void writeFiles() throws Exception {
    Files.writeString(
        folder.resolve("rows.jsonl"),
        """
        {"instance_id": "a__a-1", "patch": "--- a/src/a.py\\n+++ b/src/a.py\\n"}
        {"instance_id": "a__a-2", "patch": ""}
        """);
    Files.writeString(
        folder.resolve("predictions.jsonl"),
        """
        {"instance_id": "a__a-1", "model_name_or_path": "m", "model_patch": ""}
        {"instance_id": "a__a-2", "model_name_or_path": "m", "model_patch": null}
        """);
    Files.writeString(
        folder.resolve("turns.jsonl"),
        """
        {"instance_id": "a__a-1", "tools": {"shell": {"required": ["command"]}}, "submitted": true, \
        "turns": [{"action": {"tool": "shell", "arguments": {"command": "ls"}}, "exit_code": 0, \
        "files": ["src/a.py"]}, {"action": null}]}
        """);
  }

  private int run(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                folder.resolve("rows.jsonl").toString(),
                "-p",
                folder.resolve("predictions.jsonl").toString(),
                "--run-id",
                "r",
                "--folder",
                folder.toString(),
                "-o",
                folder.resolve("rewards.jsonl").toString()));
    arguments.addAll(List.of(more));
    return new CommandLine(new SweCommand())
        .setOut(new PrintWriter(printed))
        .setErr(new PrintWriter(printed))
        .execute(arguments.toArray(String[]::new));
  }

  private JsonNode record(int line) throws Exception {
    return Json.parse(Files.readAllLines(folder.resolve("rewards.jsonl")).get(line));
  }

  private String turns() {
    return folder.resolve("turns.jsonl").toString();
  }

  @Test
  void turnsCountBehindAGateThatTheOutcomeOpens() throws Exception {
    int code = run("--trajectories", turns(), "--gate-threshold", "0.05");

    assertThat(code).isZero();
    JsonNode record = record(0);
    assertThat(record.path("policy").asText()).isEqualTo("gra");
    assertThat(record.path("gate").path("outcome").asText()).isEqualTo("empty_patch");
    // The outcome's 0.05, and five critics of the first turn at 0.01 each.
    assertThat(record.path("reward").asDouble()).isEqualTo(0.1);
    assertThat(record(1).path("gate").path("outcome").asText()).isEqualTo("no_submit");
  }

  @Test
  void theComparisonIsConfiguration() throws Exception {
    run("--trajectories", turns(), "--gate-threshold", "0.05", "--gate-comparison", ">");

    JsonNode gate = record(0).path("gate");
    assertThat(gate.path("gated").asDouble()).isEqualTo(0.05);
    assertThat(gate.path("ungated").asDouble()).isEqualTo(0.1);
  }

  @Test
  void weightsOnTheCommandLineReplaceThoseOfTheFile() throws Exception {
    Files.writeString(
        folder.resolve("gate.json"), "{\"critics\": {\"format\": 1}, \"threshold\": 0}");

    run(
        "--trajectories",
        turns(),
        "--gate",
        folder.resolve("gate.json").toString(),
        "--gate-critic",
        "format=2,known_tool=0",
        "--gate-outcome",
        "empty_patch=0.5");

    // 0.5, 2 for the format, and 0.01 each for arguments, exit code and file.
    assertThat(record(0).path("reward").asDouble()).isEqualTo(2.53);
  }

  @Test
  void aSecondRunWritesNoRecordTwice() throws Exception {
    run();
    run();

    assertThat(Files.readAllLines(folder.resolve("rewards.jsonl"))).hasSize(2);
  }

  @Test
  void misspeltNamesAreUsageErrors() {
    assertThat(run("--gate-outcome", "test_failed=1")).isNotZero();
    assertThat(run("--gate", "{\"treshold\": 1}")).isNotZero();
    assertThat(run("--gate-comparison", "=>")).isNotZero();
    assertThat(run("--policy", "resolvd")).isNotZero();
    assertThat(folder.resolve("rewards.jsonl")).doesNotExist();
  }

  @Test
  void predictionsForNoInstanceAreTold() throws Exception {
    Files.writeString(
        folder.resolve("predictions.jsonl"),
        "{\"instance_id\": \"b__b-1\", \"model_patch\": \"\"}\n");

    assertThat(run()).isZero();
    assertThat(printed.toString())
        .contains("1 of 1 predictions are for no instance here, such as b__b-1");
  }

  @Test
  void rowsAndPredictionsThatDoNotCountAreTold() throws Exception {
    Files.writeString(
        folder.resolve("rows.jsonl"),
        "{\"instance_id\": \"a__a-1\"}\n{\"instance_id\": \"a__a-1\"}\n{\"image\": \"i\"}\n");
    Files.writeString(
        folder.resolve("predictions.jsonl"),
        """
        \uFEFF{"instance_id": "a__a-1", "model_patch": "x"}
        {"instance_id": "a__a-1", "model_patch": ""}
        """);

    assertThat(run()).isZero();
    assertThat(printed.toString())
        .contains("row 2: there is a row of a__a-1 before it")
        .contains("row 3: it has no instance_id")
        .contains("the last one counts; 1 do not count")
        .contains("1 instances: 0 resolved");
  }

  @Test
  void noPredictionAndNoInstanceOfANameAreErrors() throws Exception {
    assertThat(run("--instance", "a__a-3")).isNotZero();
    assertThat(printed.toString()).contains("a__a-3");
    Files.writeString(folder.resolve("predictions.jsonl"), "");
    assertThat(run()).isNotZero();
  }

  @Test
  void aBrokenLineOfPredictionsIsToldWithItsPlace() throws Exception {
    Files.writeString(folder.resolve("predictions.jsonl"), "\n{nope\n");

    assertThat(run()).isNotZero();
    assertThat(printed.toString()).contains("predictions.jsonl:2");
  }

  @Test
  void aListOfFlakyTestsInAnotherShapeIsTold() throws Exception {
    Path flaky = Files.writeString(folder.resolve("flaky.json"), "{\"a__a-1\": \"t\"}");

    assertThat(run("--flaky", flaky.toString())).isNotZero();
    assertThat(printed.toString()).contains("flaky.json, $['a__a-1']");
  }
}
