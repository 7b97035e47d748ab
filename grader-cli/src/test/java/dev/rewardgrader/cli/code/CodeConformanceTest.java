package dev.rewardgrader.cli.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rewardgrader.grade.code.CodeGrader;
import dev.rewardgrader.sandbox.SandboxException;
import dev.rewardgrader.sandbox.SandboxPool;
import dev.rewardgrader.sandboxes.Sandboxes;
import dev.rewardgrader.sandboxes.languages.Languages;
import dev.rewardgrader.sandboxes.local.LocalOptions;
import dev.rewardgrader.testsuites.code.CodeConformance;
import dev.rewardgrader.testsuites.code.CodeSuiteReader;
import dev.rewardgrader.testsuites.code.Mutation;
import dev.rewardgrader.testsuites.code.RowResult;
import dev.rewardgrader.testsuites.code.SuiteResult;
import dev.rewardgrader.testsuites.code.SuiteRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reference solutions are accepted and emptied ones are not; a sample of each benchmark. */
class CodeConformanceTest {

  @ParameterizedTest
  @CsvSource({
    "HumanEval.jsonl.gz, 40",
    "humaneval-x_python.jsonl.gz, 20",
    "humaneval-x_js.jsonl.gz, 20",
    "humaneval-x_cpp.jsonl.gz, 8",
    "humaneval-x_java.jsonl.gz, 6",
    "LeetCodeDataset-v0.3.1-test.jsonl.gz, 12"
  })
  void acceptsReferencesAndRefusesEmptiedOnes(String file, int sample) throws Exception {
    Path path = folder().resolve(file);
    assumeTrue(Files.exists(path), "no labelled data at " + path);
    List<SuiteRow> all = CodeSuiteReader.read(path);
    List<SuiteRow> rows = all.subList(0, Math.min(sample, all.size()));
    try (SandboxPool pool = Sandboxes.local(LocalOptions.DEFAULT)) {
      CodeConformance conformance =
          new CodeConformance(
              new CodeGrader(pool, Languages.bundled().all()),
              Runtime.getRuntime().availableProcessors());
      SuiteResult references = conformance.run(file, rows, null);
      assertThat(references.with(RowResult.Status.REJECTED)).isEmpty();
      assertThat(references.with(RowResult.Status.FAULT)).isEmpty();
      SuiteResult emptied = conformance.run(file, rows, Mutation.EMPTIED);
      assertThat(emptied.with(RowResult.Status.ACCEPTED)).isEmpty();
      assertThat(emptied.with(RowResult.Status.FAULT)).isEmpty();
    } catch (SandboxException e) {
      abort("no local sandbox here: " + e.getMessage());
    }
  }

  private static Path folder() {
    String given = System.getProperty("grader.conformance");
    Path shared =
        given != null
            ? Path.of(given)
            : Path.of(System.getProperty("grader.root", "."), "..", "shared", "conformance");
    return shared.resolve("code");
  }
}
