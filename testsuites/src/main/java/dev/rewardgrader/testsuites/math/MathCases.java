package dev.rewardgrader.testsuites.math;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rewardgrader.grade.math.MathOptions;
import dev.rewardgrader.grade.math.MathOptions.Form;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads a folder of mathematics conformance suites, one JSON object a line. */
public final class MathCases {
  private static final ObjectMapper JSON = new ObjectMapper();

  private MathCases() {}

  /**
   * All cases of the folder's {@code .jsonl} files, file by file in the order of their names.
   *
   * @throws IOException when a file cannot be read, or a line is not a case; the message names file
   *     and line
   */
  public static List<MathCase> read(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> listed = Files.list(folder)) {
      files = listed.filter(f -> f.getFileName().toString().endsWith(".jsonl")).sorted().toList();
    }
    if (files.isEmpty()) {
      throw new IOException(folder + ": no .jsonl file; expected one suite a file");
    }
    List<MathCase> cases = new ArrayList<>();
    for (Path file : files) {
      String name = file.getFileName().toString();
      String suite = name.substring(0, name.length() - ".jsonl".length());
      try (BufferedReader reader = Files.newBufferedReader(file)) {
        int number = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          number++;
          if (!line.isBlank()) {
            cases.add(parse(suite, line, file + ":" + number));
          }
        }
      }
    }
    return cases;
  }

  private static MathCase parse(String suite, String line, String where) throws IOException {
    try {
      JsonNode node = JSON.readTree(line);
      return new MathCase(
          text(node, "id"),
          suite,
          text(node, "gold"),
          text(node, "answer"),
          node.required("expected").booleanValue(),
          node.path("verdict_required").asBoolean(true),
          options(node));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new IOException(where + ": " + e.getMessage(), e);
    }
  }

  private static String text(JsonNode node, String field) {
    return node.required(field).textValue();
  }

  private static Form form(JsonNode node, String field) {
    return node.path(field).asText("text").equals("bare") ? Form.BARE : Form.TEXT;
  }

  private static MathOptions options(JsonNode node) {
    JsonNode config = node.path("config");
    List<String> targets = strings(config.path("targets"));
    boolean all = targets.isEmpty();
    return MathOptions.builder()
        .goldForm(form(node, "gold_form"))
        .answerForm(form(node, "answer_form"))
        .latex(all || targets.contains("latex"))
        .plain(all || targets.contains("expr"))
        .choices(targets.contains("string") ? strings(config.path("strings")) : List.of())
        .announcedFirst(config.path("boxed_priority").asInt(50) != 0)
        .joinBoxes(!config.path("multiple_boxes").asText("").equals("last"))
        .requireAnchor(config.path("require_anchor").asBoolean(false))
        .percentLenient(config.path("percent_lenient").asBoolean(false))
        .orderedLists(config.path("list_order").asText("").equals("ordered"))
        .strictNames(config.path("strict").asBoolean(true))
        .decimals(config.path("float_rounding").asInt(6))
        .build();
  }

  private static List<String> strings(JsonNode array) {
    List<String> out = new ArrayList<>();
    array.forEach(item -> out.add(item.asText()));
    return out;
  }
}
