package dev.rewardgrader.testsuites.sql;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.grade.sql.SqlIsolation;
import dev.rewardgrader.grade.sql.engine.QueryRunner;
import dev.rewardgrader.grade.sql.engine.WorkerPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Compares our verdicts with labelled data: a folder of {@code golds.jsonl}, {@code cases.jsonl},
 * {@code comparator_cases.jsonl}, {@code hostile.jsonl}, {@code tables.json} and {@code
 * databases/}. Files that are absent are left out.
 */
public final class SqlConformance {
  private SqlConformance() {}

  /** Runs everything that the folder holds in worker processes. */
  public static LabelCounts run(Path folder) throws IOException, InterruptedException {
    return run(folder, SqlIsolation.PROCESS);
  }

  /**
   * Runs everything that the folder holds.
   *
   * @throws IOException when a file cannot be read, or none is there
   */
  public static LabelCounts run(Path folder, SqlIsolation isolation)
      throws IOException, InterruptedException {
    LabelCounts counts = new LabelCounts();
    if (!Files.isDirectory(folder)) {
      throw new IOException("not a folder: " + folder);
    }
    if (Files.exists(folder.resolve("comparator_cases.jsonl"))) {
      ComparatorCases.run(folder.resolve("comparator_cases.jsonl"), counts);
    }
    int workers = WorkerPool.Options.standard().workers();
    try (QueryRunner runner = isolation.start(workers)) {
      if (Files.exists(folder.resolve("cases.jsonl"))) {
        cases(folder, runner, counts);
      }
    }
    if (Files.exists(folder.resolve("hostile.jsonl"))) {
      try (QueryRunner runner = isolation.start(workers)) {
        HostileCases.run(folder, runner, counts);
      }
    }
    if (counts.total().cases() == 0) {
      throw new IOException("no cases.jsonl, comparator_cases.jsonl or hostile.jsonl in " + folder);
    }
    return counts;
  }

  private static void cases(Path folder, QueryRunner runner, LabelCounts counts)
      throws IOException, InterruptedException {
    LabelledCases cases = new LabelledCases(folder, runner, counts);
    List<JsonNode> nodes = new ArrayList<>();
    LabelledJson.forEach(folder.resolve("cases.jsonl"), nodes::add);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (JsonNode node : nodes) {
        running.add(
            threads.submit(
                () -> {
                  cases.check(node);
                  return null;
                }));
      }
      for (Future<?> one : running) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("a case could not be checked: " + e.getCause(), e.getCause());
    }
  }
}
