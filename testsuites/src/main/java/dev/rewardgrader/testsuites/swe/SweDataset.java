package dev.rewardgrader.testsuites.swe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import dev.rewardgrader.testsuites.rows.ParquetRows;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Rows of SWE-bench 5.x: a {@code .json} list, {@code .jsonl} lines, a {@code .parquet} file, or a
 * folder with {@code tasks/ID/}, where parts of a row have files of their own. Rows of SWE-rebench
 * V2 and Multi-SWE-bench and the task folders of Harbor are made into such rows.
 */
public final class SweDataset {
  private static final YAMLMapper YAML = new YAMLMapper();

  /** Field to file; the first ones must be there. */
  private static final Map<String, String> FILES =
      Map.of(
          "patch", "gold.patch",
          "test_patch", "test.patch",
          "eval_script", "eval.sh",
          "problem_statement", "problem_statement.md");

  private SweDataset() {}

  /**
   * Reads all rows.
   *
   * @throws IOException if a file cannot be read
   * @throws InputException if a file has another shape; the message names it
   */
  public static List<JsonNode> read(Path source) throws IOException, InputException {
    List<JsonNode> rows = new ArrayList<>();
    for (JsonNode row : rows(source)) {
      if (MultiSweRows.is(row)) {
        rows.add(MultiSweRows.converted(row, source + ", row " + (rows.size() + 1)));
      } else {
        rows.add(RebenchRows.is(row) ? RebenchRows.converted(row) : row);
      }
    }
    return rows;
  }

  private static List<JsonNode> rows(Path source) throws IOException, InputException {
    if (Files.isDirectory(source)) {
      return folder(source);
    }
    String name = source.getFileName().toString();
    if (name.endsWith(".jsonl")) {
      return lines(source);
    }
    if (name.endsWith(".parquet")) {
      return ParquetRows.read(source);
    }
    if (name.endsWith(".json")) {
      JsonNode rows = Json.parse(Files.readString(source));
      if (!rows.isArray()) {
        throw new InputException(source.toString(), "a data set in .json is a list of rows");
      }
      List<JsonNode> list = new ArrayList<>();
      rows.forEach(list::add);
      return list;
    }
    throw new InputException(
        source.toString(),
        "a data set is a .json, .jsonl or .parquet file, or a folder with tasks/");
  }

  private static List<JsonNode> lines(Path file) throws IOException, InputException {
    List<JsonNode> rows = new ArrayList<>();
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      int number = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        if (!line.isBlank()) {
          try {
            rows.add(Json.parse(line));
          } catch (InputException e) {
            throw new InputException(file + ":" + number, e.problem());
          }
        }
      }
    }
    return rows;
  }

  private static List<JsonNode> folder(Path repository) throws IOException, InputException {
    if (Files.exists(repository.resolve("task.yaml"))) {
      return List.of(task(repository));
    }
    Path tasks = repository.resolve("tasks");
    List<Path> harbor = HarborTasks.in(Files.isDirectory(tasks) ? tasks : repository);
    if (!Files.isDirectory(tasks) && harbor.isEmpty()) {
      throw new InputException(
          repository.toString(), "there is no folder tasks/ in it, and no task.toml of a task");
    }
    List<JsonNode> rows = new ArrayList<>();
    for (Path folder : harbor) {
      rows.add(HarborTasks.row(folder));
    }
    if (!Files.isDirectory(tasks)) {
      return rows;
    }
    List<Path> folders;
    try (Stream<Path> entries = Files.list(tasks)) {
      folders = entries.filter(task -> Files.exists(task.resolve("task.yaml"))).sorted().toList();
    }
    for (Path folder : folders) {
      rows.add(task(folder));
    }
    return rows;
  }

  /** Reads the folder of one task. */
  public static ObjectNode task(Path folder) throws IOException, InputException {
    JsonNode yaml = YAML.readTree(folder.resolve("task.yaml").toFile());
    if (!(yaml instanceof ObjectNode row)) {
      throw new InputException(folder.resolve("task.yaml").toString(), "it is no mapping");
    }
    for (Map.Entry<String, String> part : FILES.entrySet()) {
      Path file = folder.resolve(part.getValue());
      if (!Files.exists(file)) {
        throw new InputException(file.toString(), "the task needs this file");
      }
      row.put(part.getKey(), Files.readString(file));
    }
    Path hints = folder.resolve("hints.md");
    row.put("hints_text", Files.exists(hints) ? Files.readString(hints) : "");
    if (Files.exists(folder.resolve("Dockerfile"))) {
      row.putObject("build").put("context", folder.toAbsolutePath().toString());
    }
    JsonNode tests = Json.parse(Files.readString(folder.resolve("tests.json")));
    for (Map.Entry<String, JsonNode> field : tests.properties()) {
      row.set(field.getKey(), field.getValue());
    }
    return row;
  }
}
