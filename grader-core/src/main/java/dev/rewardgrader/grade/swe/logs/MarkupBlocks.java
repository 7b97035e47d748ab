package dev.rewardgrader.grade.swe.logs;

import dev.rewardgrader.python.PyText;
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
  private final StringBuilder kept = new StringBuilder();

  /** Tags in order: where each begins, above the number of its name and whether it opens. */
  private long[] tags = new long[64];

  private int count;

  /** Where the next tag of the same name is. */
  private int[] nextSame;

  private final NameNumbers numbers;

  /** By name: whether it opened, and whether it closed after that. */
  private byte[] seen = new byte[64];

  private static final byte OPENED = 1;
  private static final byte CLOSED = 2;

  private MarkupBlocks(String text) {
    this.text = text;
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
      if (!blocks.findBlocks()) {
        break;
      }
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
    kept.ensureCapacity(text.length());
    eachTag(this::addOfBlock);
    int[] lastClosing = link();
    int free = 0;
    for (int tag = 0; tag < count; tag++) {
      if (opens(tag) && start(tag) >= free && lastClosing[name(tag)] > tag) {
        kept.append(text, free, start(tag));
        free = close(tag, lastClosing[name(tag)]);
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
      depth += opens(tag) ? 1 : -1;
      if (depth == 0) {
        return end(tag);
      }
      if (tag == lastClosing) {
        kept.repeat(text.substring(start(opening), end(opening)), depth);
        return -end(tag);
      }
    }
  }

  /** Looks at a tag. */
  @FunctionalInterface
  private interface Tag {
    void at(int start, int name, boolean opening);
  }

  /** Whether any name closes after it opened: most texts have tags, and none that does. */
  private boolean findBlocks() {
    boolean[] any = {false};
    eachTag(
        (start, name, opening) -> {
          if (name >= seen.length) {
            seen = Arrays.copyOf(seen, 2 * name);
          }
          if (opening) {
            seen[name] |= OPENED;
          } else if (seen[name] == OPENED) {
            seen[name] |= CLOSED;
            any[0] = true;
          }
        });
    return any[0];
  }

  private void eachTag(Tag visitor) {
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
        visitor.at(at, numbers.of(name, end), opening);
      }
      // A run of word characters holds no bracket.
      next = Math.max(at + 1, end);
    }
  }

  private void addOfBlock(int start, int name, boolean opening) {
    if ((seen[name] & CLOSED) == 0) {
      return;
    }
    if (count == tags.length) {
      tags = Arrays.copyOf(tags, 4 * count);
    }
    tags[count++] = (long) start << 32 | (long) name << 1 | (opening ? 1 : 0);
  }

  private int start(int tag) {
    return (int) (tags[tag] >>> 32);
  }

  private int name(int tag) {
    return (int) tags[tag] >>> 1;
  }

  private boolean opens(int tag) {
    return (tags[tag] & 1) != 0;
  }

  private int end(int tag) {
    return start(tag) + numbers.length(name(tag)) + (opens(tag) ? "<>" : "</>").length();
  }

  /** Links the tags of each name; returns the last closing tag of each, or -1. */
  private int[] link() {
    int[] lastClosing = new int[numbers.size()];
    int[] following = new int[numbers.size()];
    Arrays.fill(lastClosing, -1);
    Arrays.fill(following, -1);
    nextSame = new int[count];
    for (int tag = count - 1; tag >= 0; tag--) {
      int name = name(tag);
      nextSame[tag] = following[name];
      following[name] = tag;
      if (!opens(tag) && lastClosing[name] < 0) {
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
