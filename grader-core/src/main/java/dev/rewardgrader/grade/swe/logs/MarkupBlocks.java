package dev.rewardgrader.grade.swe.logs;

import dev.rewardgrader.grade.swe.python.PyText;
import java.util.Arrays;

/**
 * Removes elements, {@code <a>…</a>}, from a text. The first opening tag that has a closing tag
 * after it goes, with everything up to where its nesting closes; openings that stay open are kept.
 *
 * <p>The public harness does this by searching from the start after every removal. The same result
 * comes from one pass over the tags, except where a removal makes a new tag out of the pieces on
 * both sides; then the pass is repeated, a bounded number of times.
 */
final class MarkupBlocks {
  /** Passes over a small text, and how often a large one may be gone over in all. */
  private static final long BASE_WORK = 4L << 20;

  private static final int WORK_PER_CHAR = 4;

  private final String text;
  private final StringBuilder kept;

  /** Tags in order: where each begins and ends, its name, and where the next of its name is. */
  private int[] starts = new int[64];

  private int[] ends = new int[64];
  private int[] names = new int[64];
  private boolean[] opens = new boolean[64];
  private int count;
  private int[] nextSame;
  private final NameNumbers numbers;

  private MarkupBlocks(String text) {
    this.text = text;
    kept = new StringBuilder(text.length());
    numbers = new NameNumbers(text);
  }

  static String remove(String text) {
    String rest = text;
    long work = BASE_WORK + (long) WORK_PER_CHAR * text.length();
    while (rest.contains("</")) {
      work -= rest.length();
      if (work < 0) {
        throw new LogFaultException(
            LogFault.TOO_MANY_NAMES,
            "removed markup keeps forming new tags: that is not plausible");
      }
      MarkupBlocks blocks = new MarkupBlocks(rest);
      boolean joined = blocks.pass();
      rest = blocks.kept.toString();
      if (!joined) {
        break;
      }
    }
    return rest;
  }

  /** One pass; true if a removal formed a new tag, from where on the text is only copied. */
  private boolean pass() {
    findTags();
    int[] lastClosing = link();
    int free = 0;
    for (int tag = 0; tag < count; tag++) {
      if (opens[tag] && starts[tag] >= free && lastClosing[names[tag]] > tag) {
        kept.append(text, free, starts[tag]);
        free = close(tag, lastClosing[names[tag]]);
        if (free > 0 && formsTag(kept, text, free)) {
          kept.append(text, free, text.length());
          return true;
        }
        free = Math.abs(free);
      }
    }
    kept.append(text, free, text.length());
    return false;
  }

  /**
   * Follows the tags of one name from an opening until its nesting closes. Where it does not close,
   * what is still open is kept, and the negative end of the last closing tag returned.
   */
  private int close(int opening, int lastClosing) {
    int depth = 0;
    for (int tag = opening; ; tag = nextSame[tag]) {
      depth += opens[tag] ? 1 : -1;
      if (depth == 0) {
        return ends[tag];
      }
      if (tag == lastClosing) {
        kept.repeat(text.substring(starts[opening], ends[opening]), depth);
        return -ends[tag];
      }
    }
  }

  private void findTags() {
    int n = text.length();
    int next = 0;
    while (true) {
      int at = next < n && text.charAt(next) == '<' ? next : text.indexOf('<', next);
      if (at < 0) {
        return;
      }
      boolean opening = at + 1 >= n || text.charAt(at + 1) != '/';
      int name = at + (opening ? 1 : 2);
      int end = PyText.skipWord(text, name, n);
      if (end > name && end < n && text.charAt(end) == '>') {
        add(opening, at, end + 1, numbers.of(name, end));
      }
      // A run of word characters holds no bracket.
      next = Math.max(at + 1, end);
    }
  }

  private void add(boolean opening, int start, int end, int name) {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, 2 * count);
      ends = Arrays.copyOf(ends, 2 * count);
      names = Arrays.copyOf(names, 2 * count);
      opens = Arrays.copyOf(opens, 2 * count);
    }
    starts[count] = start;
    ends[count] = end;
    names[count] = name;
    opens[count++] = opening;
  }

  /** Links the tags of each name; returns the last closing tag of each, or -1. */
  private int[] link() {
    int[] lastClosing = new int[numbers.size()];
    int[] following = new int[numbers.size()];
    Arrays.fill(lastClosing, -1);
    Arrays.fill(following, -1);
    nextSame = new int[count];
    for (int tag = count - 1; tag >= 0; tag--) {
      int name = names[tag];
      nextSame[tag] = following[name];
      following[name] = tag;
      if (!opens[tag] && lastClosing[name] < 0) {
        lastClosing[name] = tag;
      }
    }
    return lastClosing;
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
