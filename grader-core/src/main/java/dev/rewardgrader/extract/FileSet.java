package dev.rewardgrader.extract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A candidate of several files, as a completion gives them.
 *
 * @param files path to text, in the order of the completion
 * @param rule how they were found
 */
public record FileSet(Map<String, String> files, String rule) {
  private static final int MOST = 200;

  /** Relative and plain; no component may begin with a dot or a dash. */
  private static final Pattern PATH =
      Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}(?:/[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}){0,9}");

  /**
   * The files of a completion: fences whose opening line names a file ({@code ```python src/a.py},
   * {@code ```python:src/a.py}, {@code ```src/a.py}, {@code ```python title="src/a.py"}), the last
   * of each name; else an object of texts by path, {@code {"files": {…}}} or {@code {…}}, as the
   * last {@code json} fence or the whole answer.
   *
   * @return null where there are none
   */
  public static FileSet of(String completion) {
    String answer = Thinking.strip(completion);
    Map<String, String> named = new LinkedHashMap<>();
    String json = Fences.of(answer).isEmpty() ? answer : null;
    for (Fences.Fence fence : Fences.of(answer)) {
      String path = path(fence.info());
      if (path != null) {
        named.remove(path);
        named.put(path, fence.text());
      } else if (fence.tag().equals("json") || fence.tag().isEmpty()) {
        json = fence.text();
      }
    }
    if (!named.isEmpty()) {
      return named.size() > MOST ? null : new FileSet(named, "named-fences");
    }
    return json == null ? null : ofJson(json);
  }

  private static FileSet ofJson(String text) {
    JsonNode node;
    try {
      node = Json.parse(text);
    } catch (InputException e) {
      return null;
    }
    JsonNode files = node.path("files").isObject() ? node.get("files") : node;
    Map<String, String> result = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> file : files.properties()) {
      if (!file.getValue().isTextual() || !isPath(file.getKey())) {
        return null;
      }
      result.put(file.getKey(), file.getValue().textValue());
    }
    return result.isEmpty() || result.size() > MOST ? null : new FileSet(result, "json-files");
  }

  /** A word without the quotes and braces around it. */
  private static String bare(String word) {
    int from = 0;
    int to = word.length();
    while (from < to && "\"'`{".indexOf(word.charAt(from)) >= 0) {
      from++;
    }
    while (from < to && "\"'`}".indexOf(word.charAt(to - 1)) >= 0) {
      to--;
    }
    return word.substring(from, to);
  }

  /** The path in a fence's opening line, or null. */
  private static String path(String info) {
    String[] words = info.strip().split("\\s+", -1);
    for (int i = 0; i < words.length; i++) {
      String word = words[i].replaceFirst("^(?:title|file|filename|path|name)=", "");
      boolean said = word.length() < words[i].length();
      word = bare(word);
      if (i == 0 && word.indexOf(':') >= 0) {
        word = word.substring(word.indexOf(':') + 1);
      }
      boolean looksLikeIt = word.indexOf('.') > 0 || word.indexOf('/') > 0;
      if ((said || looksLikeIt) && isPath(word)) {
        return word;
      }
    }
    return null;
  }

  private static boolean isPath(String text) {
    return PATH.matcher(text).matches();
  }
}
