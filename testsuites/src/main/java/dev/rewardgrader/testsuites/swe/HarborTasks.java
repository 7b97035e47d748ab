package dev.rewardgrader.testsuites.swe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.rewardgrader.json.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Harbor's task folders: {@code task.toml}, {@code instruction.md}, {@code environment/Dockerfile}
 * and {@code tests/test.sh}, whose script leaves a reward (schemas 1.0 to 1.4). A completion is a
 * patch of the image's working folder.
 */
final class HarborTasks {
  private static final TomlMapper TOML = new TomlMapper();
  private static final String FILE = "task.toml";

  private HarborTasks() {}

  /** Whether a folder is a task. */
  static boolean is(Path folder) {
    return Files.isRegularFile(folder.resolve(FILE));
  }

  /** The tasks in a folder, one folder each, by name. */
  static List<Path> in(Path folder) throws IOException {
    if (is(folder)) {
      return List.of(folder);
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(HarborTasks::is).sorted().toList();
    }
  }

  /**
   * The row of a task: {@code instance_id}, {@code verifier}, and {@code image} or {@code build}.
   *
   * @throws InputException if a file is missing or has another shape; the path names file and field
   */
  static ObjectNode row(Path folder) throws IOException, InputException {
    Path file = folder.resolve(FILE);
    JsonNode toml;
    try {
      toml = TOML.readTree(Files.readString(file));
    } catch (JsonProcessingException e) {
      throw new InputException(
          file + ":" + (e.getLocation() == null ? 1 : e.getLocation().getLineNr()),
          "it is no TOML: " + e.getOriginalMessage());
    }
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.put("instance_id", name(toml, folder));
    Path instruction = folder.resolve("instruction.md");
    row.put("problem_statement", Files.exists(instruction) ? Files.readString(instruction) : "");
    environment(row, toml.path("environment"), folder, file);
    options(row, toml, file);
    ObjectNode verifier = row.putObject("verifier");
    tests(verifier.putObject("files"), folder.resolve("tests"));
    ObjectNode names = verifier.putObject("env");
    for (Map.Entry<String, JsonNode> name : toml.at("/verifier/env").properties()) {
      names.put(name.getKey(), name.getValue().asText());
    }
    return row;
  }

  /** The last part of {@code task.name}, {@code org/name}; older files have none. */
  private static String name(JsonNode toml, Path folder) {
    String name = toml.at("/task/name").asText("");
    return name.isEmpty()
        ? folder.toAbsolutePath().normalize().getFileName().toString()
        : name.substring(name.lastIndexOf('/') + 1);
  }

  private static void environment(ObjectNode row, JsonNode json, Path folder, Path file)
      throws IOException, InputException {
    Path context = folder.resolve("environment");
    Path dockerfile = context.resolve("Dockerfile");
    if (json.path("docker_image").isTextual()) {
      row.put("image", json.get("docker_image").textValue());
    }
    if (Files.exists(dockerfile)) {
      row.putObject("build").put("context", context.toAbsolutePath().toString());
      row.put("workdir", workdir(Files.readString(dockerfile)));
    } else if (!row.has("image")) {
      throw new InputException(
          file + ", environment.docker_image",
          "it is missing, and so is " + dockerfile + ": the task needs one of them");
    }
    if (json.path("workdir").isTextual()) {
      row.put("workdir", json.get("workdir").textValue());
    }
  }

  /** What the last {@code WORKDIR} says; each may start where the one before it ended. */
  private static String workdir(String dockerfile) {
    Path workdir = Path.of("/");
    for (String line : dockerfile.lines().toList()) {
      String[] words = line.strip().split("\\s+", 2);
      if (words.length == 2 && words[0].equalsIgnoreCase("WORKDIR")) {
        workdir = workdir.resolve(words[1].replace("\"", ""));
      }
    }
    return workdir.normalize().toString();
  }

  private static void options(ObjectNode row, JsonNode toml, Path file) throws InputException {
    ObjectNode options = row.putObject("options");
    number(options, "timeout_s", toml, "/verifier/timeout_sec", file);
    number(options, "memory_mb", toml, "/environment/memory_mb", file);
    number(options, "cpus", toml, "/environment/cpus", file);
  }

  private static void number(
      ObjectNode options, String name, JsonNode toml, String pointer, Path file)
      throws InputException {
    JsonNode value = toml.at(pointer);
    if (value.isMissingNode()) {
      return;
    }
    if (!value.isNumber() || !(value.doubleValue() > 0)) {
      throw new InputException(
          file + ", " + pointer.substring(1).replace('/', '.'), "must be a positive number");
    }
    options.set(name, value);
  }

  private static void tests(ObjectNode files, Path tests) throws IOException, InputException {
    if (!Files.exists(tests.resolve("test.sh"))) {
      throw new InputException(tests.resolve("test.sh").toString(), "the task needs this file");
    }
    List<Path> all;
    try (Stream<Path> walk = Files.walk(tests)) {
      all = walk.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path one : all) {
      files.put(
          tests.relativize(one).toString(),
          Base64.getEncoder().encodeToString(Files.readAllBytes(one)));
    }
  }
}
