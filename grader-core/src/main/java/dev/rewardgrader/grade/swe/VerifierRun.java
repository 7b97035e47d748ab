package dev.rewardgrader.grade.swe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.grade.swe.container.ExecResult;
import dev.rewardgrader.grade.swe.container.SweContainer;
import dev.rewardgrader.grade.swe.container.SweEngineException;
import dev.rewardgrader.grade.swe.gate.Outcome;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * An evaluation whose tests judge by themselves. Tests and their log folder are made anew after the
 * patch is applied, so that nothing that an image or a patch put there counts; a reward that is not
 * written, or is no number from 0 to 1, is none.
 */
final class VerifierRun {
  private static final String TESTS = "/tests";
  private static final String LOGS = "/logs/verifier";

  /** The most bytes of a file with a reward that are read. */
  private static final int LARGEST = 1 << 20;

  private final Attempt attempt;
  private final SweContainer container;
  private final Verifier verifier;

  VerifierRun(Attempt attempt, SweContainer container) {
    this.attempt = attempt;
    this.container = container;
    verifier = attempt.row.verifier();
  }

  SweResult run(String patch) throws SweEngineException, InterruptedException {
    Optional<SweResult> failed =
        attempt.applied(attempt.withFacts(patch, () -> attempt.workspace.apply(patch)));
    if (failed.isPresent()) {
      return failed.get();
    }
    clean();
    Input input = new Input();
    verifier.files().forEach((path, content) -> input.file(TESTS + "/" + path, content));
    StringBuilder script = new StringBuilder("exec /usr/bin/env");
    verifier
        .environment()
        .forEach((name, value) -> script.append(' ').append(quote(name + "=" + value)));
    script.append(" /bin/bash " + TESTS + "/" + Verifier.SCRIPT + "\n");
    ExecResult result =
        container.exec(
            input.command(script.toString()),
            input.bytes(),
            Attempt.folder(attempt.row, attempt.settings),
            attempt.settings.timeout(),
            attempt.settings.maxOutput());
    attempt.log = result.output();
    if (result.timedOut()) {
      return attempt.end(Outcome.TIMEOUT, "timeout", "the verifier ran out of time");
    }
    container.clear();
    if (result.truncated()) {
      return attempt.end(Outcome.TESTS_FAILED, "output-limit", "the verifier printed too much");
    }
    return judge();
  }

  private static String quote(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  /** Empty folders for tests and their log. */
  private void clean() throws SweEngineException, InterruptedException {
    TreeSet<String> folders = new TreeSet<>(List.of(TESTS, LOGS));
    for (String file : verifier.files().keySet()) {
      int slash = file.lastIndexOf('/');
      if (slash > 0) {
        folders.add(TESTS + "/" + file.substring(0, slash));
      }
    }
    List<String> command =
        new ArrayList<>(
            List.of(
                "/bin/bash",
                "-c",
                "rm -rf " + TESTS + " " + LOGS + " && mkdir -p -- \"$@\"",
                "bash"));
    command.addAll(folders);
    attempt.workspace.output(command);
  }

  private SweResult judge() throws SweEngineException, InterruptedException {
    String json = attempt.workspace.read(LOGS + "/reward.json", LARGEST);
    String text = attempt.workspace.read(LOGS + "/reward.txt", LARGEST);
    attempt.flags.add("suspect:no-canary");
    Optional<Double> reward = json.isBlank() ? number(text) : ofJson(json);
    if (reward.isEmpty()) {
      return attempt.failed(
          "no-reward",
          "the verifier left no number from 0 to 1 in " + LOGS + "/reward.json or reward.txt");
    }
    double value = reward.get();
    boolean passed = value >= 1;
    List<String> test = List.of(Verifier.TEST);
    attempt.tests =
        new TestLists(
            new TestLists.Outcome(passed ? test : List.of(), passed ? List.of() : test),
            new TestLists.Outcome(List.of(), List.of()));
    attempt.report = InstanceReport.of(attempt.tests);
    SweResult result =
        passed
            ? attempt.end(Outcome.TESTS_PASSED, "resolved", "the verifier gave 1")
            : attempt.end(
                Outcome.TESTS_FAILED,
                value > 0 ? "partial-reward" : "tests-failed",
                "the verifier gave " + value);
    return result.withScores(Map.of("verifier", value));
  }

  /** The field {@code reward}, or the only field. */
  static Optional<Double> ofJson(String text) {
    try {
      JsonNode json = Json.parse(text);
      JsonNode value =
          json.isObject() && !json.has("reward") && json.size() == 1
              ? json.properties().iterator().next().getValue()
              : json.path("reward");
      return value.isNumber() ? valid(value.doubleValue()) : Optional.empty();
    } catch (InputException e) {
      return Optional.empty();
    }
  }

  static Optional<Double> number(String text) {
    try {
      return valid(Double.parseDouble(text.strip()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<Double> valid(double value) {
    return value >= 0 && value <= 1 ? Optional.of(value) : Optional.empty();
  }
}
