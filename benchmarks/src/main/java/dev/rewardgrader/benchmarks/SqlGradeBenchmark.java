package dev.rewardgrader.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The rollouts of {@link SqlRolloutsBenchmark} through the launcher, as they are graded in
 * practice: prints what a record's time is beyond its candidate's own in the engine, for each group
 * of 64 and for all together. The first rollout of each job waits for the gold and does not count.
 *
 * <p>Times in records are whole milliseconds, rounded down.
 *
 * <pre>scripts/benchmark sqlgrade FILE [megabytes [groups [jobs]]]</pre>
 */
final class SqlGradeBenchmark {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private SqlGradeBenchmark() {}

  public static void main(String[] args) throws IOException, SQLException, InterruptedException {
    Path file = Path.of(args[0]).toAbsolutePath();
    SqlRolloutsBenchmark.make(file, args.length > 1 ? Long.parseLong(args[1]) : 1024);
    int groups = args.length > 2 ? Integer.parseInt(args[2]) : 8;
    int jobs = args.length > 3 ? Integer.parseInt(args[3]) : 1;
    Path folder = Files.createTempDirectory("sqlgrade");
    try {
      Path rollouts = folder.resolve("rollouts.jsonl");
      Path records = folder.resolve("records.jsonl");
      Files.write(rollouts, lines(file, groups));
      int exit = grade(rollouts, records, jobs);
      if (exit != 0) {
        throw new IllegalStateException("the launcher ended with exit code " + exit);
      }
      print(Files.readAllLines(records), jobs);
    } finally {
      Files.deleteIfExists(folder.resolve("rollouts.jsonl"));
      Files.deleteIfExists(folder.resolve("records.jsonl"));
      Files.delete(folder);
    }
  }

  private static List<String> lines(Path database, int groups) {
    List<String> lines = new ArrayList<>();
    for (int group = 0; group < groups; group++) {
      int index = 0;
      for (String candidate : SqlRolloutsBenchmark.candidates(group)) {
        ObjectNode line = JSON.createObjectNode();
        line.put("id", group + "." + index++).put("group", String.valueOf(group));
        line.putObject("task")
            .put("kind", "sql")
            .put("dialect", "sqlite")
            .put("database", database.toString())
            .put("gold", SqlRolloutsBenchmark.GOLD);
        line.put("completion", "```sql\n" + candidate + "\n```");
        lines.add(line.toString());
      }
    }
    return lines;
  }

  private static int grade(Path rollouts, Path records, int jobs)
      throws IOException, InterruptedException {
    return new ProcessBuilder(
            "scripts/grader",
            "grade",
            rollouts.toString(),
            "-o",
            records.toString(),
            "-j",
            String.valueOf(jobs),
            "--sandbox",
            "local",
            "--progress",
            "none")
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start()
        .waitFor();
  }

  private static void print(List<String> records, int jobs) throws IOException {
    double[] beyond = new double[records.size()];
    for (int i = 0; i < beyond.length; i++) {
      JsonNode record = JSON.readTree(records.get(i));
      beyond[i] =
          record.at("/timing/total_ms").asDouble() - record.at("/details/sql/ms").asDouble();
    }
    for (int from = 0; from < beyond.length; from += SqlRolloutsBenchmark.ROLLOUTS) {
      int end = from + SqlRolloutsBenchmark.ROLLOUTS;
      print("group " + end / SqlRolloutsBenchmark.ROLLOUTS, beyond, Math.max(from, jobs), end);
    }
    print("all", beyond, jobs, beyond.length);
  }

  private static void print(String name, double[] beyond, int from, int end) {
    double[] sorted = Arrays.copyOfRange(beyond, from, end);
    Arrays.sort(sorted);
    System.out.printf(
        Locale.ROOT,
        "%-8s %4d rollouts: beyond p50 %.2f ms, p99 %.2f ms%n",
        name,
        sorted.length,
        sorted[sorted.length / 2],
        SqlRolloutsBenchmark.p99(sorted));
  }
}
