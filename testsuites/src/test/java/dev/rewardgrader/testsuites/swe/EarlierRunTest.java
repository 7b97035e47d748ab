package dev.rewardgrader.testsuites.swe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rewardgrader.grade.swe.Prediction;
import dev.rewardgrader.grade.swe.SweMode;
import dev.rewardgrader.grade.swe.SweSettings;
import dev.rewardgrader.json.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that was killed goes on with what is whole, and with nothing that is another's. */
class EarlierRunTest {
  private static final String REPORT = "{\"a__a-1\": {\"resolved\": true}}";
  private static final String RECORD =
      """
      {"id": "a__a-1", "status": "graded", "candidate": {"text": "one"}, \
      "meta": {"run_id": "r", "model_name_or_path": "org/m"}}
      """;

  @TempDir private Path folder;

  private Path rewards() {
    return folder.resolve("rewards.jsonl");
  }

  private static Prediction prediction(String patch) {
    return new Prediction("a__a-1", "org/m", patch);
  }

  private void leave(String patch, String report) throws IOException {
    Path own = folder.resolve("logs/run_evaluation/r/org__m/a__a-1");
    Files.createDirectories(own);
    Files.writeString(own.resolve("patch.diff"), patch);
    if (report != null) {
      Files.writeString(own.resolve("report.json"), report);
    }
  }

  private boolean isDone(Prediction prediction, Path records) throws Exception {
    EarlierRun earlier =
        new EarlierRun(
            new SweRunFolder(folder, "r"), List.of("a__a-1"), Map.of("a__a-1", prediction));
    if (records != null) {
      earlier.goOn(records).close();
    }
    return earlier.isDone(prediction);
  }

  @Test
  void whatHasAReportOfItsPatchIsDone() throws Exception {
    leave("one", REPORT);

    assertThat(isDone(prediction("one"), null)).isTrue();
    assertThat(isDone(prediction("two"), null)).isFalse();
    assertThat(isDone(new Prediction("a__a-1", "org/other", "one"), null)).isFalse();
  }

  @Test
  void aReportThatBreaksOffIsNone() throws Exception {
    for (String part : List.of("", REPORT.substring(0, 20), "{}")) {
      leave("one", part);

      assertThat(isDone(prediction("one"), null)).as(part).isFalse();
    }
  }

  @Test
  void aReportIsNotEnoughWhereARecordIsWanted() throws Exception {
    leave("one", REPORT);

    assertThat(isDone(prediction("one"), rewards())).isFalse();
    Files.writeString(rewards(), RECORD);
    assertThat(isDone(prediction("one"), rewards())).isTrue();
  }

  @Test
  void anEndWithoutAReportIsDoneWhenItIsRecorded() throws Exception {
    leave("one", null);
    Files.writeString(rewards(), RECORD);

    assertThat(isDone(prediction("one"), rewards())).isTrue();
    assertThat(isDone(prediction("one"), null)).isFalse();
  }

  @Test
  void recordsThatWillBeMadeAnewAreTakenOut() throws Exception {
    leave("one", REPORT);
    String others = RECORD.replace("a__a-1", "b__b-2") + RECORD.replace("\"r\"", "\"s\"");
    for (String stale : List.of(RECORD.replace("graded", "error"), RECORD.substring(0, 40))) {
      Files.writeString(rewards(), others + stale);

      assertThat(isDone(prediction("one"), rewards())).isFalse();
      assertThat(rewards()).hasContent(others);
    }
    Files.writeString(rewards(), others + RECORD);

    assertThat(isDone(prediction("two"), rewards())).isFalse();
    assertThat(rewards()).hasContent(others);
  }

  @Test
  void aRecordThatStandsTwiceIsKeptOnce() throws Exception {
    leave("one", REPORT);
    Files.writeString(rewards(), RECORD + RECORD);

    assertThat(isDone(prediction("one"), rewards())).isTrue();
    assertThat(rewards()).hasContent(RECORD);
  }

