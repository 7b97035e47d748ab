package dev.rewardgrader.testsuites.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rewardgrader.grade.sql.SqlIsolation;
import dev.rewardgrader.grade.sql.engine.QueryRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Holds the floors: every label that does not depend on the engine's row order or version agrees.
 */
class SqlConformanceTest {

  private static Path folder() {
    String given = System.getProperty("grader.conformance");
    if (given != null) {
      return Path.of(given, "sql");
    }
    return Path.of(System.getProperty("grader.root", ".."))
        .resolveSibling("shared")
        .resolve("conformance/sql");
  }

  @Test
  void agreesWithTheComparatorLabels() throws IOException {
    Path file = folder().resolve("comparator_cases.jsonl");
    assumeTrue(Files.exists(file), "no labelled data at " + file);
    LabelCounts counts = new LabelCounts();
    ComparatorCases.run(file, counts);
    assertThat(counts.failures()).isEmpty();
  }

  @Test
  void survivesTheHostileInputs() throws IOException, InterruptedException {
    assumeTrue(Files.exists(folder().resolve("hostile.jsonl")), "no labelled data at " + folder());
    LabelCounts counts = new LabelCounts();
    try (QueryRunner runner = SqlIsolation.PROCESS.start(2)) {
      HostileCases.run(folder(), runner, counts);
    }
    assertThat(counts.failures()).isEmpty();
  }

  @Test
  void agreesWithTheLabelsOfEveryMetric() throws IOException, InterruptedException {
    assumeTrue(Files.exists(folder().resolve("cases.jsonl")), "no labelled data at " + folder());
    LabelCounts counts = SqlConformance.run(folder());
    assertThat(counts.failures()).filteredOn(failure -> !failure.unstable()).isEmpty();
  }
}
