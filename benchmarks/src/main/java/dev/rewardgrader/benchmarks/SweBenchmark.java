package dev.rewardgrader.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rewardgrader.grade.swe.EvalType;
import dev.rewardgrader.grade.swe.SweGrader;
import dev.rewardgrader.grade.swe.SweMode;
import dev.rewardgrader.grade.swe.SweResult;
import dev.rewardgrader.grade.swe.SweRow;
import dev.rewardgrader.grade.swe.SweSettings;
import dev.rewardgrader.grade.swe.SweSpec;
import dev.rewardgrader.sandboxes.docker.swe.DockerSweEngine;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Whole evaluations of a bundled task's patches, set against {@code docker run} of the same patch
 * and test command with nothing around them. The rounds are taken in turn. The reference fix
 * resolves its task, and so has a canary in strict mode; a wrong patch needs none.
 *
 * <pre>scripts/benchmark swe [TASK] [EVALUATIONS] [WORKERS] [PADDING_SECONDS]</pre>
 *
 * <p>The padding makes the test command longer by as many seconds of sleep, since the bundled tasks
 * are shorter than any real one.
 */
public final class SweBenchmark {
  private static final int ROUNDS = 3;
  private static final String START = ": '>>>>> Start Test Output'\n";

  private final SweRow row;
  private final List<Subject> subjects;
  private final int evaluations;
  private final int workers;

  /** A patch, and whether it resolves the task. */
  private record Subject(String name, String patch, boolean resolves) {}

  private SweBenchmark(SweRow row, List<Subject> subjects, int evaluations, int workers) {
    this.row = row;
    this.subjects = subjects;
    this.evaluations = evaluations;
    this.workers = workers;
  }

  public static void main(String[] args) throws Exception {
    String task = args.length > 0 ? args[0] : "mini__slug-1";
    int evaluations = args.length > 1 ? Integer.parseInt(args[1]) : 10;
    int workers = args.length > 2 ? Integer.parseInt(args[2]) : 2;
    int padding = args.length > 3 ? Integer.parseInt(args[3]) : 0;
    Path folder = Path.of("testsuites/swe-mini/tasks").resolve(task);
    SweRow row = read(folder, padding);
    List<Subject> subjects = new ArrayList<>(List.of(new Subject("fix", row.patch(), true)));
    Path wrong = folder.resolve("patches/wrong.patch");
    if (Files.exists(wrong)) {
      subjects.add(new Subject("wrong", Files.readString(wrong), false));
    }
    new SweBenchmark(row, subjects, evaluations, workers).run();
  }

  private static SweRow read(Path folder, int padding) throws Exception {
    JsonNode tests = new JsonMapper().readTree(folder.resolve("tests.json").toFile());
    String image = "";
    String parser = "";
    for (String line : Files.readAllLines(folder.resolve("task.yaml"))) {
      image = line.startsWith("image: ") ? line.substring(7) : image;
      parser = line.startsWith("log_parser: ") ? line.substring(12) : parser;
    }
    String script = Files.readString(folder.resolve("eval.sh"));
    if (padding > 0) {
      script = script.replace(START, START + "sleep " + padding + "\n");
    }
    return new SweRow(
        new SweSpec(
            folder.getFileName().toString(),
            "1.0",
            parser,
            EvalType.PASS_AND_FAIL,
            SweRow.testNames(tests, "FAIL_TO_PASS"),
            SweRow.testNames(tests, "PASS_TO_PASS")),
        image,
        script,
        Files.readString(folder.resolve("gold.patch")),
        Files.readString(folder.resolve("test.patch")),
        null);
  }

  private void run() throws Exception {
    System.out.printf(
        Locale.ROOT,
        "%s: %d evaluations, %d at once; best of %d rounds, taken in turn%n",
        row.spec().instanceId(),
        evaluations,
        workers,
        ROUNDS);
    double[][] best = new double[subjects.size()][3];
    for (double[] each : best) {
      Arrays.fill(each, Double.POSITIVE_INFINITY);
    }
    try (DockerSweEngine engine = DockerSweEngine.connect()) {
      for (int round = 0; round < ROUNDS; round++) {
        for (int i = 0; i < subjects.size(); i++) {
          Subject subject = subjects.get(i);
          best[i][0] = Math.min(best[i][0], time(false, () -> bare(subject)));
          best[i][1] = Math.min(best[i][1], time(engine, SweMode.REFERENCE, subject));
          best[i][2] = Math.min(best[i][2], time(engine, SweMode.STRICT, subject));
        }
      }
    }
    for (int i = 0; i < subjects.size(); i++) {
      print(subjects.get(i), "docker run of the bare command", best[i][0], best[i][0]);
      print(subjects.get(i), "reference mode", best[i][1], best[i][0]);
      print(subjects.get(i), "strict mode", best[i][2], best[i][0]);
    }
  }

  private void print(Subject subject, String what, double seconds, double floor) {
    System.out.printf(
        Locale.ROOT,
        "%-6s %-32s %6.2f s each a worker   x %.2f%n",
        subject.name(),
        what,
        seconds * workers / evaluations,
        seconds / floor);
  }

  private double time(boolean graded, Callable<Void> work) throws Exception {
    long start = System.nanoTime();
    // The grader has its own workers; evaluations that wait for one are there already.
    int threads = graded ? evaluations : workers;
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<Void>> all = new ArrayList<>();
      for (int i = 0; i < evaluations; i++) {
        all.add(pool.submit(work));
      }
      for (Future<Void> one : all) {
        one.get();
      }
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private double time(DockerSweEngine engine, SweMode mode, Subject subject) throws Exception {
    SweSettings settings = SweSettings.defaults().withWorkers(workers).withMode(mode);
    SweGrader grader = new SweGrader(engine, settings);
    return time(true, () -> evaluate(grader, settings, subject));
  }

  private Void evaluate(SweGrader grader, SweSettings settings, Subject subject) throws Exception {
    SweResult result = grader.run(row, subject.patch(), settings).first();
    if (result.outcome().resolved() != subject.resolves()) {
      throw new IllegalStateException(
          "the patch " + subject.name() + " came out otherwise: " + result.reason());
    }
    return null;
  }

  private Void bare(Subject subject) throws Exception {
    Process process =
        new ProcessBuilder(
                "docker", "run", "--rm", "-i", "--network", "none", row.image(), "bash", "-s")
            .redirectErrorStream(true)
            .start();
    String script =
        "cd /testbed\ngit apply - <<'EOF_fix'\n" + subject.patch() + "EOF_fix\n" + row.evalScript();
    try (OutputStream in = process.getOutputStream()) {
      in.write(script.getBytes(StandardCharsets.UTF_8));
    }
    process.getInputStream().readAllBytes();
    if (process.waitFor() != 0) {
      throw new IllegalStateException("docker run failed: " + process.exitValue());
    }
    return null;
  }
}
