package dev.rewardgrader.testsuites.code.datasets;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** JSON values as Python source. */
final class PyLiteral {
  private PyLiteral() {}

  static void write(JsonNode value, StringBuilder out) {
    switch (value.getNodeType()) {
      case ARRAY -> {
        out.append('[');
        for (JsonNode item : value) {
          write(item, out);
          out.append(',');
        }
        out.append(']');
      }
      case OBJECT -> {
        out.append('{');
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
          text(entry.getKey(), out);
          out.append(':');
          write(entry.getValue(), out);
          out.append(',');
        }
        out.append('}');
      }
      case STRING -> text(value.textValue(), out);
      case BOOLEAN -> out.append(value.booleanValue() ? "True" : "False");
      case NUMBER -> out.append(value.asText());
      default -> out.append("None");
    }
  }

  static void text(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        default -> {
          if (c >= ' ' && c < 127) {
            out.append(c);
          } else {
            out.append("\\u%04x".formatted((int) c));
          }
        }
      }
    }
    out.append('"');
  }
}
