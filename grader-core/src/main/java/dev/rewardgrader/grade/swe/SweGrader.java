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
import dev.rewardgrader.grade.swe.gate.Outcome;
import dev.rewardgrader.grade.swe.report.SecondChannel;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.rollout.Completion;
import dev.rewardgrader.rollout.SweTask;
import dev.rewardgrader.sandbox.SandboxInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Judges patches by the tests of their repository. Evaluates so many at once as its settings say.
 */
public final class SweGrader implements Grader<SweTask> {
  private final SweEngine engine;
  private final SweSettings settings;
  private final Semaphore workers;

  public SweGrader(SweEngine engine, SweSettings settings) {
    this.engine = engine;
    this.settings = settings;
    workers = new Semaphore(settings.workers());
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
      own = SweOptions.apply(settings, task.options());
    } catch (InputException e) {
      throw GraderFault.badTask(e.getMessage());
    }
    Optional<Candidate> patch = PatchFile.extract(completion.text());
    if (patch.isEmpty()) {
      return Grade.of(Verdict.NO_ANSWER)
          .reason("no-patch", "the completion holds no patch")
          .score("resolved", 0)
          .score("f2p", 0)
          .score("p2p", 0)
          .detail("outcome", JsonNodeFactory.instance.textNode(Outcome.NO_SUBMIT.word()))
          .build();
    }
    workers.acquire();
    try {
      SweResult result = new SweEvaluation(engine, own).run(row, patch.get().text());
      return grade(result, patch.get());
    } catch (SweEngineException e) {
      throw e.isTemporary()
          ? GraderFault.transientFault(e.code(), e.getMessage(), e)
          : GraderFault.permanent(e.code(), e.getMessage(), e);
    } finally {
      workers.release();
    }
  }

  private static Grade grade(SweResult result, Candidate patch) {
    Grade.Builder grade =
        Grade.of(verdict(result))
            .reason(result.reason().code(), result.reason().message())
            .candidate(patch)
            .score("resolved", result.outcome().resolved() ? 1 : 0)
            .runTime(result.testTime());
    TestLists tests = result.outcome() == Outcome.TAMPERING ? null : result.tests();
    grade.score("f2p", tests == null ? 0 : tests.failToPass().share());
    grade.score("p2p", tests == null ? 0 : tests.passToPass().share());
    if (result.tests() != null) {
      grade.tests(report(result.tests()));
    }
    if (result.image() != null) {
      grade.sandbox(new SandboxInfo("docker", result.image(), "container"));
    }
    result.tampering().stream().map(Tampering::flag).distinct().forEach(grade::flag);
    result.flags().stream().distinct().forEach(grade::flag);
    grade.detail("outcome", JsonNodeFactory.instance.textNode(result.outcome().word()));
    return grade.detail("swe", details(result)).build();
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
