package dev.rewardgrader.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Markdown code fences of a text, found in one pass over its lines. */
public final class Fences {
  private Fences() {}

  /**
   * One fenced block.
   *
   * @param tag the first word after the opening fence in lower case, empty when none
   * @param info all of the opening line behind the mark
   * @param text the lines between, each with its line end
   * @param closed false when the text ended before the closing fence
   */
  public record Fence(String tag, String info, String text, boolean closed) {}

  /**
   * The fences of a text in their order. A fence opens with three or more backticks or tildes and
   * closes with at least as many of the same; another fence inside is content (CommonMark, section
   * 4.5).
   */
  public static List<Fence> of(String text) {
    List<Fence> fences = new ArrayList<>();
    String tag = null;
    String info = "";
    char mark = 0;
    int width = 0;
    int start = 0;
    int at = 0;
    while (at < text.length()) {
      int end = text.indexOf('\n', at);
      int next = end < 0 ? text.length() : end + 1;
      int content = skipIndent(text, at, next);
      int run = runLength(text, content, next);
      if (tag == null) {
        if (run >= 3) {
          mark = text.charAt(content);
          width = run;
          info = text.substring(content + run, end < 0 ? text.length() : end).strip();
          tag = firstWord(info);
          start = next;
        }
      } else if (run >= width
          && text.charAt(content) == mark
          && text.substring(content + run, next).isBlank()) {
        fences.add(new Fence(tag, info, text.substring(start, at), true));
        tag = null;
      }
      at = next;
    }
    if (tag != null) {
      fences.add(new Fence(tag, info, text.substring(start), false));
    }
    return fences;
  }

  private static int skipIndent(String text, int from, int to) {
    int at = from;
    while (at < to && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    return at;
  }

  private static int runLength(String text, int from, int to) {
    if (from >= to || (text.charAt(from) != '`' && text.charAt(from) != '~')) {
      return 0;
    }
    char mark = text.charAt(from);
    int at = from;
    while (at < to && text.charAt(at) == mark) {
      at++;
    }
    return at - from;
  }

  private static String firstWord(String info) {
    String trimmed = info.strip();
    int end = 0;
    while (end < trimmed.length() && !Character.isWhitespace(trimmed.charAt(end))) {
      end++;
    }
    String word = trimmed.substring(0, end).toLowerCase(Locale.ROOT);
    return word.startsWith("{") ? word.replaceAll("[{}.]", "") : word;
  }
}
