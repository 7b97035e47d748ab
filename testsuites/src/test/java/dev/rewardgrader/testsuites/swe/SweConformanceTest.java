package dev.rewardgrader.testsuites.swe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweConformanceTest {
  private static Path data() {
    String given = System.getProperty("grader.conformance");
    String root = System.getProperty("grader.root", "..");
    return given != null ? Path.of(given, "swe") : Path.of(root, "../shared/conformance/swe");
  }

  @Test
  void agreesWithEveryRecordedVerdict() throws IOException {
    assumeTrue(Files.isDirectory(data()), "no conformance data at " + data());

    List<ConformanceSuite> suites = SweConformance.run(data());

    assertThat(suites)
        .extracting(ConformanceSuite::name)
        .containsExactly("logs", "grading", "lists", "runs", "similarity");
    for (ConformanceSuite suite : suites) {
      assertThat(suite.cases()).isPositive();
      assertThat(suite.failures()).as(suite.name()).isEmpty();
    }
  }

  @Test
  void countsWhatDiffers(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("logs.jsonl"),
        """
        {"id":"a","instance_id":"x__x-1","version":"1","region":"whole","log":"ok 1 a\\nnot ok 2 b\\n",\
        "expected":{"parse_log_tap":{"a":"PASSED","b":"FAILED"},"parse_log_jq":{"a":"PASSED"}},\
        "expected_error":{"parse_log_jekyll":"ValueError"}}
        """);

    List<ConformanceSuite> suites = SweConformance.run(folder);

    assertThat(suites).hasSize(1);
    assertThat(suites.getFirst().cases()).isEqualTo(3);
    assertThat(suites.getFirst().differ()).isEqualTo(1);
    assertThat(suites.getFirst().failures().getFirst().message())
        .isEqualTo("expected {\"a\":\"PASSED\"}, got {}");
  }

  @Test
  void takesTheRegionBetweenMarkers(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("logs.jsonl"),
        """
        {"id":"a","instance_id":"x__x-1","version":"1","region":"markers",\
        "log":"ok 1 a\\n>>>>> Start Test Output\\nok 2 b\\n>>>>> End Test Output\\nok 3 c\\n",\
        "expected":{"parse_log_tap":{"b":"PASSED"}}}
        """);

    assertThat(SweConformance.run(folder).getFirst().failures()).isEmpty();
  }
}
