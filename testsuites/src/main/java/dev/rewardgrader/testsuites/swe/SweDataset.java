package dev.rewardgrader.testsuites.swe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.rewardgrader.grade.swe.SweRow;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import dev.rewardgrader.testsuites.rows.ParquetRows;
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
      String place = source + ", row " + (rows.size() + 1);
      if (!row.isObject()) {
        throw new InputException(place, "a row is an object; it is of type " + row.getNodeType());
      }
      if (MultiSweRows.is(row)) {
        String id =
            "%s__%s-%s"
                .formatted(
                    row.get("org").asText(), row.get("repo").asText(), row.get("number").asText());
        rows.add(orFault(id, () -> MultiSweRows.converted(row, place)));
      } else {
        rows.add(RebenchRows.is(row) ? RebenchRows.converted(row) : row);
      }
    }
    return rows;
  }

  /** Reads one row. */
  @FunctionalInterface
  private interface Reading {
    JsonNode row() throws IOException, InputException;
  }

  /**
   * A row, or in its place one that only says why it cannot be read: it becomes a fault of that
   * instance, and the others go on.
   */
  private static JsonNode orFault(String id, Reading reading) {
    try {
      return reading.row();
    } catch (IOException | InputException e) {
      return JsonNodeFactory.instance
          .objectNode()
          .put("instance_id", id)
          .put(SweRow.UNREADABLE, e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }

  private static String name(Path folder) {
    return folder.toAbsolutePath().normalize().getFileName().toString();
  }

  private static List<JsonNode> rows(Path source) throws IOException, InputException {
    if (Files.isDirectory(source)) {
      return folder(source);
    }
    if (source.toString().endsWith(".parquet")) {
      return ParquetRows.read(source);
    }
    JsonFile file = new JsonFile(source);
    if (file.isLines()) {
      return file.lines().stream().map(JsonFile.Line::value).toList();
    }
    if (file.isDocument()) {
      JsonNode rows = file.document();
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
      rows.add(orFault(name(folder), () -> HarborTasks.row(folder)));
    }
    if (!Files.isDirectory(tasks)) {
      return rows;
    }
    List<Path> folders;
    try (Stream<Path> entries = Files.list(tasks)) {
      folders = entries.filter(SweDataset::isTask).sorted().toList();
    }
    for (Path folder : folders) {
      rows.add(orFault(name(folder), () -> task(folder)));
    }
    return rows;
  }

  /** A folder with any file of a task, so that one that lacks some is told and not passed over. */
  private static boolean isTask(Path folder) {
    return !HarborTasks.is(folder)
        && Stream.of("task.yaml", "tests.json", "eval.sh", "gold.patch", "test.patch")
            .anyMatch(name -> Files.exists(folder.resolve(name)));
  }

  private static JsonNode yaml(Path file) throws IOException, InputException {
    if (!Files.exists(file)) {
      throw new InputException(file.toString(), "the task needs this file");
    }
    try {
      return YAML.readTree(file.toFile());
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw new InputException(file + ":" + line, "it is no YAML: " + firstLine(e));
    }
  }

  private static String firstLine(JsonProcessingException e) {
    return e.getOriginalMessage().lines().findFirst().orElse("");
  }

  private static JsonNode tests(Path file) throws IOException, InputException {
    if (!Files.exists(file)) {
      throw new InputException(file.toString(), "the task needs this file");
    }
    try {
      JsonNode tests = Json.parse(Files.readString(file));
      if (!tests.isObject()) {
        throw new InputException(file.toString(), "must be an object with lists of tests");
      }
      return tests;
    } catch (InputException e) {
      throw e.getMessage().contains(file.toString())
          ? e
          : new InputException(file.toString(), e.problem());
    }
  }

  /** Reads the folder of one task. */
  public static ObjectNode task(Path folder) throws IOException, InputException {
    JsonNode yaml = yaml(folder.resolve("task.yaml"));
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
    JsonNode tests = tests(folder.resolve("tests.json"));
    for (Map.Entry<String, JsonNode> field : tests.properties()) {
      row.set(field.getKey(), field.getValue());
    }
    return row;
  }
}
