package dev.rewardgrader.benchmarks;

import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.GradingOptions;
import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.grade.code.CodeGrader;
import dev.rewardgrader.rollout.CodeTask;
import dev.rewardgrader.rollout.Completion;
import dev.rewardgrader.sandbox.SandboxPool;
import dev.rewardgrader.sandboxes.Sandboxes;
import dev.rewardgrader.sandboxes.docker.DockerOptions;
import dev.rewardgrader.sandboxes.docker.DockerProbe;
import dev.rewardgrader.sandboxes.languages.Languages;
import dev.rewardgrader.sandboxes.local.LocalOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What large outputs cost: five megabytes that are right, and a program that would write a
 * gigabyte. Each is graded a few times; the verdict must be right, and the most memory that this
 * process has had so far must not grow with the number of times.
 *
 * <pre>scripts/benchmark output [TIMES]</pre>
 */
public final class OutputBenchmark {
  private static final String LINE = "0123456789\n";
  private static final int LINES = 5_000_000 / LINE.length();
  private static final String RIGHT =
      "import sys\nsys.stdout.write('0123456789\\n' * %d)".formatted(LINES);
  private static final String ENDLESS =
      "import os\nfor i in range(1000): os.write(1, b'0123456789\\n' * 100_000)";

  private OutputBenchmark() {}

  public static void main(String[] args) throws Exception {
    int times = args.length > 0 ? Integer.parseInt(args[0]) : 5;
    try (SandboxPool pool = Sandboxes.local(LocalOptions.DEFAULT.withSandboxes(1))) {
      measure("local", pool, times);
    }
    if (DockerProbe.problem(DockerOptions.DEFAULT) == null) {
      try (SandboxPool pool = Sandboxes.docker(DockerOptions.DEFAULT.withSandboxes(1))) {
        measure("Docker", pool, times);
      }
    }
  }

  private static void measure(String name, SandboxPool pool, int times) throws Exception {
    CodeGrader grader = new CodeGrader(pool, Languages.bundled().all());
    for (int i = 1; i <= times; i++) {
      double right = graded(grader, RIGHT, Verdict.ACCEPTED);
      double endless = graded(grader, ENDLESS, Verdict.OUTPUT_LIMIT_EXCEEDED);
      System.out.printf(
          Locale.ROOT,
          "%s %d: 5 MB right in %.2f s, 1 GB ended in %.2f s, at most %d MB resident so far%n",
          name,
          i,
          right,
          endless,
          mostResidentMb());
    }
  }

  private static double graded(CodeGrader grader, String program, Verdict must) throws Exception {
    List<CodeTask.StdioTest> tests =
        List.of(new CodeTask.StdioTest("1", "", List.of(LINE.repeat(LINES)), 1, null));
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
    Completion completion = new Completion("```python\n" + program + "\n```");
    long start = System.nanoTime();
    Grade grade = grader.grade(task, completion, new GradingOptions(true, false));
    double seconds = (System.nanoTime() - start) / 1e9;
    if (grade.verdict() != must) {
      throw new IllegalStateException("a wrong verdict: " + grade.verdict() + grade.reason());
    }
    return seconds;
  }

  private static long mostResidentMb() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) >> 10)
        .findFirst()
        .orElse(-1);
  }
}
