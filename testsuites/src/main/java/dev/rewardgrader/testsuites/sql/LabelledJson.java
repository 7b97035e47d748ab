package dev.rewardgrader.testsuites.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rewardgrader.grade.sql.result.Blob;
import dev.rewardgrader.grade.sql.result.ResultTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The typed JSON of the labelled data: integers and floats apart, blobs as base64. */
final class LabelledJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private LabelledJson() {}

  /**
   * Reads a JSON Lines file.
   *
   * @throws IOException naming the line that is not JSON
   */
  static void forEach(Path file, Consumer<JsonNode> consumer) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      int[] number = {0};
      lines.forEach(
          line -> {
            number[0]++;
            if (!line.isBlank()) {
              consumer.accept(parse(file, number[0], line));
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static JsonNode parse(Path file, int number, String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(
          new IOException(file + ":" + number + ": not JSON: " + e.getMessage(), e));
    }
  }

  static List<String> strings(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(node -> texts.add(node.asText()));
    return texts;
  }

  static ResultTable table(JsonNode node) {
    List<Object[]> rows = new ArrayList<>();
    for (JsonNode row : node.get("rows")) {
      Object[] values = new Object[row.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = value(row.get(i));
      }
      rows.add(values);
    }
    return new ResultTable(strings(node.get("columns")), rows);
  }

  private static Object value(JsonNode node) {
    return switch (node.getNodeType()) {
      case NULL -> null;
      case NUMBER -> node.isIntegralNumber() ? (Object) node.longValue() : node.doubleValue();
      case OBJECT ->
          node.has("b64")
              ? new Blob(Base64.getDecoder().decode(node.get("b64").asText()))
              : (Object)
                  Double.valueOf(
                      node.get("f").asText().replace("inf", "Infinity").replace("nan", "NaN"));
      default -> node.asText();
    };
  }
}
