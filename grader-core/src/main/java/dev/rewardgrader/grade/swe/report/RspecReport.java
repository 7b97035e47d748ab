package dev.rewardgrader.grade.swe.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.grade.swe.logs.TestStatus;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import java.util.ArrayList;
import java.util.List;

/** The JSON of RSpec's formatter: examples, each with the id that runs it alone. */
final class RspecReport {
  private RspecReport() {}

  /**
   * Reads a report.
   *
   * @throws MalformedReportException if it has another form, as where the run was cut short
   */
  static List<ReportedTest> read(String text) throws MalformedReportException {
    JsonNode examples;
    try {
      examples = Json.parse(text).path("examples");
    } catch (InputException e) {
      throw new MalformedReportException("the report is no JSON: " + e.getMessage(), e);
    }
    if (!examples.isArray()) {
      throw new MalformedReportException("the report has no list examples", null);
    }
    List<ReportedTest> tests = new ArrayList<>();
    for (JsonNode example : examples) {
      TestStatus status =
          switch (example.path("status").asText("")) {
            case "passed" -> TestStatus.PASSED;
            case "failed" -> TestStatus.FAILED;
            default -> TestStatus.SKIPPED;
          };
      tests.add(new ReportedTest("", example.path("id").asText(""), status, false));
    }
    return tests;
  }
}
