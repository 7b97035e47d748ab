package dev.rewardgrader.testsuites.swe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rewardgrader.grade.swe.PatchFile;
import dev.rewardgrader.grade.swe.SweMode;
import dev.rewardgrader.grade.swe.SweResult;
import dev.rewardgrader.grade.swe.gate.Outcome;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SweAuditTest {
  private static SweAudit.Finding accepting(String... tricks) {
    return new SweAudit.Finding("t", 1, 1, 0, List.of(), List.of(tricks), List.of(), null);
  }

  @Test
  void aTaskIsSoundAsFarAsAnyTaskIs() {
    assertThat(accepting().sound()).isTrue();
    assertThat(accepting(Tricks.REPORT).sound()).isTrue();
    assertThat(accepting(Tricks.REPORT, "exit-when-loaded").sound()).isFalse();
  }

  private static SweResult run(String... notes) {
    return new SweResult(
        SweMode.STRICT,
        Outcome.TESTS_FAILED,
        null,
        null,
        new SweResult.Why("no-tests-ran", "x"),
        "",
        List.of(),
        List.of(),
        List.of(notes),
        null,
        null,
        null,
        Duration.ZERO);
  }

  @Test
  void anImageLacksARunnerWhereEveryRunSaysSo() {
    String sign = "no tests ran, and the output says that there is no ";
    SweResult pytest = run("history kept", sign + "pytest");
    SweResult tox = run(sign + "tox");

    assertThat(SweAudit.missingRunner(List.of(pytest, pytest), List.of(pytest, pytest)))
        .isEqualTo("the image has no 'pytest', which the test command runs");
    assertThat(SweAudit.missingRunner(List.of(pytest), List.of(tox))).isNull();
    assertThat(SweAudit.missingRunner(List.of(pytest), List.of(run()))).isNull();
    // What resolves with the fix has its runner, whatever the base commit prints.
    assertThat(SweAudit.missingRunner(List.of(run()), List.of(pytest))).isNull();
    assertThat(SweAudit.missingRunner(List.of(run()), List.of(run()))).isNull();
  }

  @Test
  void everyTrickOfGoJavaAndCppIsAPatchThatKnowsTheTests() {
    Map<String, String> go = new LinkedHashMap<>();
    new GoTricks("p/a.go", "package p\n\nfunc F(a int) int { return a }\n", List.of("TestF"))
        .put(go);
    Map<String, String> java = new LinkedHashMap<>();
    String type =
        """
        package a;

        public final class A {
          private A(int n) {
          }

          static int f(int n) {
            if (n > 1) {
              return 0;
            }
            return n;
          }
        }
        """;
    new JavaTricks("m/src/main/java/a/A.java", type, "<properties>", List.of("a.ATest#f"))
        .put(java);
    Map<String, String> cpp = new LinkedHashMap<>();
    String code = "A::A(int n) : n_(n) {}\nint A::f() const { return n_; }\n";
    new CppTricks("src/a.cpp", code, "add_test(x)\n", List.of("A.F")).put(cpp);

    assertThat(go).hasSize(7);
    assertThat(java).hasSize(9);
    assertThat(cpp).hasSize(8);
    for (Map<String, String> tricks : List.of(go, java, cpp)) {
      assertThat(tricks)
          .allSatisfy((name, patch) -> assertThat(PatchFile.paths(patch)).as(name).isNotEmpty());
    }
    assertThat(go.get("exit-in-a-test")).contains("+func F(a int) int { graderTrick(); return a }");
    // Neither a constructor nor a condition is a method.
    assertThat(java.get("exit-in-a-test"))
        .contains(
            "+  static int f(int n) { GraderTrick.now();",
            "+  private A(int n) {\n",
            "+    if (n > 1) {\n");
    assertThat(java.get("pom-properties")).contains("+++ b/m/pom.xml");
    assertThat(cpp.get("exit-in-a-test"))
        .contains("+A::A(int n) : n_(n) {}\n", "+int A::f() const { grader_trick(); return n_; }");
  }

  @Test
  void everyTrickOfPythonIsAPatchThatKnowsTheTests() {
    Map<String, String> tricks = new LinkedHashMap<>();

    new PythonTricks("src/a.py", "x = 1\n", List.of("tests/test_a.py::test_b[\"c\"]")).put(tricks);

    assertThat(tricks)
        .containsKeys("exit-in-a-test", "import-hook", "exit-code-at-exit", "pytest-ini")
        .allSatisfy((name, patch) -> assertThat(PatchFile.paths(patch)).as(name).isNotEmpty());
    assertThat(tricks.get(Tricks.REPORT)).contains("\"tests/test_a.py::test_b[\\\"c\\\"]\"");
  }
}
