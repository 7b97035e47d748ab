package dev.rewardgrader.testsuites.packages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.rewardgrader.json.Suggest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A map in a YAML (or JSON) file of a package; every error names the file and the key. */
final class Settings {
  private static final YAMLMapper MAPPER = new YAMLMapper();

  private final Path file;
  private final String prefix;
  private final JsonNode node;

  private Settings(Path file, String prefix, JsonNode node) {
    this.file = file;
    this.prefix = prefix;
    this.node = node;
  }

  /** The map in a file; an empty one where there is no file or nothing in it. */
  static Settings read(Path file) throws IOException, PackageException {
    JsonNode empty = JsonNodeFactory.instance.objectNode();
    if (!Files.isRegularFile(file)) {
      return new Settings(file, "", empty);
    }
    try {
      JsonNode node = MAPPER.readTree(Sources.withoutMark(Sources.text(file)));
      if (node == null || node.isMissingNode() || node.isNull()) {
        return new Settings(file, "", empty);
      }
      if (!node.isObject()) {
        throw new PackageException(file, "expected keys with values, such as 'name: value'");
      }
      return new Settings(file, "", node);
    } catch (JsonProcessingException e) {
      String line = e.getLocation() == null ? "" : " in line " + e.getLocation().getLineNr();
      throw new PackageException(file, "not YAML" + line + ": " + e.getOriginalMessage());
    }
  }

  Path file() {
    return file;
  }

  boolean has(String key) {
    return !node.path(key).isMissingNode() && !node.path(key).isNull();
  }

  /** The map under a key; an empty one where there is none. */
  Settings map(String key) throws PackageException {
    if (!has(key)) {
      return new Settings(file, prefix + key + ".", JsonNodeFactory.instance.objectNode());
    }
    if (!node.get(key).isObject()) {
      throw error(key, "expected keys with values");
    }
    return new Settings(file, prefix + key + ".", node.get(key));
  }

  /** All keys whose values are maps, with them, in the file's order. */
  Map<String, Settings> maps() throws PackageException {
    Map<String, Settings> maps = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (entry.getValue().isObject()) {
        maps.put(entry.getKey(), map(entry.getKey()));
      }
    }
    return maps;
  }

  /** Whether the value of a key is a map. */
  boolean isMap(String key) {
    return node.path(key).isObject();
  }

  String text(String key, String fallback) throws PackageException {
    if (!has(key)) {
      return fallback;
    }
    if (!node.get(key).isValueNode()) {
      throw error(key, "expected a text");
    }
    return node.get(key).asText();
  }

  double number(String key, double fallback) throws PackageException {
    if (!has(key)) {
      return fallback;
    }
    return number(key, node.get(key));
  }

  private double number(String key, JsonNode value) throws PackageException {
    try {
      double number = value.isNumber() ? value.asDouble() : Double.parseDouble(value.asText());
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw error(key, "'" + value.asText() + "' is no number");
  }

  /** A number above zero, or the fallback where the key is absent. */
  double positive(String key, double fallback) throws PackageException {
    double number = number(key, fallback);
    if (has(key) && number <= 0) {
      throw error(key, "must be more than 0, not " + node.get(key).asText());
    }
    return number;
  }

  /** One number, or a list of them. */
  List<Double> numbers(String key) throws PackageException {
    List<Double> numbers = new ArrayList<>();
    if (has(key) && node.get(key).isArray()) {
      for (JsonNode item : node.get(key)) {
        numbers.add(number(key, item));
      }
    } else if (has(key)) {
      numbers.add(number(key, 0));
    }
    return numbers;
  }

  /** Arguments: a list of texts, or one text as a shell would split it. */
  List<String> words(String key) throws PackageException {
    JsonNode value = node.path(key);
    List<String> words = new ArrayList<>();
    if (value.isArray()) {
      for (JsonNode word : value) {
        if (!word.isValueNode()) {
          throw error(key, "expected a list of texts");
        }
        words.add(word.asText());
      }
      return words;
    }
    List<String> split = ShellWords.split(text(key, ""));
    if (split == null) {
      throw error(key, "a quotation mark has no partner in " + text(key, ""));
    }
    return split;
  }

  /**
   * Refuses a key that is close to a known one and yet not it: a misspelt limit must not pass in
   * silence. Other unknown keys are other programs'.
   */
  void refuseMisspelt(Collection<String> known) throws PackageException {
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      String key = entry.getKey();
      String hint = known.contains(key) ? "" : Suggest.hint(key, known);
      if (!hint.isEmpty()) {
        throw error(key, "unknown key" + hint);
      }
    }
  }

  PackageException error(String key, String problem) {
    return new PackageException(file, prefix + key + ": " + problem);
  }
}
