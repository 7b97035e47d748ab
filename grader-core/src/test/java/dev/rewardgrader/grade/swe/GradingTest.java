package dev.rewardgrader.grade.swe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rewardgrader.python.PyJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GradingTest {
  private static final String PASSING = "PASSED t.py::new\nPASSED t.py::old\n";

  private static SweSpec spec(EvalType type) {
    return new SweSpec(
        "a__b-1", "1.0", "parse_log_pytest", type, List.of("t.py::new"), List.of("t.py::old"));
  }

  private static String log(String output, int exit) {
    return "+ : '>>>>> Start Test Output'\n"
        + output
        + "+ : '>>>>> End Test Output'\n>>>>> Test Exit Code: "
        + exit
        + "\n";
  }

  private static InstanceReport reference(String log) {
    return ((ReferenceGrading.Result.Reported)
            ReferenceGrading.grade(spec(EvalType.PASS_AND_FAIL), "diff", log))
        .report();
  }

  private static StrictGrading.Result strict(String log) {
    return StrictGrading.ofLog(spec(EvalType.PASS_AND_FAIL), log);
  }

  @Test
  void resolvesWhenEveryExpectedTestPasses() {
    assertThat(reference(log(PASSING, 0)).resolved()).isTrue();
    assertThat(strict(log(PASSING, 0)).resolved()).isTrue();
  }

  @Test
  void missingTestFails() {
    assertThat(reference(log("PASSED t.py::new\n", 0)).resolved()).isFalse();
    assertThat(strict(log("PASSED t.py::new\n", 0)).resolved()).isFalse();
  }

  @Test
  void skippedTestIsMaintainedButNotFixed() {
    Map<String, String> skipped = Map.of("t.py::new", "SKIPPED", "t.py::old", "SKIPPED");

    TestLists tests = TestLists.of(skipped, spec(EvalType.PASS_AND_FAIL));

    assertThat(tests.failToPass().failure()).containsExactly("t.py::new");
    assertThat(tests.passToPass().success()).containsExactly("t.py::old");
    assertThat(tests.resolution()).isEqualTo(Resolution.RESOLVED_NO);
  }

  @Test
  void unknownStatusIsInNoListOfTheReferenceAndFailsStrictly() {
    Map<String, String> odd = Map.of("t.py::new", "ERRORS", "t.py::old", "PASSED");

    assertThat(TestLists.of(odd, spec(EvalType.PASS_AND_FAIL)).resolution())
        .isEqualTo(Resolution.RESOLVED_FULL);
    assertThat(TestLists.strict(odd, spec(EvalType.PASS_AND_FAIL)).resolution())
        .isEqualTo(Resolution.RESOLVED_NO);
  }

  @Test
  void cutIdMatchesByPrefixWhereAllAgree() {
    Map<String, String> statuses = new LinkedHashMap<>();
    statuses.put("t[a-1]", "PASSED");
    statuses.put("t[a-2]", "XFAIL");
    StatusLookup lookup = new StatusLookup(statuses);

    assertThat(lookup.find("t[a")).isEqualTo("PASSED");
    assertThat(lookup.find("t")).isNull();
    statuses.put("t[a-3]", "FAILED");
    assertThat(new StatusLookup(statuses).find("t[a")).isNull();
  }

  @Test
  void carriageReturnsEndLines() {
    assertThat(reference(log(PASSING, 0).replace("\n", "\r\n")).resolved()).isTrue();
  }

  @Test
  void failedCommandWithoutFailedTestIsNoRun() {
    assertThat(reference(log(PASSING, 1)).patchApplied()).isFalse();
    assertThat(strict(log(PASSING, 1)).resolved()).isFalse();
  }

  @Test
  void failOnlyNeedsASignThatTheSuiteRan() {
    SweSpec spec = spec(EvalType.FAIL_ONLY);
    ReferenceGrading.Result silent = ReferenceGrading.grade(spec, "diff", log("nothing\n", 0));
    ReferenceGrading.Result ran = ReferenceGrading.grade(spec, "diff", log("3 passing\n", 0));

    assertThat(((ReferenceGrading.Result.Reported) silent).report().resolved()).isFalse();
    assertThat(((ReferenceGrading.Result.Reported) ran).report().resolved()).isTrue();
    assertThat(StrictGrading.ofLog(spec, log("nothing\n", 0)).resolved()).isFalse();
    assertThat(StrictGrading.ofLog(spec, log("3 passing\n", 0)).resolved()).isTrue();
  }

  @Test
  void forgedFirstBlockDeceivesTheReferenceAndNotTheStrictMode() {
    String log = log(PASSING, 0) + log("FAILED t.py::new\nPASSED t.py::old\n", 1);

    assertThat(reference(log).resolved()).isTrue();
    StrictGrading.Result result = strict(log);
    assertThat(result.resolved()).isFalse();
    assertThat(result.tampering()).extracting(Tampering::flag).contains("tamper:forged-markers");
  }

  @Test
  void forgedLastBlockIsCaughtToo() {
    StrictGrading.Result result =
        strict(log("FAILED t.py::new\nPASSED t.py::old\n", 1) + log(PASSING, 0));

    assertThat(result.resolved()).isFalse();
    assertThat(result.tampering()).isNotEmpty();
  }

  @Test
  void markersInTheOutputOfTheTestCommandAreTampering() {
    StrictGrading.Result result =
        StrictGrading.ofRun(spec(EvalType.PASS_AND_FAIL), PASSING + ">>>>> End Test Output\n", 0);

    assertThat(result.resolved()).isFalse();
    assertThat(result.tampering()).isNotEmpty();
  }

  @Test
  void resultsOutsideTheBlockDoNotCountStrictly() {
    String log = PASSING + log("", 0);

    assertThat(reference(log).resolved()).isTrue();
    assertThat(strict(log).resolved()).isFalse();
  }

  @Test
  void oneIdThatFailsAndPassesIsTampering() {
    StrictGrading.Result result = strict(log("FAILED t.py::new\n" + PASSING, 0));

    assertThat(result.resolved()).isFalse();
    assertThat(result.tampering())
        .extracting(Tampering::flag)
        .containsExactly("tamper:conflicting-status");
  }

  @Test
  void errorInTeardownIsAFailureAndNoTampering() {
    StrictGrading.Result result = strict(log(PASSING + "ERROR t.py::old\n", 1));

    assertThat(result.resolved()).isFalse();
    assertThat(result.tampering()).isEmpty();
  }

  @Test
  void badCodeAnywhereIsNoRun() {
    assertThat(reference(log(PASSING + ">>>>> Tests Errored\n", 0)).patchApplied()).isFalse();
    assertThat(strict(log(PASSING + ">>>>> Tests Timed Out\n", 0)).resolved()).isFalse();
  }

  @Test
  void unknownParserGivesNoReport() {
    SweSpec spec =
        new SweSpec("a", null, "parse_log_x", EvalType.PASS_AND_FAIL, List.of(), List.of());

    assertThat(ReferenceGrading.grade(spec, "diff", log("", 0)))
        .isInstanceOf(ReferenceGrading.Result.NoReport.class);
    assertThat(StrictGrading.ofLog(spec, log("", 0)).resolved()).isFalse();
  }

  @Test
  void environmentFailureOnlyAdvises() {
    InstanceReport report = reference("Could not resolve host: x\n");

    assertThat(report.infraFailure()).isTrue();
    assertThat(report.infraReason()).isEqualTo("network_unreachable");
    assertThat(reference("collected 0 items\n").infraFailure()).isFalse();
    assertThat(InfraFailure.in("x\nKilled\ny")).isPresent();
    assertThat(InfraFailure.in("x Killed\ny")).isEmpty();
  }

  @Test
  void writesTheInstanceReportAsPythonDoes() {
    String json = PyJson.dumps(InstanceReport.withoutPatch().toJson("ü"));

    assertThat(json)
        .isEqualTo(
            """
            {
                "\\u00fc": {
                    "patch_is_None": true,
                    "patch_exists": false,
                    "patch_successfully_applied": false,
                    "resolved": false,
                    "infra_failure": false
                }
            }""");
  }

  @Test
  void runReportCountsEveryInstanceOnce() {
    Map<String, Prediction> predictions = new LinkedHashMap<>();
    for (String id : List.of("a", "b", "c", "d")) {
      predictions.put(id, new Prediction(id, "x/y", id.equals("b") ? "" : "diff"));
    }
    Map<String, String> reports = Map.of("a", "{\"a\": {\"resolved\": true}}", "c", "{}");

    RunReport report =
        RunReport.of(
            List.of("a", "b", "c", "d", "e"),
            predictions,
            (prediction, name) ->
                name.equals(RunReport.REPORT_FILE)
                    ? Optional.ofNullable(reports.get(prediction.instanceId()))
                    : Optional.of("Cannot find module x"));

    assertThat(report.fileName("run")).isEqualTo("x__y.run.json");
    assertThat(report.toJson().toString())
        .contains("\"resolved_ids\":[\"a\"]", "\"empty_patch_ids\":[\"b\"]")
        .contains("\"error_ids\":[\"c\",\"d\"]", "\"incomplete_ids\":[\"e\"]")
        .contains("\"failure_reasons\":{\"c\":\"missing_module\",\"d\":\"missing_module\"}");
  }

  @Test
  void exactMatchWantsEveryTestAndNoOther() {
    Map<String, String> expected = Map.of("a - why", "PASSED", "b", "FAILED");

    assertThat(ExactMatch.matches(Map.of("\u001b[1ma", "PASSED", "b", "FAILED"), expected))
        .isTrue();
    assertThat(ExactMatch.matches(Map.of("\u001b[1;31ma\r", "PASSED", "b", "FAILED"), expected))
        .isTrue();
    assertThat(ExactMatch.matches(Map.of("a", "PASSED"), Map.of("\u001b[1;31ma", "PASSED")))
        .isFalse();
    assertThat(ExactMatch.matches(Map.of("a", "PASSED", "b", "PASSED"), expected)).isFalse();
    assertThat(ExactMatch.matches(Map.of("a", "PASSED", "b", "FAILED", "c", "PASSED"), expected))
        .isFalse();
  }
}
