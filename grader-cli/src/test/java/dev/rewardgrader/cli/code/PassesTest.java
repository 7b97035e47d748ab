package dev.rewardgrader.cli.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.json.Json;
import dev.rewardgrader.rollout.CodeTask;
import dev.rewardgrader.rollout.TaskReader;
import dev.rewardgrader.sandboxes.local.LocalOptions;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that run several times at a test, with inputs that the judging program writes. */
class PassesTest {
  @RegisterExtension
  static final LocalGrader LOCAL = new LocalGrader(LocalOptions.DEFAULT.withSandboxes(1));

  /** Sends what was printed back as the next input, until that has been done three times. */
  private static final String ECHO =
      """
      import os, sys
      folder = sys.argv[3]
      assert not os.path.exists(folder + "nextpass.in")
      count = len(open(folder + "seen").read()) if os.path.exists(folder + "seen") else 0
      given = int(open(sys.argv[1]).read())
      if int(input()) != given + 1:
          sys.exit(43)
      open(folder + "seen", "a").write("x")
      if count < 2:
          open(folder + "nextpass.in", "w").write(str(given + 1))
      else:
          assert given == 12 and open(sys.argv[2]).read() == "answer"
      sys.exit(42)
      """;

  /** The same, but asks for it in a conversation. */
  private static final String TALK = "print(open(__import__('sys').argv[1]).read())\n" + ECHO;

  @ParameterizedTest
  @ValueSource(strings = {"checker", "interactor"})
  void everyPassGetsWhatTheOneBeforeWasAnsweredWith(String role) throws Exception {
    Grade grade = judge(role, 3, "print(int(input()) + 1)");

    assertThat(grade.verdict()).as(grade.reason() + "").isEqualTo(Verdict.ACCEPTED);
    assertThat(grade.tests().results()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"checker", "interactor"})
  void aLaterPassMayFail(String role) throws Exception {
    assertThat(judge(role, 3, "x = int(input())\nprint(x + 1 if x < 12 else 0)").verdict())
        .isEqualTo(Verdict.WRONG_ANSWER);
    assertThat(judge(role, 3, "x = int(input())\nprint(x + 1 if x < 11 else 1 / 0)").verdict())
        .isEqualTo(Verdict.RUNTIME_ERROR);
  }

  @ParameterizedTest
  @ValueSource(strings = {"checker", "interactor"})
  void aCandidateKeepsNothingFromOnePassToTheNext(String role) throws Exception {
    String counting =
        """
        import os
        for path in ("count", "/tmp/count"):
            assert not os.path.exists(path)
            open(path, "w").write("x")
        print(int(input()) + 1)
        """;

    assertThat(judge(role, 3, counting).verdict()).isEqualTo(Verdict.ACCEPTED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"checker", "interactor"})
  void morePassesThanAllowedAreAFaultOfTheTask(String role) {
    assertFault("2 are allowed", () -> judge(role, 2, "print(int(input()) + 1)"));
  }

  @Test
  void aValidatorThatRefusesAndAsksForMoreIsBroken() {
    String both = "import sys\nopen(sys.argv[3] + 'nextpass.in', 'w')\nsys.exit(43)";

    assertFault("nextpass.in", () -> judge("checker", both, "kattis", 2, "print(1)"));
  }

  @Test
  void anInputThatIsTooLargeIsAFaultAndNotTheEnd() {
    String large =
        "import sys\nopen(sys.argv[3] + 'nextpass.in', 'w').truncate(17 << 20)\nsys.exit(42)";

    assertFault("nextpass.in", () -> judge("checker", large, "kattis", 2, "print(1)"));
  }

  @Test
  void aCheckerWithTooLittleMemoryIsToldSo() {
    String large = "import sys\nx = bytearray(1500 << 20)\nsys.exit(42)";

    assertFault("memory_mb", () -> judge("checker", large, "kattis", 1, "print(1)"));
  }

  @Test
  void onlyOneProtocolKnowsOfPasses() {
    assertFault("kattis", () -> judge("checker", ECHO, "testlib", 3, "print(1)"));
  }

  private static void assertFault(String message, ThrowingCallable judging) {
    assertThatThrownBy(judging).isInstanceOf(GraderFault.class).hasMessageContaining(message);
  }

  private static Grade judge(String role, int passes, String candidate) throws Exception {
    return judge(role, role.equals("checker") ? ECHO : TALK, "kattis", passes, candidate);
  }

  private static Grade judge(
      String role, String source, String protocol, int passes, String candidate) throws Exception {
    ObjectNode task = Json.MAPPER.createObjectNode();
    task.put("kind", "code").put("id", "t").put("language", "python").put("passes", passes);
    task.putArray("tests").addObject().put("input", "10").put("output", "answer");
    ObjectNode program = task.putObject(role).put("language", "python").put("source", source);
    program.put("protocol", protocol);
    if (role.equals("checker")) {
      program.put("type", "program");
    }
    CodeTask read = (CodeTask) new TaskReader(Path.of(".")).read(task, "$");
    return LOCAL.grade(read, "```python\n" + candidate + "\n```");
  }
}
