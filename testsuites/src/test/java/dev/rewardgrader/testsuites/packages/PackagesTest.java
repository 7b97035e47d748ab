package dev.rewardgrader.testsuites.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.Grader;
import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.grade.GradingOptions;
import dev.rewardgrader.grade.TestReport;
import dev.rewardgrader.grade.TestResult;
import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.grade.code.check.Checkers;
import dev.rewardgrader.rollout.CodeTask;
import dev.rewardgrader.rollout.Completion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackagesTest {
  @TempDir private Path folder;

  @Test
  void readsAPackageWithSamplesFirst() throws Exception {
    ProblemPackage add = read("add");

    List<CodeTask.StdioTest> tests = ((CodeTask.Stdio) add.tasks().getFirst().form()).tests();
    assertThat(tests)
        .extracting(CodeTask.StdioTest::id)
        .containsExactly("sample/1", "secret/01", "secret/02");
    assertThat(tests.get(1).input()).isEqualTo("5 7\n");
    assertThat(tests.get(1).outputs()).containsExactly("12\n");
    assertThat(add.tasks().getFirst().limits())
        .isEqualTo(new CodeTask.TaskLimits(2000L, 256L, null));
    assertThat(Checkers.of(add.tasks().getFirst().checker()).id()).isEqualTo("kattis/1");
    assertThat(add.scoring()).isFalse();
  }

  @Test
  void findsSubmissionsWithTheirLanguagesAndPromises() throws Exception {
    Map<String, PackageSubmission> byPath = new HashMap<>();
    read("add").submissions().forEach(s -> byPath.put(s.path(), s));

    assertThat(byPath.get("accepted/sum.cc").language()).isEqualTo("cpp");
    assertThat(byPath.get("accepted/parts").files()).containsOnlyKeys("helper.py");
    assertThat(byPath.get("accepted/parts").source()).contains("from helper");
    assertThat(byPath.get("mixed/lucky.py").expected().verdicts())
        .isEqualTo(
            Set.of(Verdict.WRONG_ANSWER, Verdict.RUNTIME_ERROR, Verdict.MEMORY_LIMIT_EXCEEDED));
    assertThat(byPath.get("compiler_error/bad.cpp").expected().verdicts())
        .containsExactly(Verdict.COMPILE_ERROR);
  }

  @Test
  void readsAValidatorOfOneFileOrOfAFolder() throws Exception {
    CodeTask.Checker python = read("split").tasks().getFirst().checker();
    CodeTask.Checker cpp = read("split-cpp").tasks().getFirst().checker();

    assertThat(python.options().path("language").asText()).isEqualTo("python");
    assertThat(python.options().path("protocol").asText()).isEqualTo("kattis");
    assertThat(cpp.options().path("language").asText()).isEqualTo("cpp");
    assertThat(cpp.options().path("main").asText()).isEqualTo("validate.cpp");
  }

  @Test
  void addsUpGroupsByTheirLeastTestAndLeavesSamplesOut() throws Exception {
    ProblemPackage steps = read("steps");

    assertThat(steps.data().best(new GroupProgram(null))).isEqualTo(100);
    assertThat(judged(steps, Set.of()).verdict()).isEqualTo(Verdict.ACCEPTED);
    PackageJudge.Judged some = judged(steps, Set.of("secret/group2/1"));
    assertThat(some.score()).isEqualTo(30);
    assertThat(some.verdict()).isEqualTo(Verdict.PARTIAL);
    PackageJudge.Judged none = judged(steps, Set.of("secret/group1/0", "secret/group2/0"));
    assertThat(none.score()).isZero();
    assertThat(none.verdict()).isEqualTo(Verdict.WRONG_ANSWER);
  }

  @Test
  void readsInteractivePackages() throws Exception {
    CodeTask.Interactive guess = (CodeTask.Interactive) read("guess").tasks().getFirst().form();

    assertThat(guess.tests()).hasSize(4);
    assertThat(guess.interactor().path("language").asText()).isEqualTo("python");
    assertThat(guess.interactor().path("args").get(0).asText()).isEqualTo("10");
  }

  @Test
  void addsUpTheGroupsOfTheNewFormat() throws Exception {
    ProblemPackage points = read("guess-points");

    assertThat(points.scoring()).isTrue();
    assertThat(points.data().best(new GroupProgram(null))).isEqualTo(100);
    assertThat(judged(points, Set.of("secret/hard/1")).score()).isEqualTo(65);
    assertThat(judged(points, Set.of("secret/easy/1")).score())
        .as("hard counts only where easy passes")
        .isZero();
    assertThat(judged(points, Set.of("sample/1")).score())
        .as("easy requires the samples, hard only easy's tests")
        .isEqualTo(70);
  }

  @Test
  void aFaultIsNoVerdict() throws Exception {
    PackageJudge judge =
        new PackageJudge(
            grader(
                task -> {
                  throw GraderFault.badTask("the checker program failed");
                }),
            null);
    ProblemPackage add = read("add");

    PackageJudge.Judged judged = judge.judge(add, add.submissions().getFirst());

    assertThat(judged.verdict()).isNull();
    assertThat(judged.isAsExpected()).isFalse();
  }

  @Test
  void namesTheFileThatIsWrong() throws Exception {
    assertThatThrownBy(() -> PackageReader.read(folder))
        .isInstanceOf(PackageException.class)
        .hasMessageContaining("data");
    Path secret = Files.createDirectories(folder.resolve("data/secret"));
    Files.writeString(secret.resolve("1.in"), "1\n");
    assertThatThrownBy(() -> PackageReader.read(folder)).hasMessageContaining("1.ans");
    Files.writeString(secret.resolve("1.ans"), "1\n");
    Files.writeString(folder.resolve("problem.yaml"), "validation: custom interactive\n");
    assertThatThrownBy(() -> PackageReader.read(folder)).hasMessageContaining("validator");
    Files.writeString(folder.resolve("problem.yaml"), "validator_flags: float_tolerance x\n");
    assertThatThrownBy(() -> PackageReader.read(folder)).hasMessageContaining("float_tolerance");
  }

  private static PackageJudge.Judged judged(ProblemPackage problem, Set<String> failing)
      throws InterruptedException {
    return new PackageJudge(grader(task -> grade(task, failing)), null)
        .judge(problem, problem.submissions().getFirst());
  }

  private static Grade grade(CodeTask task, Set<String> failing) {
    List<TestResult> results = new ArrayList<>();
    for (CodeTask.StdioTest test : tests(task)) {
      Verdict verdict = failing.contains(test.id()) ? Verdict.WRONG_ANSWER : Verdict.ACCEPTED;
      results.add(
          new TestResult(
              test.id(), test.group(), test.points(), verdict, null, Duration.ZERO, 0, null));
    }
    return Grade.of(failing.isEmpty() ? Verdict.ACCEPTED : Verdict.WRONG_ANSWER)
        .tests(new TestReport(results.size(), 1, results))
        .build();
  }

  private static List<CodeTask.StdioTest> tests(CodeTask task) {
    return task.form() instanceof CodeTask.Interactive interactive
        ? interactive.tests()
        : ((CodeTask.Stdio) task.form()).tests();
  }

  private interface Judge {
    Grade of(CodeTask task) throws GraderFault;
  }

  private static Grader<CodeTask> grader(Judge judge) {
    return new Grader<>() {
      @Override
      public Class<CodeTask> taskType() {
        return CodeTask.class;
      }

      @Override
      public Grade grade(CodeTask task, Completion completion, GradingOptions options)
          throws GraderFault {
        return judge.of(task);
      }
    };
  }

  private static ProblemPackage read(String name) throws Exception {
    return PackageReader.read(Path.of(PackagesTest.class.getResource("/packages/" + name).toURI()));
  }
}
