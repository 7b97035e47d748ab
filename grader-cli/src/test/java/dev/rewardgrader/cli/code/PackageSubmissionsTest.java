package dev.rewardgrader.cli.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rewardgrader.sandboxes.local.LocalOptions;
import dev.rewardgrader.testsuites.packages.PackageJudge;
import dev.rewardgrader.testsuites.packages.PackageReader;
import dev.rewardgrader.testsuites.packages.PackageSubmission;
import dev.rewardgrader.testsuites.packages.ProblemPackage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Packages judged in sandboxes: interactive ones, and one with a validator that a script builds,
 * included files, submissions of several files, and rules in {@code submissions.yaml}.
 */
class PackageSubmissionsTest {
  @RegisterExtension
  static final LocalGrader LOCAL = new LocalGrader(LocalOptions.DEFAULT.withSandboxes(1));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "guess",
        "guess-points",
        "hints",
        "words",
        "relay",
        "relay-talk",
        "squares",
        "halves"
      })
  void submissionsDoWhatTheyPromise(String name) throws Exception {
    ProblemPackage problem =
        PackageReader.read(Path.of("../testsuites/src/test/resources/packages", name));
    PackageJudge judge = new PackageJudge(LOCAL.grader(), LOCAL.programs());
    List<PackageJudge.Judged> accepted = new ArrayList<>();
    for (PackageSubmission submission : problem.submissions()) {
      ProblemPackage timed = PackageJudge.timed(problem, accepted);
      PackageJudge.Judged judged = judge.judge(timed, submission);
      if (submission.path().startsWith("accepted/")) {
        accepted.add(judged);
      }
      assertThat(judged).as(submission.path()).matches(PackageJudge.Judged::isAsExpected);
    }
  }
}
