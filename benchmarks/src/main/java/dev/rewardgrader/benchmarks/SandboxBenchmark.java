package dev.rewardgrader.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rewardgrader.sandbox.Execution;
import dev.rewardgrader.sandbox.ExecutionResult;
import dev.rewardgrader.sandbox.Limits;
import dev.rewardgrader.sandbox.Sandbox;
import dev.rewardgrader.sandbox.SandboxException;
import dev.rewardgrader.sandbox.SandboxPool;
import dev.rewardgrader.sandboxes.Sandboxes;
import dev.rewardgrader.sandboxes.docker.DockerOptions;
import dev.rewardgrader.sandboxes.local.LocalOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What a sandboxed run costs beyond a bare fork and exec of the same program, and how many runs a
 * core does in a second.
 *
 * <p>The baseline is a small C program that forks, executes and waits in a loop; it is compiled
 * when this starts and measured between the sandboxes, because other work on the machine moves all
 * figures together. Arguments: {@code docker} to measure containers, too (images cpp and python); a
 * number for other than 300 runs a series.
 */
public final class SandboxBenchmark {
  private static final String FORK_AND_EXEC =
      """
      #include <stdio.h>
      #include <stdlib.h>
      #include <sys/wait.h>
      #include <time.h>
      #include <unistd.h>
      static int order(const void *a, const void *b) { double d = *(double *)a - *(double *)b; return (d > 0) - (d < 0); }
      int main(int argc, char **argv) {
        int n = atoi(argv[1]);
        double *t = malloc(n * sizeof *t);
        for (int i = 0; i < n; i++) {
          struct timespec a, b;
          clock_gettime(CLOCK_MONOTONIC, &a);
          pid_t p = fork();
          if (p == 0) { freopen("/dev/null", "r", stdin); freopen("/dev/null", "w", stdout); execvp(argv[2], argv + 2); _exit(127); }
          waitpid(p, NULL, 0);
          clock_gettime(CLOCK_MONOTONIC, &b);
          t[i] = (b.tv_sec - a.tv_sec) * 1e3 + (b.tv_nsec - a.tv_nsec) / 1e6;
        }
        qsort(t, n, sizeof *t, order);
        printf("%f", t[n / 2]);
        return 0;
      }
      """;
  private static final String NATIVE =
      "#include <stdio.h>\nint main() { puts(\"42\"); return 0; }\n";
  private static final String SCRIPT = "print(sum(range(10)))\n";

  private final Path folder;
  private final int runs;

  private SandboxBenchmark(Path folder, int runs) {
    this.folder = folder;
    this.runs = runs;
  }

  public static void main(String[] args) throws Exception {
    List<String> words = List.of(args);
    int runs =
        words.stream().filter(w -> w.matches("\\d+")).findFirst().map(Integer::valueOf).orElse(300);
    Path folder = Files.createTempDirectory("grader-benchmark");
    try {
      SandboxBenchmark benchmark = new SandboxBenchmark(folder, runs);
      benchmark.prepare();
      try (SandboxPool pool = Sandboxes.local(LocalOptions.DEFAULT)) {
        benchmark.measure("bubblewrap", pool);
      }
      if (words.contains("docker")) {
        try (SandboxPool pool = Sandboxes.docker(DockerOptions.DEFAULT)) {
          benchmark.measure("docker", pool);
        }
      }
    } finally {
      for (String name : List.of("bare", "bare.c", "native", "native.c", "main.py")) {
        Files.deleteIfExists(folder.resolve(name));
      }
      Files.delete(folder);
    }
  }

  private void prepare() throws IOException, InterruptedException {
    Files.writeString(folder.resolve("bare.c"), FORK_AND_EXEC);
    Files.writeString(folder.resolve("native.c"), NATIVE);
    Files.writeString(folder.resolve("main.py"), SCRIPT);
    output("gcc", "-O2", "-w", "-static", "-o", path("bare"), path("bare.c"));
    output("gcc", "-O2", "-static", "-o", path("native"), path("native.c"));
  }

