package dev.rewardgrader.server.dropin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.json.InputException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files of a request, in their order.
 *
 * @param main the first file's name
 */
record PistonFiles(String main, Map<String, byte[]> contents) {

  static PistonFiles of(JsonNode body) throws InputException {
    JsonNode files = body.get("files");
    if (files == null || !files.isArray() || files.isEmpty()) {
      throw new InputException("$.files", "is required as an array");
    }
    Map<String, byte[]> contents = new LinkedHashMap<>();
    String main = null;
    for (int i = 0; i < files.size(); i++) {
      JsonNode file = files.get(i);
      String place = "$.files[" + i + "]";
      if (!file.path("content").isTextual()) {
        throw new InputException(place + ".content", "is required as a string");
      }
      String name = file.path("name").asText("file" + i + ".code");
      if (name.isEmpty() || name.startsWith("/") || List.of(name.split("/", -1)).contains("..")) {
        throw new InputException(place + ".name", "is no path inside the work folder");
      }
      contents.put(name, content(file, place));
      main = main == null ? name : main;
    }
    return new PistonFiles(main, contents);
  }

  private static byte[] content(JsonNode file, String place) throws InputException {
    String text = file.path("content").textValue();
    try {
      return switch (file.path("encoding").asText("utf8")) {
        case "base64" -> Base64.getMimeDecoder().decode(text);
        case "hex" -> HexFormat.of().parseHex(text);
        default -> text.getBytes(StandardCharsets.UTF_8);
      };
    } catch (IllegalArgumentException e) {
      throw new InputException(place + ".content", "is not in its encoding: " + e.getMessage());
    }
  }

  boolean has(String name) {
    return contents.containsKey(name);
  }

  /** A file's text, or null when it is not there. */
  String text(String name) {
    byte[] content = contents.get(name);
    return content == null ? null : new String(content, StandardCharsets.UTF_8);
  }

  String required(String name) throws InputException {
    if (!has(name)) {
      throw new InputException("$.files", "must have " + name);
    }
    return text(name);
  }
}
