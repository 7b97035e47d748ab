package dev.rewardgrader.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.rewardgrader.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The bundled rollouts, graded for real: what the README promises. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExamplesTest {
  private Cli run;
  private final Map<String, JsonNode> records = new LinkedHashMap<>();
  private final List<String> lines = new ArrayList<>();

  @BeforeAll
  void gradeThemAll(@TempDir Path folder) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/bwrap")), "bubblewrap is not installed");
    Path output = folder.resolve("rewards.jsonl");
    run =
        Cli.run(
            "grade",
            Cli.root().resolve("examples/rollouts.jsonl").toString(),
            "-o",
            output.toString(),
            "--sandbox",
            "local");
    for (String line : Files.readAllLines(output)) {
      lines.add(line);
      JsonNode record = Json.parse(line);
      records.put(record.path("id").asText(), record);
    }
  }

  @Test
  void nothingIsAFault() {
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
  }

  @Test
  void everyVerdictIsTheOneThatThePageSays() {
    Map<String, String> verdicts = new LinkedHashMap<>();
    records.forEach((id, record) -> verdicts.put(id, record.path("verdict").asText()));

    assertThat(verdicts)
        .containsEntry("math-1", "ACCEPTED")
        .containsEntry("math-2", "WRONG_ANSWER")
        .containsEntry("math-4", "ACCEPTED")
        .containsEntry("code-1", "ACCEPTED")
        .containsEntry("code-2", "WRONG_ANSWER")
        .containsEntry("code-3", "RUNTIME_ERROR")
        .containsEntry("code-4", "ACCEPTED")
        .containsEntry("code-5", "TIME_LIMIT_EXCEEDED")
        .containsEntry("code-6", "ACCEPTED")
        .containsEntry("code-7", "COMPILE_ERROR")
        .containsEntry("code-8", "ACCEPTED")
        .containsEntry("code-9", "ACCEPTED")
        .containsEntry("code-10", "WRONG_ANSWER")
        .containsEntry("sql-1", "ACCEPTED")
        .containsEntry("sql-3", "REJECTED")
        .containsEntry("sql-4", "RUNTIME_ERROR");
  }

  @Test
  void everyRecordFitsThePublishedSchema() {
    Schema schema = schema("reward-record-1.json");

    for (String line : lines) {
      assertThat(schema.validate(line, InputFormat.JSON)).as(line).isEmpty();
    }
  }

  @Test
  void everyRolloutFitsThePublishedSchema() throws Exception {
    Schema schema = schema("rollout-1.json");

    for (String line : Files.readAllLines(Cli.root().resolve("examples/rollouts.jsonl"))) {
      assertThat(schema.validate(line, InputFormat.JSON)).as(line).isEmpty();
    }
  }

  @Test
  void expectedOutputsAreNotShownUnasked() {
    assertThat(records.get("code-2").toString()).doesNotContain("expected [1");
  }

  private static Schema schema(String name) {
    String base = "https://rewardgrader.dev/schema/";
    SchemaRegistry registry =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder ->
                builder.schemaIdResolvers(
                    ids ->
                        ids.mappings(
                            iri ->
                                iri.startsWith(base)
                                    ? "classpath:dev/rewardgrader/schema/"
                                        + iri.substring(base.length()).replace("-1.json", "")
                                        + ".schema.json"
                                    : iri)));
    return registry.getSchema(SchemaLocation.of(base + name));
  }
}