  @Test
  void aFileOfSomethingElseIsLeftAlone() throws Exception {
    Files.writeString(rewards(), "{\"instance_id\": \"a__a-1\", \"model_patch\": \"\"}\n");

    assertThatThrownBy(() -> isDone(prediction("one"), rewards()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("rewards.jsonl:1");
    assertThat(rewards()).content().contains("model_patch");
  }

  private void begin(String run, SweSettings settings) throws Exception {
    new SweRunFolder(folder, run).begin(settings, null, Map.of());
  }

  private Path settings() {
    return folder.resolve("logs/run_evaluation/r/settings.json");
  }

  @Test
  void resultsOfOtherSettingsAreTakenForNoneOfTheRun() throws Exception {
    SweSettings strict = SweSettings.defaults();
    begin("r", strict.withMode(SweMode.REFERENCE));
    // Nothing was evaluated yet, so that nobody is misled.
    begin("r", strict);
    leave("one", REPORT);

    begin("r", strict);
    assertThatThrownBy(
            () ->
                begin("r", strict.withMode(SweMode.REFERENCE).withTimeout(Duration.ofSeconds(60))))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "run id: 'r' has results under --mode strict, not reference, --timeout 1800, not 60;"
                + " take another --run-id");
    begin("s", strict.withMode(SweMode.REFERENCE));
  }

  @Test
  void whatDecidesVerdictsIsASetting() throws Exception {
    SweSettings settings = SweSettings.defaults();
    SweRunFolder run = new SweRunFolder(folder, "r");
    run.begin(settings, null, Map.of("a__a-1", Set.of("t1", "t2"), "b__b-2", Set.of()));
    leave("one", REPORT);

    run.begin(settings, null, Map.of("b__b-2", Set.of(), "a__a-1", Set.of("t2", "t1")));
    assertThatThrownBy(() -> run.begin(settings.withWorkdir("/app"), "parse_log_gotest", Map.of()))
        .hasMessageMatching(
            ".*--workdir /testbed, not /app, --log-parser none, not parse_log_gotest,"
                + " --flaky [0-9a-f]{16}, not none;.*");
    assertThatThrownBy(() -> run.begin(settings, null, Map.of("a__a-1", Set.of("t1"))))
        .hasMessageContaining("--flaky");
  }

  @Test
  void reportsOfThePublicHarnessAreGoneOnWithInReferenceModeAlone() throws Exception {
    leave("one", REPORT);

    assertThatThrownBy(() -> begin("r", SweSettings.defaults()))
        .hasMessageContaining("settings that are not known");
    begin("r", SweSettings.defaults().withMode(SweMode.REFERENCE));
    // They may be of any settings still.
    assertThat(settings()).doesNotExist();
  }

  @Test
  void aReportAloneIsAResult() throws Exception {
    leave("one", REPORT);
    Files.delete(folder.resolve("logs/run_evaluation/r/org__m/a__a-1/patch.diff"));

    assertThatThrownBy(() -> begin("r", SweSettings.defaults()))
        .hasMessageContaining("settings that are not known");
  }

  @Test
  void settingsOfARunAreWrittenOnce() throws Exception {
    begin("r", SweSettings.defaults());
    FileTime first = FileTime.fromMillis(0);
    Files.setLastModifiedTime(settings(), first);
    begin("r", SweSettings.defaults());
    leave("one", REPORT);
    begin("r", SweSettings.defaults());

    assertThat(Files.getLastModifiedTime(settings())).isEqualTo(first);
    assertThat(settings().getParent()).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void anIdThatIsNoNameOfAFolderHasNoFiles() throws Exception {
    for (String id : List.of("../../up", "nul\0")) {
      Prediction prediction = new Prediction(id, "m", "one");
      SweRunFolder run = new SweRunFolder(folder, "r");

      run.writeFault(prediction, "bad-task: no");

      assertThat(run.hasReport(prediction)).isFalse();
      assertThat(folder).isEmptyDirectory();
    }
  }
}
