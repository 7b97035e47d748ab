package dev.rewardgrader.grade.swe.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.grade.swe.logs.TestStatus;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import java.util.ArrayList;
import java.util.List;

/** The JSON of Jest's {@code --json}; Vitest's reporter of that name writes the same. */
public final class JestReport {
  private JestReport() {}

  /**
   * Reads a report. A file that fails before it has a test counts as one test with its name.
   *
   * @throws MalformedReportException if it has another form
   */
  public static List<ReportedTest> read(String text) throws MalformedReportException {
    JsonNode files;
    try {
      files = Json.parse(text).path("testResults");
    } catch (InputException e) {
      throw new MalformedReportException("the report is no JSON: " + e.getMessage(), e);
    }
    if (!files.isArray()) {
      throw new MalformedReportException("the report has no list testResults", null);
    }
    List<ReportedTest> tests = new ArrayList<>();
    for (JsonNode file : files) {
      String name = file.path("name").asText("");
      for (JsonNode test : file.path("assertionResults")) {
        tests.add(
            new ReportedTest(
                name,
                test.path("title").asText(""),
                status(test.path("status").asText("")),
                false));
      }
      if (file.path("assertionResults").isEmpty()
          && file.path("status").asText().equals("failed")) {
        tests.add(new ReportedTest("", name, TestStatus.ERROR, false));
      }
    }
    return tests;
  }

  private static TestStatus status(String word) {
    return switch (word) {
      case "passed" -> TestStatus.PASSED;
      case "failed" -> TestStatus.FAILED;
      default -> TestStatus.SKIPPED;
    };
  }
}