  private void measure(String name, SandboxPool pool)
      throws IOException, InterruptedException, SandboxException, ExecutionException {
    System.out.printf(Locale.ROOT, "%n%s, %d runs a series, medians in ms%n", name, runs);
    try (Sandbox sandbox = pool.acquire("python")) {
      sandbox.put("native", Files.readAllBytes(folder.resolve("native")), true);
      sandbox.put("main.py", SCRIPT.getBytes(UTF_8), false);
      Execution nativeRun = Execution.of(List.of("./native"), Limits.DEFAULT);
      Execution cold = Execution.of(List.of("python3", "main.py"), Limits.DEFAULT);
      single(sandbox, cold.warmedBy("python"), 20);
      for (int round = 0; round < 3; round++) {
        double bare = bare(path("native"));
        double isolated = single(sandbox, nativeRun, runs);
        row("native", bare, isolated);
        double barePython = bare("/usr/bin/python3", path("main.py"));
        row("python, cold", barePython, single(sandbox, cold, runs));
        row("python, warm", barePython, single(sandbox, cold.warmedBy("python"), runs));
      }
    }
    throughput(pool);
  }

  private static void row(String what, double bare, double isolated) {
    System.out.printf(
        Locale.ROOT,
        "  %-14s bare fork+exec %7.3f   sandboxed %7.3f   beyond %+7.3f   ratio %.2f%n",
        what,
        bare,
        isolated,
        isolated - bare,
        isolated / bare);
  }

  private double single(Sandbox sandbox, Execution execution, int count) throws SandboxException {
    double[] times = new double[count];
    for (int i = 0; i < count; i++) {
      long start = System.nanoTime();
      check(sandbox.run(execution));
      times[i] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(times);
    return times[count / 2];
  }

  /** Every core busy with tests of its own candidate, all of one candidate in one round trip. */
  private void throughput(SandboxPool pool) throws InterruptedException, ExecutionException {
    int cores = Runtime.getRuntime().availableProcessors();
    Execution run = Execution.of(List.of("python3", "main.py"), Limits.DEFAULT);
    for (Execution each : List.of(run, run.warmedBy("python"))) {
      long start = System.nanoTime();
      Duration cpu = Duration.ZERO;
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<Duration>> all = new ArrayList<>();
        for (int i = 0; i < cores; i++) {
          all.add(threads.submit(() -> series(pool, each)));
        }
        for (Future<Duration> one : all) {
          cpu = cpu.plus(one.get());
        }
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          Locale.ROOT,
          "  python, %s: %.0f tests/s/core over %d cores, of which the tests' own CPU %.0f %%%n",
          each.warm() == null ? "cold" : "warm",
          runs / seconds,
          cores,
          100 * cpu.toNanos() / 1e9 / (seconds * cores));
    }
  }

  private Duration series(SandboxPool pool, Execution execution)
      throws SandboxException, InterruptedException {
    try (Sandbox sandbox = pool.acquire("python")) {
      sandbox.put("main.py", SCRIPT.getBytes(UTF_8), false);
      List<Execution> all = new ArrayList<>();
      for (int i = 0; i < runs; i++) {
        all.add(execution);
      }
      return sandbox.runAll(all, ExecutionResult::succeeded).stream()
          .map(ExecutionResult::cpuTime)
          .reduce(Duration.ZERO, Duration::plus);
    }
  }

  private static void check(ExecutionResult result) {
    if (!result.succeeded()) {
      throw new IllegalStateException("a run ended as " + result.ending() + " " + result.detail());
    }
  }

  private double bare(String... command) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of(path("bare"), Integer.toString(runs)));
    words.addAll(List.of(command));
    return Double.parseDouble(output(words.toArray(String[]::new)));
  }

  private static String output(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String text = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + " failed");
    }
    return text;
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }
}
