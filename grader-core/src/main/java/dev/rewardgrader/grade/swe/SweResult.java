package dev.rewardgrader.grade.swe;

import dev.rewardgrader.grade.swe.facts.StaticFacts;
import dev.rewardgrader.grade.swe.gate.Outcome;
import dev.rewardgrader.grade.swe.report.SecondChannel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an evaluation found.
 *
 * @param report the public report of the instance; null where the public harness writes none
 * @param tests the expected tests; null unless they ran
 * @param reason a code and a sentence on why the outcome is what it is
 * @param log what the public harness would have as {@code test_output.txt}
 * @param tampering every trick that was seen
 * @param flags what deserves a second look and is no proof, such as {@code suspect:no-canary}
 * @param notes what was done to the repository, and what could not be done
 * @param reports the structured reports of the run; null where none were asked for
 * @param facts diagnostics before and after the patch; null where none were asked for
 * @param image the image with its digest
 * @param testTime of the test command
 * @param scores that the tests themselves gave, by name
 */
public record SweResult(
    SweMode mode,
    Outcome outcome,
    InstanceReport report,
    TestLists tests,
    Why reason,
    String log,
    List<Tampering> tampering,
    List<String> flags,
    List<String> notes,
    SecondChannel reports,
    StaticFacts facts,
    String image,
    Duration testTime,
    Map<String, Double> scores) {

  /** A fixed word and a sentence. */
  public record Why(String code, String message) {}

  public SweResult {
    tampering = List.copyOf(tampering);
    flags = List.copyOf(flags);
    notes = List.copyOf(notes);
    scores = Map.copyOf(scores);
  }

  /** As tests have it that give no scores. */
  public SweResult(
      SweMode mode,
      Outcome outcome,
      InstanceReport report,
      TestLists tests,
      Why reason,
      String log,
      List<Tampering> tampering,
      List<String> flags,
      List<String> notes,
      SecondChannel reports,
      StaticFacts facts,
      String image,
      Duration testTime) {
    this(
        mode, outcome, report, tests, reason, log, tampering, flags, notes, reports, facts, image,
        testTime, Map.of());
  }

  /**
   * The test runner that was not found, as the output of tests says of which none ran. A candidate
   * can print that: it changes no outcome.
   */
  public Optional<String> missingRunner() {
    return notes.stream()
        .filter(note -> note.startsWith(MissingRunner.NOTE))
        .map(note -> note.substring(MissingRunner.NOTE.length()))
        .findFirst();
  }

  SweResult withScores(Map<String, Double> value) {
    return new SweResult(
        mode, outcome, report, tests, reason, log, tampering, flags, notes, reports, facts, image,
        testTime, value);
  }
}
