package dev.rewardgrader.grade.swe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.extract.Candidate;
import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.Grader;
import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.grade.GradingOptions;
import dev.rewardgrader.grade.TestReport;
import dev.rewardgrader.grade.TestResult;
import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.grade.swe.container.SweEngine;
import dev.rewardgrader.grade.swe.container.SweEngineException;
import dev.rewardgrader.grade.swe.facts.StaticFacts;
import dev.rewardgrader.grade.swe.gate.Outcome;
import dev.rewardgrader.grade.swe.report.SecondChannel;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.rollout.Completion;
import dev.rewardgrader.rollout.SweTask;
import dev.rewardgrader.sandbox.SandboxInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;

/**
 * Judges patches by the tests of their repository. Evaluates so many at once as its settings say.
 */
public final class SweGrader implements Grader<SweTask> {
  private final SweEngine engine;
  private final SweSettings settings;
  private final Semaphore workers;

  /** Evaluations that may have a container: those that run, and as many that wait with theirs. */
  private final Semaphore containers;

  public SweGrader(SweEngine engine, SweSettings settings) {
    this.engine = engine;
    this.settings = settings;
    workers = new Semaphore(settings.workers());
    containers = new Semaphore(2 * settings.workers());
  }

  @Override
  public Class<SweTask> taskType() {
    return SweTask.class;
  }

  @Override
  public Grade grade(SweTask task, Completion completion, GradingOptions options)
      throws GraderFault, InterruptedException {
    SweRow row;
    SweSettings own;
    try {
      row = SweRow.of(task.instance(), task.image());
      own = SweOptions.apply(settings, task.instance().path("options"));
      own = SweOptions.apply(own, task.options());
      row = row.withoutFlaky(flaky(task));
    } catch (InputException e) {
      throw GraderFault.badTask(e.getMessage());
    }
    Optional<Candidate> patch = PatchFile.extract(completion.text());
    if (patch.isEmpty()) {
      return withoutPatch(Outcome.NO_SUBMIT, "no-patch", "the completion holds no patch");
    }
    try {
      return grade(run(row, patch.get().text(), own), patch.get());
    } catch (SweEngineException e) {
      throw fault(e);
    }
  }

  /** The judgement of an attempt without a patch; nothing is run for it. */
  public static Grade withoutPatch(Outcome outcome, String code, String message) {
    return Grade.of(Verdict.NO_ANSWER)
        .reason(code, message)
        .score("resolved", 0)
        .score("f2p", 0)
        .score("p2p", 0)
        .detail("outcome", JsonNodeFactory.instance.textNode(outcome.word()))
        .build();
  }

  /** The fault of a grader that an engine's is. */
  public static GraderFault fault(SweEngineException e) {
    return e.isTemporary()
        ? GraderFault.transientFault(e.code(), e.getMessage(), e)
        : GraderFault.permanent(e.code(), e.getMessage(), e);
  }

  /**
   * Evaluates a patch as often as the settings say, when a worker is free. Callers that wait for
   * one have their containers started meanwhile.
   *
   * @throws SweEngineException for faults of ours
   */
  public SweRuns run(SweRow row, String patch, SweSettings own)
      throws SweEngineException, InterruptedException {
    if (own.mode() == SweMode.STRICT && !row.spec().hasTests()) {
      throw new SweEngineException(
          "bad-task",
          "FAIL_TO_PASS and PASS_TO_PASS are empty, so that every patch would resolve the task",
          false,
          null);
    }
    containers.acquire();
    try {
      List<SweResult> results = new ArrayList<>();
      for (int i = 0; i < own.runs(); i++) {
        results.add(new SweEvaluation(engine, own, workers).run(row, patch));
      }
      return new SweRuns(results);
    } finally {
      containers.release();
    }
  }

  private static Set<String> flaky(SweTask task) {
    Set<String> flaky = new HashSet<>();
    if (task.options() != null) {
      task.options().path("flaky").forEach(id -> flaky.add(id.asText()));
    }
    return flaky;
  }

