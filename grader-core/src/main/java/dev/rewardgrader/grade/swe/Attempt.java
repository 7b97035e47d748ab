package dev.rewardgrader.grade.swe;

import dev.rewardgrader.grade.swe.container.ExecResult;
import dev.rewardgrader.grade.swe.container.SweContainer;
import dev.rewardgrader.grade.swe.container.SweEngineException;
import dev.rewardgrader.grade.swe.facts.Diagnostics;
import dev.rewardgrader.grade.swe.facts.StaticFacts;
import dev.rewardgrader.grade.swe.gate.Outcome;
import dev.rewardgrader.grade.swe.report.SecondChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is known of one evaluation on its way, and the steps that both modes share. */
final class Attempt {
  private static final String NO_SPACE = "No space left on device";

  final SweRow row;
  final SweSettings settings;
  final EvalScript script;
  final List<Tampering> tampering = new ArrayList<>();
  final List<String> notes = new ArrayList<>();
  final List<String> flags = new ArrayList<>();
  Workspace workspace;
  String log = "";
  InstanceReport report;
  TestLists tests;
  SecondChannel reports;
  StaticFacts facts;

  private String image;
  private Duration testTime = Duration.ZERO;

  Attempt(SweRow row, SweSettings settings) {
    this.row = row;
    this.settings = settings;
    script = EvalScript.of(row.evalScript());
  }

  void enter(SweContainer container) {
    image = container.image();
    workspace = new Workspace(container, folder(row, settings));
  }

  /** Where the repository is. */
  static String folder(SweRow row, SweSettings settings) {
    return row.workdir() == null ? settings.workdir() : row.workdir();
  }

  SweResult end(Outcome outcome, String code, String message) {
    return new SweResult(
        settings.mode(),
        outcome,
        report,
        tests,
        new SweResult.Why(code, message),
        log,
        tampering,
        flags,
        notes,
        reports,
        facts,
        image,
        testTime);
  }

  SweResult resolved() {
    return end(Outcome.TESTS_PASSED, "resolved", "every expected test did what it should");
  }

  SweResult notResolved() throws SweEngineException, InterruptedException {
    if (tests == null) {
      return failed("no-tests-ran", "the log shows no valid run of the tests");
    }
    int missing = tests.failToPass().failure().size() + tests.passToPass().failure().size();
    return failed("tests-failed", missing + " expected tests did not do as they should");
  }

  /**
   * Tests that failed, unless it was for want of memory.
   *
   * @throws SweEngineException if it was for want of room on the engine's disk
   */
  SweResult failed(String code, String message) throws SweEngineException, InterruptedException {
    if (workspace.outOfMemory()) {
      return end(Outcome.TESTS_FAILED, "out-of-memory", "the tests ran out of memory");
    }
    requireDisk();
    return end(Outcome.TESTS_FAILED, code, message);
  }

  private void requireDisk() throws SweEngineException, InterruptedException {
    if (workspace.diskFull()) {
      throw new SweEngineException(
          "disk-full",
          "the disk of the container engine is full, so that the tests cannot be judged",
          true,
          null);
    }
  }

  /** How a patch is applied. */
  @FunctionalInterface
  interface Step<T> {
    T run() throws SweEngineException, InterruptedException;
  }

  /** Takes a step that applies the patch, with the facts about its files before and after it. */
  <T> T withFacts(String patch, Step<T> step) throws SweEngineException, InterruptedException {
    if (!settings.staticFacts()) {
      return step.run();
    }
    FactCollector collector = new FactCollector(workspace, PatchFile.paths(patch));
    Diagnostics before = collector.collect();
    T result = step.run();
    facts = new StaticFacts(before, collector.collect());
    return result;
  }

  /** Notes how the patch was applied; a result only where that failed. */
  Optional<SweResult> applied(Application application)
      throws SweEngineException, InterruptedException {
    if (application.applied()) {
      notes.add("applied: " + application.how());
      return Optional.empty();
    }
    if (application.output().contains(NO_SPACE)) {
      requireDisk();
    }
    facts = null;
    log = Markers.APPLY_FAILED + "\n" + application.output();
    return Optional.of(
        end(Outcome.PATCH_APPLY_FAILED, "patch-does-not-apply", problem(application.output())));
  }

  /** Notes how the test command went. */
  ExecResult ran(ExecResult result) {
    testTime = result.time();
    if (result.exitCode() == 126 || result.exitCode() == 127) {
      notes.add("the test command was not found or could not be run");
    }
    return result;
  }

  /** The first error that git tells; what {@code patch} says last where it tells none. */
  static String problem(String output) {
    Optional<String> error = output.lines().filter(line -> line.startsWith("error: ")).findFirst();
    if (error.isPresent()) {
      return error.get();
    }
    String text = output.strip();
    return text.isEmpty() ? "the patch does not apply" : text.substring(text.lastIndexOf('\n') + 1);
  }
}
