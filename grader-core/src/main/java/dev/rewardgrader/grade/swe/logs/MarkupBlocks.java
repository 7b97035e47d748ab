package dev.rewardgrader.grade.swe.logs;

import dev.rewardgrader.grade.swe.python.PyText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Removes elements, {@code <a>…</a>}, from a text. The first opening tag that has a closing tag after
 * it goes, with everything up to where its nesting closes; openings that stay open are kept.
 *
 * <p>The public harness does this by searching from the start after every removal. The same result
 * comes from one pass over the tags, except where a removal makes a new tag out of the pieces on
 * both sides; then the pass is repeated, a bounded number of times.
 */
final class MarkupBlocks {
  private static final int MOST_PASSES = 20;

  private record Tag(String name, boolean opens, int start, int end) {}

  private MarkupBlocks() {}

  static String remove(String text) {
    String rest = text;
    for (int pass = 0; pass < MOST_PASSES; pass++) {
      if (rest.indexOf('<') < 0) {
        return rest;
      }
      StringBuilder kept = new StringBuilder(rest.length());
      boolean joined = pass(rest, kept);
      rest = kept.toString();
      if (!joined) {
        return rest;
      }
    }
    throw new LogFaultException(
        LogFault.TOO_MANY_NAMES, "removed markup keeps forming new tags: the log is not plausible");
  }

  /** One pass; true if a removal formed a new tag, from where on the text is only copied. */
  private static boolean pass(String text, StringBuilder kept) {
    List<Tag> tags = tags(text);
    Map<String, List<Tag>> byName = new HashMap<>();
    for (Tag tag : tags) {
      byName.computeIfAbsent(tag.name(), name -> new ArrayList<>()).add(tag);
    }
    Map<String, Integer> next = new HashMap<>();
    int free = 0;
    for (Tag tag : tags) {
      if (!tag.opens() || tag.start() < free) {
        continue;
      }
      Closing closing = close(byName.get(tag.name()), next, tag);
      if (closing.end() < 0) {
        continue;
      }
      kept.append(text, free, tag.start());
      kept.repeat("<" + tag.name() + ">", closing.stillOpen());
      free = closing.end();
      if (closing.stillOpen() == 0 && formsTag(kept, text, free)) {
        kept.append(text, free, text.length());
        return true;
      }
    }
    kept.append(text, free, text.length());
    return false;
  }

  private record Closing(int end, int stillOpen) {}

  /** Follows the tags of one name from an opening until it is closed, or to the last closing. */
  private static Closing close(List<Tag> same, Map<String, Integer> next, Tag opening) {
    int i = next.getOrDefault(opening.name(), 0);
    while (same.get(i).start() < opening.start()) {
      i++;
    }
    int depth = 0;
    Closing last = new Closing(-1, 0);
    while (i < same.size()) {
      Tag tag = same.get(i++);
      depth += tag.opens() ? 1 : -1;
      if (!tag.opens()) {
        last = new Closing(tag.end(), depth);
        if (depth == 0) {
          break;
        }
      }
    }
    // Without a closing tag no later opening of this name has one either; stay at the end.
    next.put(opening.name(), last.end() < 0 ? same.size() - 1 : i - (i == same.size() ? 1 : 0));
    return last;
  }

  private static List<Tag> tags(String text) {
    List<Tag> tags = new ArrayList<>();
    int n = text.length();
    for (int at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
      boolean opens = at + 1 >= n || text.charAt(at + 1) != '/';
      int name = at + (opens ? 1 : 2);
      int end = PyText.skipWord(text, name, n);
      if (end > name && end < n && text.charAt(end) == '>') {
        tags.add(new Tag(text.substring(name, end), opens, at, end + 1));
      }
    }
    return tags;
  }

  /** Whether a tag lies across the joint of what is kept and the text from {@code right} on. */
  private static boolean formsTag(StringBuilder kept, String text, int right) {
    int n = text.length();
    int end = right;
    if (end < n && text.charAt(end) == '/') {
      end++;
    }
    end = PyText.skipWord(text, end, n);
    if (end >= n || text.charAt(end) != '>') {
      return false;
    }
    int start = kept.length();
    while (start > 0 && PyText.isWord(kept.codePointBefore(start))) {
      start -= Character.charCount(kept.codePointBefore(start));
    }
    if (start > 0 && kept.charAt(start - 1) == '/') {
      start--;
    }
    return start > 0 && kept.charAt(start - 1) == '<';
  }
}
