package dev.rewardgrader.testsuites.packages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The YAML files of packages. */
final class Yaml {
  private static final YAMLMapper MAPPER = new YAMLMapper();

  private Yaml() {}

  /** The object in a file; an empty one where there is no file or it holds something else. */
  static JsonNode read(Path file) throws IOException, PackageException {
    if (!Files.isRegularFile(file)) {
      return MAPPER.createObjectNode();
    }
    try {
      JsonNode node = MAPPER.readTree(file.toFile());
      return node == null || !node.isObject() ? MAPPER.createObjectNode() : node;
    } catch (JsonProcessingException e) {
      throw new PackageException(file, "not YAML: " + e.getOriginalMessage());
    }
  }

  /** Words of a text, or the texts of a list: the old and the new way to write arguments. */
  static List<String> words(JsonNode node) {
    List<String> words = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(word -> words.add(word.asText()));
    } else if (!node.asText("").isBlank()) {
      words.addAll(List.of(node.asText().strip().split("\\s+", -1)));
    }
    return List.copyOf(words);
  }
}
