package dev.rewardgrader.cli.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.json.Json;
import dev.rewardgrader.rollout.CodeTask;
import dev.rewardgrader.rollout.TaskReader;
import dev.rewardgrader.sandboxes.local.LocalOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Interactors that fail, checkers behind them, and packages with either. */
class InteractiveTest {
  @RegisterExtension
  static final LocalGrader LOCAL = new LocalGrader(LocalOptions.DEFAULT.withSandboxes(1));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "raise ValueError",
        "import os; os.kill(os.getpid(), 9)",
        "import sys; sys.exit(0)",
        "while True: pass"
      })
  void anInteractorThatFailsIsAFaultAndNoVerdict(String source) {
    assertThatThrownBy(() -> judge(source, "", "input()"))
        .isInstanceOf(GraderFault.class)
        .hasMessageContaining("failed");
  }

  @Test
  void aCandidateThatFailsFirstIsToBlameWhateverItsInteractorDoesThen() throws Exception {
    Grade grade = judge("x = input()\nraise ValueError", "", "raise KeyError");

    assertThat(grade.verdict()).isEqualTo(Verdict.RUNTIME_ERROR);
    assertThat(grade.reason().message()).contains("KeyError");
  }

  @Test
  void aCheckerJudgesWhatTheInteractorWrote() throws Exception {
    String interactor =
        """
        import sys
        open(sys.argv[2], "w").write(input())
        """;
    String checker =
        """
        ,"checker":{"type":"program","language":"python","source":"import sys\\nsys.exit(0 if open(sys.argv[2]).read() == '7' else 1)"}
        """;

    assertThat(judge(interactor, ",\"protocol\":\"testlib\"", checker, "print(7)").verdict())
        .isEqualTo(Verdict.ACCEPTED);
    assertThat(judge(interactor, ",\"protocol\":\"testlib\"", checker, "print(8)").verdict())
        .isEqualTo(Verdict.WRONG_ANSWER);
  }

  @Test
  void aPartialScoreCounts() throws Exception {
    Grade grade =
        judge(
            "import sys\nopen(sys.argv[3] + 'score.txt', 'w').write(input())\nsys.exit(42)",
            ",\"max_score\":50",
            "print(20)");

    assertThat(grade.tests().results().getFirst().score()).isEqualTo(0.4);
  }

  private static Grade judge(String interactor, String options, String candidate) throws Exception {
    return judge(interactor, ",\"protocol\":\"kattis\"" + options, "", candidate);
  }

  private static Grade judge(String interactor, String options, String moreFields, String candidate)
      throws Exception {
    String source = Json.MAPPER.writeValueAsString(interactor);
    String task =
        """
        {"kind":"code","language":"python","tests":[{"input":"1\\n"}],"limits":{"time_ms":500},
         "interactor":{"language":"python","time_ms":500,"source":%s%s}%s}
        """
            .formatted(source, options, moreFields);
    CodeTask read = (CodeTask) new TaskReader(Path.of(".")).read(Json.parse(task), "$");
    return LOCAL.grade(read, "```python\n" + candidate + "\n```");
  }
}
