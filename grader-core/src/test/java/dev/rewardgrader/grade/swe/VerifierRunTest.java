package dev.rewardgrader.grade.swe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.extract.Candidate;
import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.grade.swe.container.ContainerLimits;
import dev.rewardgrader.grade.swe.container.ExecResult;
import dev.rewardgrader.grade.swe.container.SweContainer;
import dev.rewardgrader.grade.swe.container.SweEngine;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that judge by themselves, in a container that is played. */
class VerifierRunTest {
  private static final String ROW =
      """
      {"instance_id": "t", "image": "i", "workdir": "/app",
       "verifier": {"files": {"test.sh": "ZWNobw==", "data/x": ""}, "env": {"A": "b"}}}
      """;

  /** A container in which every command succeeds, and of which some files can be read. */
  private static final class Played implements SweEngine, SweContainer {
    /** What the shell of an image may say before it does anything. */
    private static final String GREETING = "environment ready\n";

    private static final Pattern CUT = Pattern.compile("grader-[-0-9a-f]{36}");

    private final Map<String, String> files;
    private final List<String> done = new ArrayList<>();

    Played(Map<String, String> files) {
      this.files = files;
    }

    @Override
    public SweContainer start(String image, ContainerLimits limits) {
      return this;
    }

    @Override
    public String image() {
      return "i@sha256:0";
    }

    @Override
    public ExecResult exec(
        List<String> command, byte[] input, String workdir, Duration timeout, int maxOutput) {
      done.add(String.join(" ", command));
      Matcher cut = CUT.matcher(String.join(" ", command));
      String file = files.get(command.getLast());
      String text =
          cut.find() ? GREETING + "\n" + cut.group() + "\n" + (file == null ? "" : file) : "";
      return new ExecResult(0, text, false, false, Duration.ZERO);
    }

    @Override
    public void clear() {
      done.add("clear");
    }

    @Override
    public boolean outOfMemory() {
      return false;
    }

    @Override
    public void close() {}
  }

  private static Grade grade(Map<String, String> files) throws Exception {
    return grade(new Played(files));
  }

  private static Grade grade(Played engine) throws Exception {
    SweResult result =
        new SweEvaluation(engine, SweSettings.defaults())
            .run(SweRow.of(Json.parse(ROW), null), "--- a/x\n+++ b/x\n");
    return SweGrader.grade(new SweRuns(List.of(result)), new Candidate("x", "diff", "whole-text"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '\0',
      textBlock =
          """
          reward.txt;1;ACCEPTED;1
          reward.txt;1.0;ACCEPTED;1
          reward.txt;0.75;PARTIAL;0.75
          reward.txt;0;WRONG_ANSWER;0
          reward.json;{"reward": 1, "speed": 3};ACCEPTED;1
          reward.json;{"accuracy": 0.5};PARTIAL;0.5
          """)
  void theRewardDecides(String file, String text, Verdict verdict, double score) throws Exception {
    Grade grade = grade(Map.of("/logs/verifier/" + file, text));

    assertThat(grade.verdict()).isEqualTo(verdict);
    assertThat(grade.scores()).containsEntry("verifier", score);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '\0',
      textBlock =
          """
          reward.txt;2
          reward.txt;NaN
          reward.txt;-1
          reward.txt;yes
          reward.json;{"reward": "1"}
          reward.json;{"a": 1, "b": 1}
          reward.json;[1]
          reward.json;{
          other.txt;1
          """)
  void whatIsNoRewardIsNone(String file, String text) throws Exception {
    Grade grade = grade(Map.of("/logs/verifier/" + file, text));

    assertThat(grade.verdict()).isEqualTo(Verdict.RUNTIME_ERROR);
    assertThat(grade.reason().code()).isEqualTo("no-reward");
  }

  @Test
  void rewardsAndTestsThatWereThereBeforeAreRemovedAfterThePatch() throws Exception {
    Played engine = new Played(new HashMap<>());

    grade(engine);

    List<String> done = engine.done;
    assertThat(done.get(0)).contains("apply /tmp/patch.diff");
    assertThat(done.get(1))
        .startsWith("/bin/bash -c rm -rf /tests /logs/verifier && mkdir -p --")
        .endsWith("/logs/verifier /tests /tests/data");
    assertThat(done.get(2))
        .contains(">'/tests/test.sh'", ">'/tests/data/x'")
        .contains("exec /usr/bin/env 'A=b' /bin/bash /tests/test.sh");
  }

  @Test
  void aVerifierNeedsItsScriptAndStaysInItsFolder() throws Exception {
    JsonNode without = Json.parse(ROW.replace("test.sh", "other.sh"));
    assertThatThrownBy(() -> SweRow.of(without, null))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("test.sh");
    JsonNode outside = Json.parse(ROW.replace("data/x", "../x"));
    assertThatThrownBy(() -> SweRow.of(outside, null))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("../x");
  }
}