  /** The judgement of a patch by its runs, of which the first one counts. */
  public static Grade grade(SweRuns runs, Candidate patch) {
    SweResult result = runs.first();
    Grade.Builder grade =
        Grade.of(verdict(result))
            .reason(result.reason().code(), result.reason().message())
            .candidate(patch)
            .score("resolved", result.outcome().resolved() ? 1 : 0)
            .runTime(result.testTime());
    TestLists tests = result.outcome() == Outcome.TAMPERING ? null : result.tests();
    grade.score("f2p", tests == null ? 0 : tests.failToPass().share());
    grade.score("p2p", tests == null ? 0 : tests.passToPass().share());
    result.scores().forEach(grade::score);
    if (result.tests() != null) {
      grade.tests(report(result.tests()));
    }
    if (result.image() != null) {
      grade.sandbox(new SandboxInfo("docker", result.image(), "container"));
    }
    result.tampering().stream().map(Tampering::flag).distinct().forEach(grade::flag);
    result.flags().stream().distinct().forEach(grade::flag);
    if (result.missingRunner().isPresent()) {
      grade.flag("suspect:no-runner");
    }
    grade.detail("outcome", JsonNodeFactory.instance.textNode(result.outcome().word()));
    ObjectNode details = details(result);
    if (runs.results().size() > 1) {
      details.set("runs", runs.toJson());
      if (!runs.agree() || !runs.flaky().isEmpty()) {
        grade.flag("suspect:flaky");
      }
    }
    if (result.facts() != null) {
      StaticFacts facts = result.facts();
      grade.score("static_errors", facts.errors());
      grade.score("static_warnings", facts.warnings());
      grade.score("static_broken_files", facts.broken());
      details.set("static", facts(facts));
    }
    return grade.detail("swe", details).build();
  }

  private static Verdict verdict(SweResult result) {
    return switch (result.outcome()) {
      case TESTS_PASSED -> Verdict.ACCEPTED;
      case NO_SUBMIT, EMPTY_PATCH -> Verdict.NO_ANSWER;
      case PATCH_APPLY_FAILED -> Verdict.COMPILE_ERROR;
      case TIMEOUT -> Verdict.TIME_LIMIT_EXCEEDED;
      case TAMPERING -> Verdict.REJECTED;
      case TESTS_FAILED ->
          switch (result.reason().code()) {
            case "out-of-memory" -> Verdict.MEMORY_LIMIT_EXCEEDED;
            case "output-limit" -> Verdict.OUTPUT_LIMIT_EXCEEDED;
            case "partial-reward" -> Verdict.PARTIAL;
            case "tests-failed" ->
                result.tests().resolution() == Resolution.RESOLVED_PARTIAL
                    ? Verdict.PARTIAL
                    : Verdict.WRONG_ANSWER;
            default -> Verdict.RUNTIME_ERROR;
          };
    };
  }

  private static TestReport report(TestLists tests) {
    List<TestResult> results = new ArrayList<>();
    add("FAIL_TO_PASS", tests.failToPass(), results);
    add("PASS_TO_PASS", tests.passToPass(), results);
    return new TestReport(results.size(), results.size(), results);
  }

  private static void add(String group, TestLists.Outcome outcome, List<TestResult> results) {
    outcome.success().forEach(id -> results.add(result(id, group, Verdict.ACCEPTED)));
    outcome.failure().forEach(id -> results.add(result(id, group, Verdict.WRONG_ANSWER)));
  }

  private static TestResult result(String id, String group, Verdict verdict) {
    return new TestResult(id, group, 1, verdict, null, Duration.ZERO, 0, null);
  }

  private static ObjectNode facts(StaticFacts facts) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode tools = json.putArray("tools");
    facts.after().tools().forEach(tools::add);
    json.putObject("errors")
        .put("before", facts.before().errors())
        .put("after", facts.after().errors());
    json.putObject("warnings")
        .put("before", facts.before().warnings())
        .put("after", facts.after().warnings());
    ArrayNode broken = json.putArray("broken_files");
    facts.after().broken(facts.before()).forEach(broken::add);
    return json;
  }

  private static ObjectNode count(TestLists.Outcome list) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("passed", list.success().size());
    json.put("total", list.success().size() + list.failure().size());
    return json;
  }

  private static ObjectNode reports(SecondChannel reports) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("runner", reports.runner());
    json.put("files", reports.files());
    json.put("unreadable", reports.unreadable());
    json.put("tests", reports.tests().size());
    json.put("agree", reports.agreement().both() - reports.agreement().contradictions().size());
    ArrayNode contradictions = json.putArray("contradictions");
    reports.agreement().contradictions().forEach(contradictions::add);
    json.put("only_log", reports.agreement().onlyLog().size());
    json.put("only_report", reports.agreement().onlyReport());
    return json;
  }

  private static ObjectNode details(SweResult result) {
    ObjectNode details = JsonNodeFactory.instance.objectNode();
    details.put("mode", result.mode().word());
    details.put("submitted", result.outcome().submitted());
    details.put("modified", result.outcome().modified());
    details.put("resolved", result.outcome().resolved());
    if (result.tests() != null) {
      details.put("resolution", result.tests().resolution().name());
      details.set("f2p", count(result.tests().failToPass()));
      details.set("p2p", count(result.tests().passToPass()));
    }
    ArrayNode evidence = details.putArray("tampering");
    for (Tampering trick : result.tampering()) {
      evidence.addObject().put("flag", trick.flag()).put("evidence", trick.evidence());
    }
    if (result.reports() != null) {
      details.set("reports", reports(result.reports()));
    }
    ArrayNode notes = details.putArray("notes");
    result.notes().forEach(notes::add);
    return details;
  }
}
