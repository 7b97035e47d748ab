package dev.rewardgrader.benchmarks;

import dev.rewardgrader.rollout.CodeTask;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The smallest problem there is, "add two numbers", and what running its program bare takes. */
final class Additions {
  static final String PROGRAM = "a, b = map(int, input().split())\nprint(a + b)\n";

  private Additions() {}

  static CodeTask task(int tests) {
    List<CodeTask.StdioTest> all = new ArrayList<>();
    for (int i = 0; i < tests; i++) {
      all.add(new CodeTask.StdioTest("" + i, input(i), List.of(i + i + 1 + "\n"), 1, null));
    }
    return new CodeTask(
        "add",
        null,
        "python",
        new CodeTask.Stdio(all),
        new CodeTask.Checker("lines", null),
        CodeTask.TaskLimits.NONE,
        "",
        Map.of(),
        null);
  }

  static String input(int i) {
    return i + " " + (i + 1) + "\n";
  }

  /** Seconds to start the program once a test with nothing around it. */
  static double bare(int runs, int tests, int jobs) throws Exception {
    Path folder = Files.createTempDirectory("bare");
    Path program = Files.writeString(folder.resolve("main.py"), PROGRAM);
    long start = System.nanoTime();
    try (ExecutorService pool = Executors.newFixedThreadPool(jobs)) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < runs; i++) {
        String input = input(i % tests);
        all.add(
            pool.submit(
                () -> {
                  startBare(program, input);
                  return null;
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    Files.delete(program);
    Files.delete(folder);
    return seconds;
  }

  private static void startBare(Path program, String input)
      throws IOException, InterruptedException {
    Process process = new ProcessBuilder("/usr/bin/python3", program.toString()).start();
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(StandardCharsets.UTF_8));
    }
    process.getInputStream().readAllBytes();
    if (process.waitFor() != 0) {
      throw new IllegalStateException("the bare program failed");
    }
  }
}
