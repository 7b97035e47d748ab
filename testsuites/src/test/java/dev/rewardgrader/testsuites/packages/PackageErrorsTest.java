package dev.rewardgrader.testsuites.packages;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a package is told with the file and the key. */
class PackageErrorsTest {
  @TempDir private Path path;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          problem.yaml                 | 'limits: {time_limit: 0}'           | limits.time_limit
          problem.yaml                 | 'limits: {time_limit: soon}'        | limits.time_limit
          problem.yaml                 | 'limits: {time_limit: 2000000}'     | limits.time_limit
          problem.yaml                 | 'limits: {memory: -1}'              | limits.memory
          problem.yaml                 | 'limits: {memroy: 64}'              | limits.memroy
          problem.yaml                 | 'limits: 5'                         | limits
          problem.yaml                 | '- a list'                          | keys with values
          problem.yaml                 | 'name: "open'                       | not YAML
          problem.yaml                 | 'type: passfail'                    | type
          problem.yaml                 | 'validation: none'                  | validation
          problem.yaml                 | 'validator_flags: say "hi'          | validator_flags
          problem.yaml                 | 'problem_format_version: next'      | problem_format_version
          data/secret/1.yaml           | 'arg: [--fast]'                     | arg
          data/secret/1.args           | 'say "hi'                           | quotation mark
          data/secret/1.files          | 'a file'                            | folder of files
          .timelimit                   | 0                                   | .timelimit
          domjudge-problem.ini         | timelimit = never                   | timelimit
          data/testdata.yaml           | 'grading: customs'                  | grading
          data/testdata.yaml           | 'on_reject: stop'                   | on_reject
          data/testdata.yaml           | 'grader_flags: summ'                | summ
          data/testdata.yaml           | 'grader_flag: sum'                  | grader_flag
          data/secret/testdata.yaml    | 'accept_score: many'                | accept_score
          data/secret/testdata.yaml    | 'range: 0'                          | range
          data/secret/2.in             | 1                                   | 2.ans
          submissions/wrong_answer/a.py| '# @EXPECTED_RESULTS@: WORNG'       | WORNG
          submissions/submissions.yaml | 'accepted/a.py: {permitted: [OK]}'  | permitted
          submissions/submissions.yaml | 'accepted/a.py: {score: [1, 2, 3]}' | score
          """)
  void namesFileAndKey(String file, String text, String named) throws Exception {
    PackageFolder folder =
        new PackageFolder(path).withTest("secret/1").withSubmission("accepted/a.py");
    folder.read();

    folder.with(file, text + "\n");

    assertThatThrownBy(folder::read)
        .isInstanceOf(PackageException.class)
        .hasMessageContaining(file)
        .hasMessageContaining(named);
  }

  @Test
  void severalPassesNeedAValidator() throws Exception {
    PackageFolder folder =
        new PackageFolder(path).withTest("secret/1").with("problem.yaml", "type: multi-pass\n");

    assertThatThrownBy(folder::read).hasMessageContaining("output_validator");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2.5", "5000"})
  void passesAreAWholeNumberFromTwoOn(String passes) throws Exception {
    PackageFolder folder =
        new PackageFolder(path)
            .withTest("secret/1")
            .with("output_validator/validate.py", "pass\n")
            .with(
                "problem.yaml", "type: multi-pass\nlimits: {validation_passes: " + passes + "}\n");

    assertThatThrownBy(folder::read).hasMessageContaining("limits.validation_passes");
  }

  @Test
  void groupsCannotHaveMorePointsThanTheProblem() throws Exception {
    PackageFolder folder =
        new PackageFolder(path)
            .with("problem.yaml", "problem_format_version: 2025-09\ntype: scoring\n")
            .with("data/secret/a/test_group.yaml", "max_score: 120\n")
            .withTest("secret/a/1");

    assertThatThrownBy(folder::read).hasMessageContaining("120");
  }

  @Test
  void aTestThatIsNoTextIsNotReadAsSomethingElse() throws Exception {
    PackageFolder folder = new PackageFolder(path).withTest("secret/1");
    Files.write(path.resolve("data/secret/1.in"), "é".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(folder::read).hasMessageContaining("1.in").hasMessageContaining("UTF-8");
  }
}
