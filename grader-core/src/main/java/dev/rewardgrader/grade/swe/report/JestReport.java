package dev.rewardgrader.grade.swe.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.grade.swe.logs.TestStatus;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * The JSON of Jest's {@code --json}; Vitest's reporter of that name writes the same. Jest's log
 * names tests alone, and Vitest's with their suites.
 */
public final class JestReport {
  private JestReport() {}

  /**
   * Reads a report. A file that fails before it has a test counts as one test with its name.
   *
   * @throws MalformedReportException if it has another form
   */
  public static List<ReportedTest> read(String text) throws MalformedReportException {
    return read(text, false);
  }

  /**
   * As {@link #read(String)}, for Vitest: names are {@code suite > test}.
   *
   * @throws MalformedReportException if it has another form
   */
  public static List<ReportedTest> readVitest(String text) throws MalformedReportException {
    return read(text, true);
  }

  private static List<ReportedTest> read(String text, boolean suites)
      throws MalformedReportException {
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
                suites ? path(test) : test.path("title").asText(""),
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

  private static String path(JsonNode test) {
    StringBuilder path = new StringBuilder();
    for (JsonNode suite : test.path("ancestorTitles")) {
      // Old versions begin with an empty one, which is the file.
      path.append(suite.asText("").isEmpty() ? "" : suite.asText() + " > ");
    }
    return path.append(test.path("title").asText("")).toString();
  }

  private static TestStatus status(String word) {
    return switch (word) {
      case "passed" -> TestStatus.PASSED;
      case "failed" -> TestStatus.FAILED;
      default -> TestStatus.SKIPPED;
    };
  }
}
