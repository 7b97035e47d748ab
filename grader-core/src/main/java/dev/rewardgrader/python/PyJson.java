package dev.rewardgrader.python;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;

/**
 * JSON laid out byte for byte as {@code json.dumps(value, indent=4)} does, for the public files.
 */
public final class PyJson {
  private PyJson() {}

  /** Python's order of strings: by code point, where Java's is by UTF-16 unit. */
  public static Comparator<String> order() {
    return (a, b) -> {
      int n = Math.min(a.length(), b.length());
      for (int i = 0; i < n; i++) {
        char x = a.charAt(i);
        char y = b.charAt(i);
        if (x != y) {
          boolean surrogates = Character.isSurrogate(x) != Character.isSurrogate(y);
          return surrogates ? (Character.isSurrogate(x) ? 1 : -1) : Character.compare(x, y);
        }
      }
      return Integer.compare(a.length(), b.length());
    };
  }

  /** Lays out a value of objects, arrays, texts, booleans, nulls and numbers. */
  public static String dumps(JsonNode value) {
    StringBuilder out = new StringBuilder();
    write(value, 0, out);
    return out.toString();
  }

  private static void write(JsonNode value, int depth, StringBuilder out) {
    if (value.isObject()) {
      object(value, depth, out);
    } else if (value.isArray()) {
      array(value, depth, out);
    } else if (value.isTextual()) {
      text(value.textValue(), out);
    } else {
      out.append(value.asText());
    }
  }

  private static void object(JsonNode value, int depth, StringBuilder out) {
    if (value.isEmpty()) {
      out.append("{}");
      return;
    }
    out.append('{');
    Iterator<Map.Entry<String, JsonNode>> fields = value.properties().iterator();
    while (fields.hasNext()) {
      Map.Entry<String, JsonNode> field = fields.next();
      indent(depth + 1, out);
      text(field.getKey(), out);
      out.append(": ");
      write(field.getValue(), depth + 1, out);
      out.append(fields.hasNext() ? "," : "");
    }
    indent(depth, out);
    out.append('}');
  }

  private static void array(JsonNode value, int depth, StringBuilder out) {
    if (value.isEmpty()) {
      out.append("[]");
      return;
    }
    out.append('[');
    for (int i = 0; i < value.size(); i++) {
      indent(depth + 1, out);
      write(value.get(i), depth + 1, out);
      out.append(i + 1 < value.size() ? "," : "");
    }
    indent(depth, out);
    out.append(']');
  }

  private static void indent(int depth, StringBuilder out) {
    out.append('\n').repeat(' ', 4 * depth);
  }

  private static void text(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        default -> {
          if (c >= ' ' && c < 0x7f) {
            out.append(c);
          } else {
            out.append(String.format("\\u%04x", (int) c));
          }
        }
      }
    }
    out.append('"');
  }
}
