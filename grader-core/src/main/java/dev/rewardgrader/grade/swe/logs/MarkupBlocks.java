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
  private static final long BASE_WORK = 64L << 20;

  private static final int WORK_PER_CHAR = 4;

  private final String text;
  private final StringBuilder kept = new StringBuilder();

  /** Tags in order: where each begins, above the number of its name and whether it opens. */
  private long[] tags = new long[64];

  private int count;

  /** Where the next tag of the same name is. */
  private int[] nextSame;

  /** By name: its last closing tag, or -1. */
  private int[] lastClosing;

  private final NameNumbers numbers;

  /** The tags whose names wait, and the numbers that they get. */
  private final int[] unnamed = new int[NameNumbers.MOST_WAITING];

  private final int[] found = new int[NameNumbers.MOST_WAITING];

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

  /** Finds the tags; returns whether any name closes after it opened, as in few texts. */
  private boolean findBlocks() {
    int n = text.length();
    int next = 0;
    while (true) {
      int at = next < n && text.charAt(next) == '<' ? next : text.indexOf('<', next);
      if (at < 0) {
        nameTags();
        return link();
      }
      boolean opening = at + 1 >= n || text.charAt(at + 1) != '/';
      int name = at + (opening ? 1 : 2);
      int end = PyText.skipWord(text, name, n);
      if (end > name && end < n && text.charAt(end) == '>') {
        add(at, opening, name, end);
      }
      // A run of word characters holds no bracket.
      next = Math.max(at + 1, end);
    }
  }

  private void add(int start, boolean opening, int name, int end) {
    if (count == tags.length) {
      tags = Arrays.copyOf(tags, 2 * count);
    }
    tags[count] = (long) start << 32 | (opening ? 1 : 0);
    if (numbers.isSingle(name, end)) {
      tags[count] |= (long) numbers.single(name) << 1;
    } else {
      unnamed[numbers.waiting()] = count;
      if (numbers.add(name, end)) {
        nameTags();
      }
    }
    count++;
  }

  /** Gives the tags whose names wait the numbers of these. */
  private void nameTags() {
    int waiting = numbers.resolve(found);
    for (int i = 0; i < waiting; i++) {
      tags[unnamed[i]] |= (long) found[i] << 1;
    }
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

  /** Links the tags of each name; returns whether any of them closes after it opened. */
  private boolean link() {
    lastClosing = new int[numbers.size()];
    int[] following = new int[numbers.size()];
    Arrays.fill(lastClosing, -1);
    Arrays.fill(following, -1);
    nextSame = new int[count];
    boolean any = false;
    for (int tag = count - 1; tag >= 0; tag--) {
      int name = name(tag);
      nextSame[tag] = following[name];
      following[name] = tag;
      if (opens(tag)) {
        any |= lastClosing[name] >= 0;
      } else if (lastClosing[name] < 0) {
        lastClosing[name] = tag;
      }
    }
    return any;
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
