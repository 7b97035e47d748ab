package dev.rewardgrader.grade.swe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * The content of {@code report.json} for one instance (SWE-bench 5.x).
 *
 * @param infraReason a sign of a broken environment, or null
 * @param tests null where the tests did not run
 */
public record InstanceReport(
    boolean patchIsNone,
    boolean patchExists,
    boolean patchApplied,
    boolean resolved,
    boolean infraFailure,
    String infraReason,
    TestLists tests) {

  static InstanceReport withoutPatch() {
    return new InstanceReport(true, false, false, false, false, null, null);
  }

  static InstanceReport notRun(Optional<InfraFailure> infra) {
    return new InstanceReport(
        false,
        true,
        false,
        false,
        infra.filter(f -> f.tier() == InfraFailure.Tier.ENVIRONMENT).isPresent(),
        infra.map(InfraFailure::reason).orElse(null),
        null);
  }

  static InstanceReport of(TestLists tests) {
    return new InstanceReport(
        false, true, true, tests.resolution() == Resolution.RESOLVED_FULL, false, null, tests);
  }

  /** The same report of a run whose results are not believed. */
  InstanceReport notResolved() {
    return new InstanceReport(
        patchIsNone, patchExists, patchApplied, false, infraFailure, infraReason, tests);
  }

  /** The report as JSON, under the id of its instance, with the keys in the public order. */
  public ObjectNode toJson(String instanceId) {
    ObjectNode report = JsonNodeFactory.instance.objectNode();
    report.put("patch_is_None", patchIsNone);
    report.put("patch_exists", patchExists);
    report.put("patch_successfully_applied", patchApplied);
    report.put("resolved", resolved);
    report.put("infra_failure", infraFailure);
    if (infraReason != null) {
      report.put("infra_failure_reason", infraReason);
    }
    if (tests != null) {
      report.set("tests_status", testsStatus(tests));
    }
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.set(instanceId, report);
    return document;
  }

  /** The value of {@code tests_status}; the last two lists are always empty. */
  public static ObjectNode testsStatus(TestLists tests) {
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    status.set("FAIL_TO_PASS", outcome(tests.failToPass()));
    status.set("PASS_TO_PASS", outcome(tests.passToPass()));
    TestLists.Outcome none = new TestLists.Outcome(List.of(), List.of());
    status.set("FAIL_TO_FAIL", outcome(none));
    status.set("PASS_TO_FAIL", outcome(none));
    return status;
  }

  private static ObjectNode outcome(TestLists.Outcome outcome) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.set("success", names(outcome.success()));
    node.set("failure", names(outcome.failure()));
    return node;
  }

  private static ArrayNode names(List<String> names) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode(names.size());
    names.forEach(array::add);
    return array;
  }
}
