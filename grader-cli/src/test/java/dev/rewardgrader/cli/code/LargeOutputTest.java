package dev.rewardgrader.cli.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.GradingOptions;
import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.grade.code.CodeGrader;
import dev.rewardgrader.rollout.CodeTask;
import dev.rewardgrader.rollout.Completion;
import dev.rewardgrader.sandbox.SandboxException;
import dev.rewardgrader.sandbox.SandboxPool;
import dev.rewardgrader.sandboxes.Sandboxes;
import dev.rewardgrader.sandboxes.docker.DockerLauncher;
import dev.rewardgrader.sandboxes.docker.DockerOptions;
import dev.rewardgrader.sandboxes.languages.Languages;
import dev.rewardgrader.sandboxes.local.LocalOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Outputs that other graders lose, or die of. */
class LargeOutputTest {
  private static final int LINES = 1_000_000;

  @ParameterizedTest
  @ValueSource(strings = {"local", "docker"})
  void sevenMegabytesThatAreRightAreAccepted(String kind) throws Exception {
    assertThat(grade(kind, "print('\\n'.join(map(str, range(%d))))".formatted(LINES)).verdict())
        .isEqualTo(Verdict.ACCEPTED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "docker"})
  void sevenMegabytesThatAreWrongAtTheirEndAreNot(String kind) throws Exception {
    String program = "print('\\n'.join(map(str, range(%d))))\nprint(1)".formatted(LINES);
    assertThat(grade(kind, program).verdict()).isEqualTo(Verdict.WRONG_ANSWER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "docker"})
  void aGigabyteIsTooMuch(String kind) throws Exception {
    String program = "import os\nfor i in range(1000): os.write(1, b'0\\n' * 500_000)";
    assertThat(grade(kind, program).verdict()).isEqualTo(Verdict.OUTPUT_LIMIT_EXCEEDED);
  }

  private static Grade grade(String kind, String program) throws Exception {
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < LINES; i++) {
      expected.append(i).append('\n');
    }
    List<CodeTask.StdioTest> tests =
        List.of(new CodeTask.StdioTest("1", "", List.of(expected.toString()), 1, null));
    CodeTask task =
        new CodeTask(
            "large",
            null,
            "python",
            new CodeTask.Stdio(tests),
            new CodeTask.Checker("lines", null),
            CodeTask.TaskLimits.NONE,
            "",
            Map.of(),
            null);
    try (SandboxPool pool = open(kind)) {
      CodeGrader grader = new CodeGrader(pool, Languages.bundled().all());
      Completion completion = new Completion("```python\n" + program + "\n```");
      return grader.grade(task, completion, new GradingOptions(true, false));
    }
  }

  private static SandboxPool open(String kind) {
    try {
      if (kind.equals("local")) {
        return Sandboxes.local(LocalOptions.DEFAULT.withSandboxes(1));
      }
      DockerOptions options = DockerOptions.DEFAULT.withSandboxes(1);
      try (DockerLauncher launcher = new DockerLauncher(options)) {
        assumeTrue(launcher.hasImage("python"), "no image grader/python");
      }
      return Sandboxes.docker(options);
    } catch (SandboxException e) {
      return abort("no " + kind + " sandbox here: " + e.getMessage());
    }
  }
}
