package dev.rewardgrader.grade.swe.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.rewardgrader.grade.swe.logs.TestStatus;
import dev.rewardgrader.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code go test -json}: one event per line. A test that starts and never ends has an error; of one
 * that runs several times ({@code -count}), a failure counts. Lines that are no events, such as
 * those of the build, are passed over.
 */
public final class GoTestReport {
  /** In most lines; in the text of an output the quotes would be escaped. */
  private static final String OUTPUT = "\"Action\":\"output\"";

  private record Key(String suite, String name) {}

  private GoTestReport() {}

  /** Reads a stream of events. */
  public static List<ReportedTest> read(String events) {
    Map<Key, TestStatus> statuses = new LinkedHashMap<>();
    events
        .lines()
        .filter(line -> line.startsWith("{") && !line.contains(OUTPUT))
        .forEach(
            line -> {
              JsonNode event = event(line);
              String name = event.path("Test").asText("");
              TestStatus status = status(event.path("Action").asText(""));
              if (!name.isEmpty() && status != null) {
                statuses.merge(
                    new Key(event.path("Package").asText(""), name),
                    status,
                    (old, now) -> old == TestStatus.FAILED ? old : now);
              }
            });
    List<ReportedTest> tests = new ArrayList<>();
    statuses.forEach((key, s) -> tests.add(new ReportedTest(key.suite(), key.name(), s, false)));
    return tests;
  }

  private static JsonNode event(String line) {
    try {
      return Json.MAPPER.readTree(line);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  private static TestStatus status(String action) {
    return switch (action) {
      case "pass" -> TestStatus.PASSED;
      case "fail" -> TestStatus.FAILED;
      case "skip" -> TestStatus.SKIPPED;
      case "run" -> TestStatus.ERROR;
      default -> null;
    };
  }
}
