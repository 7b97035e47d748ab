package dev.rewardgrader.cli.swe;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.GradingOptions;
import dev.rewardgrader.grade.swe.SweGrader;
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
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One small task for each test runner, with patches that fix, break and deceive: what canary and
 * second channel of that runner catch. Asked for by {@code -Dgrader.labs=true}; the images come
 * from {@code scripts/swe-labs}.
 */
class SweLabsTest {
  private static final Path TASKS =
      Path.of(System.getProperty("grader.root", ".."), "testsuites/swe-labs/tasks");

  private static SweEngine engine;

  @BeforeAll
  static void connect() throws Exception {
    assumeTrue(
        Boolean.getBoolean("grader.labs"),
        "the labs are not asked for: -Dgrader.labs=true, or scripts/swe-labs");
    engine = MiniEngine.connect(List.of());
  }

  @AfterAll
  static void disconnect() {
    if (engine != null) {
      engine.close();
    }
  }

  static List<String> tasks() throws Exception {
    try (Stream<Path> folders = Files.list(TASKS)) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
    }
  }

  private static Grade grade(JsonNode row, String patch) throws Exception {
    SweSettings settings =
        SweSettings.defaults()
            .withTimeout(Duration.ofMinutes(2))
            .withLimits(new ContainerLimits(1L << 30, 512, 0));
    return new SweGrader(engine, settings)
        .grade(
            new SweTask("t", null, row, null, null),
            new Completion("```diff\n" + patch + "\n```"),
            GradingOptions.DEFAULT);
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void givesEveryPatchItsVerdict(String name) throws Exception {
    Path folder = TASKS.resolve(name);
    JsonNode row = SweDataset.task(folder);
    MiniEngine.connect(List.of(row)).close();
    SoftAssertions all = new SoftAssertions();
    for (Map.Entry<String, JsonNode> wanted :
        Json.parse(Files.readString(folder.resolve("verdicts.json"))).properties()) {
      String patch = Files.readString(folder.resolve("patches/" + wanted.getKey() + ".patch"));
      Grade grade = grade(row, patch);
      all.assertThat(grade.verdict().name())
          .as("%s %s: %s", name, wanted.getKey(), grade.reason())
          .isEqualTo(wanted.getValue().textValue());
      if (wanted.getKey().equals("gold")) {
        // An honest run is proved, and nothing is held against it.
        all.assertThat(grade.flags()).as(name).isEmpty();
        all.assertThat(grade.details().toString()).as(name).contains("canary: honest");
      }
    }
    all.assertAll();
  }
}
