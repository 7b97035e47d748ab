package dev.rewardgrader.cli.swe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.grade.GradingOptions;
import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.grade.swe.SweGrader;
import dev.rewardgrader.grade.swe.SweMode;
import dev.rewardgrader.grade.swe.SweSettings;
import dev.rewardgrader.grade.swe.container.ContainerLimits;
import dev.rewardgrader.grade.swe.container.SweEngine;
import dev.rewardgrader.json.Json;
import dev.rewardgrader.rollout.Completion;
import dev.rewardgrader.rollout.SweTask;
import dev.rewardgrader.testsuites.swe.SweDataset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The bundled tasks, against a real engine; their images come from scripts/build-swe-mini. */
class SweMiniTest {
  private static final Path SUITE =
      Path.of(System.getProperty("grader.root", ".."), "testsuites/swe-mini");

  private static SweEngine engine;

  @BeforeAll
  static void connect() throws Exception {
    engine = MiniEngine.connect(SweDataset.read(SUITE));
  }

  @AfterAll
  static void disconnect() {
    if (engine != null) {
      engine.close();
    }
  }

  private static Grade grade(JsonNode row, String patch, SweMode mode) throws Exception {
    return grade(row, patch, mode, Duration.ofMinutes(2));
  }

  private static Grade grade(JsonNode row, String patch, SweMode mode, Duration timeout)
      throws Exception {
    SweSettings settings =
        SweSettings.defaults()
            .withTimeout(timeout)
            .withLimits(new ContainerLimits(512L << 20, 512, 0))
            .withMode(mode);
    return new SweGrader(engine, settings)
        .grade(
            new SweTask("t", null, row, null, null),
            new Completion("```diff\n" + patch + "\n```"),
            GradingOptions.DEFAULT);
  }

  private static JsonNode slug() throws Exception {
    return SweDataset.task(SUITE.resolve("tasks/mini__slug-1"));
  }

  private static String patch(JsonNode row, String name) throws Exception {
    return Files.readString(
        SUITE
            .resolve("tasks")
            .resolve(row.get("instance_id").textValue())
            .resolve("patches/" + name + ".patch"));
  }

  /** A patch, and the verdict that it must get. */
  private record Case(JsonNode row, String patch, String verdict) {}

  private static List<Case> cases() throws Exception {
    List<Case> cases = new ArrayList<>();
    for (JsonNode row : SweDataset.read(SUITE)) {
      Path verdicts =
          SUITE
              .resolve("tasks")
              .resolve(row.get("instance_id").textValue())
              .resolve("verdicts.json");
      Json.parse(Files.readString(verdicts))
          .properties()
          .forEach(
              wanted -> cases.add(new Case(row, wanted.getKey(), wanted.getValue().textValue())));
    }
    return cases;
  }

  @Test
  void givesEveryPatchItsVerdict() throws Exception {
    SoftAssertions all = new SoftAssertions();
    int workers = Math.max(1, Runtime.getRuntime().availableProcessors());
    try (ExecutorService pool = Executors.newFixedThreadPool(workers)) {
      Map<Case, Future<Grade>> grades = new LinkedHashMap<>();
      for (Case one : cases()) {
        // What never ends need not be waited for as long as what is only slow.
        Duration timeout = Duration.ofSeconds(one.patch().equals("hangs") ? 10 : 120);
        grades.put(
            one,
            pool.submit(
                () -> grade(one.row(), patch(one.row(), one.patch()), SweMode.STRICT, timeout)));
      }
      for (Map.Entry<Case, Future<Grade>> entry : grades.entrySet()) {
        Grade grade = entry.getValue().get();
        all.assertThat(grade.verdict().name())
            .as(
                "%s %s: %s",
                entry.getKey().row().get("instance_id"), entry.getKey().patch(), grade.reason())
            .isEqualTo(entry.getKey().verdict());
      }
    }
    all.assertAll();
  }

  @Test
  void everyTaskHasPatchesOfEveryKind() throws Exception {
    Map<String, Set<String>> verdicts = new TreeMap<>();
    for (Case one : cases()) {
      verdicts
          .computeIfAbsent(one.row().get("instance_id").textValue(), id -> new TreeSet<>())
          .add(one.verdict());
    }

    assertThat(verdicts).hasSize(6);
    assertThat(verdicts.values())
        .allSatisfy(kinds -> assertThat(kinds).contains("ACCEPTED", "NO_ANSWER", "PARTIAL"));
  }

  @Test
  void referenceModeIsDeceivedWhereThePublicHarnessIs() throws Exception {
    JsonNode row = slug();

    assertThat(grade(row, patch(row, "gold"), SweMode.REFERENCE).verdict())
        .isEqualTo(Verdict.ACCEPTED);
    assertThat(grade(row, patch(row, "tamper-hook"), SweMode.REFERENCE).verdict())
        .isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void patchThatDoesNotApplyIsTold() throws Exception {
    JsonNode row = slug();
    String patch = "diff --git a/no b/no\n--- a/no\n+++ b/no\n@@ -1 +1 @@\n-a\n+b\n";

    Grade grade = grade(row, patch, SweMode.STRICT);

    assertThat(grade.verdict()).isEqualTo(Verdict.COMPILE_ERROR);
    assertThat(grade.reason().code()).isEqualTo("patch-does-not-apply");
  }

  @Test
  void missingImageIsAFaultOfOurs() throws Exception {
    JsonNode row = slug();
    SweTask task = new SweTask("t", null, row, "localhost:1/grader/none:0", null);

    assertThatThrownBy(
            () ->
                new SweGrader(engine, SweSettings.defaults())
                    .grade(
                        task,
                        new Completion("```diff\n" + patch(row, "gold") + "\n```"),
                        GradingOptions.DEFAULT))
        .isInstanceOf(GraderFault.class)
        .hasMessageContaining("localhost:1/grader/none:0");
  }
}
