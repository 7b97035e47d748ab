package dev.rewardgrader.testsuites.packages;

import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.Grader;
import dev.rewardgrader.grade.GradingOptions;
import dev.rewardgrader.grade.TestReport;
import dev.rewardgrader.grade.TestResult;
import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.rollout.CodeTask;
import dev.rewardgrader.rollout.Completion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A package that a test writes file by file, and a grader that gives the verdicts it is told. */
record PackageFolder(Path path) {

  PackageFolder with(String file, String text) throws IOException {
    Path target = path.resolve(file);
    Files.createDirectories(target.getParent());
    Files.writeString(target, text);
    return this;
  }

  /** A test with input and answer, by its name below {@code data}. */
  PackageFolder withTest(String name) throws IOException {
    return with("data/" + name + ".in", "1\n").with("data/" + name + ".ans", "1\n");
  }

  PackageFolder withSubmission(String file) throws IOException {
    return with("submissions/" + file, "print(1)\n");
  }

  ProblemPackage read() throws IOException, PackageException {
    return PackageReader.read(path);
  }

  PackageSubmission submission(String file) throws IOException, PackageException {
    return read().submissions().stream()
        .filter(s -> s.path().equals(file))
        .findFirst()
        .orElse(null);
  }

  /** Judges a submission that does well but at these tests. */
  PackageJudge.Judged judge(String file, Map<String, Verdict> failing) throws Exception {
    ProblemPackage problem = read();
    return new PackageJudge(new Told(failing), null).judge(problem, submission(file));
  }

  private record Told(Map<String, Verdict> failing) implements Grader<CodeTask> {
    @Override
    public Class<CodeTask> taskType() {
      return CodeTask.class;
    }

    @Override
    public Grade grade(CodeTask task, Completion completion, GradingOptions options) {
      List<TestResult> results = new ArrayList<>();
      Verdict first = Verdict.ACCEPTED;
      for (CodeTask.StdioTest test : ((CodeTask.Stdio) task.form()).tests()) {
        Verdict verdict = failing.getOrDefault(test.id(), Verdict.ACCEPTED);
        results.add(
            new TestResult(
                test.id(), test.group(), test.points(), verdict, null, Duration.ZERO, 0, null));
        first = first == Verdict.ACCEPTED ? verdict : first;
        if (options.stopAtFirstFailure() && first != Verdict.ACCEPTED) {
          break;
        }
      }
      return Grade.of(first).tests(new TestReport(results.size(), 1, results)).build();
    }
  }
}
