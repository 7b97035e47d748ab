package dev.rewardgrader.testsuites.packages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rewardgrader.grade.Verdict;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How verdicts and scores of tests and groups come together, in both formats. */
class GroupsTest {
  private static final String SUBMISSION = "accepted/a.py";

  @TempDir private Path path;

  private PackageFolder scoring(String format) throws Exception {
    return new PackageFolder(path)
        .with("problem.yaml", format + "type: scoring\n")
        .withSubmission(SUBMISSION);
  }

  private static Map<String, Verdict> wrong(String... tests) {
    Map<String, Verdict> failing = new HashMap<>();
    for (String test : tests) {
      failing.put(test, Verdict.WRONG_ANSWER);
    }
    return failing;
  }

  @Test
  void leavesOutWhatComesAfterAFailureUnlessToldToGoOn() throws Exception {
    PackageFolder folder =
        scoring("")
            .with("data/secret/testdata.yaml", "accept_score: 10\n")
            .withTest("secret/1")
            .withTest("secret/2")
            .withTest("secret/3");

    assertThat(folder.judge(SUBMISSION, wrong("secret/2")).score()).isEqualTo(10);
    folder.with("data/secret/testdata.yaml", "accept_score: 10\non_reject: continue\n");
    assertThat(folder.judge(SUBMISSION, wrong("secret/2")).score()).isEqualTo(20);
  }

  @Test
  void theLastOfModesThatExcludeEachOtherCounts() throws Exception {
    PackageFolder folder =
        scoring("")
            .with("data/secret/testdata.yaml", "on_reject: continue\ngrader_flags: min max\n")
            .with("data/secret/a/testdata.yaml", "accept_score: 40\ngrader_flags: min\n")
            .withTest("secret/a/1")
            .with("data/secret/b/testdata.yaml", "accept_score: 60\ngrader_flags: min\n")
            .withTest("secret/b/1");

    assertThat(folder.judge(SUBMISSION, wrong("secret/a/1")).score()).isEqualTo(60);
    assertThat(folder.judge(SUBMISSION, Map.of()).best()).isEqualTo(60);
  }

  @Test
  void aPassFailGroupMayAcceptAnyAccepted() throws Exception {
    PackageFolder folder =
        new PackageFolder(path)
            .withSubmission(SUBMISSION)
            .with(
                "data/secret/testdata.yaml",
                "on_reject: continue\ngrader_flags: accept_if_any_accepted\n")
            .withTest("secret/1")
            .withTest("secret/2");

    assertThat(folder.judge(SUBMISSION, wrong("secret/1")).verdict()).isEqualTo(Verdict.ACCEPTED);
    assertThat(folder.judge(SUBMISSION, wrong("secret/1", "secret/2")).verdict())
        .isEqualTo(Verdict.WRONG_ANSWER);
  }

  @Test
  void theWorstErrorOfAGroupThatGoesOnIsItsVerdict() throws Exception {
    PackageFolder folder =
        new PackageFolder(path)
            .withSubmission(SUBMISSION)
            .with("data/testdata.yaml", "on_reject: continue\n")
            .withTest("secret/1")
            .withTest("secret/2");
    Map<String, Verdict> failing =
        Map.of("secret/1", Verdict.WRONG_ANSWER, "secret/2", Verdict.RUNTIME_ERROR);

    assertThat(folder.judge(SUBMISSION, failing).verdict()).isEqualTo(Verdict.RUNTIME_ERROR);
    folder.with("data/testdata.yaml", "on_reject: break\n");
    assertThat(folder.judge(SUBMISSION, failing).verdict()).isEqualTo(Verdict.WRONG_ANSWER);
  }

  @Test
  void theDraftOf2023SharesWhatIsLeftEvenly() throws Exception {
    PackageFolder folder =
        scoring("problem_format_version: 2023-07-draft\n")
            .with("data/secret/a/test_group.yaml", "scoring: {score: 40}\n")
            .withTest("secret/a/1")
            .withTest("secret/b/1")
            .withTest("secret/b/2")
            .with("data/secret/c/test_group.yaml", "scoring: {aggregation: sum}\n")
            .withTest("secret/c/1")
            .withTest("secret/c/2")
            .withTest("secret/c/3");

    assertThat(folder.judge(SUBMISSION, Map.of()).score()).isEqualTo(100);
    assertThat(folder.judge(SUBMISSION, wrong("secret/b/2")).score()).isEqualTo(70);
    assertThat(folder.judge(SUBMISSION, wrong("secret/c/1")).score()).isEqualTo(90);
    assertThat(folder.judge(SUBMISSION, wrong("secret/a/1")).score()).isEqualTo(60);
  }

  @Test
  void aGroupThatNeedsAnotherEarnsNothingWithoutIt() throws Exception {
    PackageFolder folder =
        scoring("problem_format_version: 2023-07-draft\n")
            .with("data/secret/a/test_group.yaml", "scoring: {score: 40}\n")
            .withTest("secret/a/1")
            .with("data/secret/b/test_group.yaml", "scoring: {require_pass: secret/a}\n")
            .withTest("secret/b/1");

    assertThat(folder.judge(SUBMISSION, wrong("secret/a/1")).score()).isZero();
    assertThat(folder.judge(SUBMISSION, wrong("secret/b/1")).score()).isEqualTo(40);
  }

  @Test
  void theFirstFailureIsTheVerdictThoughValidatorsAreToldDifferentThings() throws Exception {
    PackageFolder folder =
        new PackageFolder(path)
            .withSubmission(SUBMISSION)
            .with("data/secret/a/testdata.yaml", "output_validator_flags: float_tolerance 1e-6\n")
            .withTest("secret/a/1")
            .withTest("secret/b/1")
            .with("data/secret/c/testdata.yaml", "output_validator_flags: float_tolerance 1e-6\n")
            .withTest("secret/c/1");

    assertThat(folder.read().tasks()).hasSize(2);
    assertThat(
            folder
                .judge(
                    SUBMISSION,
                    Map.of("secret/b/1", Verdict.RUNTIME_ERROR, "secret/c/1", Verdict.WRONG_ANSWER))
                .verdict())
        .isEqualTo(Verdict.RUNTIME_ERROR);
  }
}
