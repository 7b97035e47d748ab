package dev.rewardgrader.grade.math.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Finds {@code \boxed{…}} and {@code \fbox{…}} by matching braces in one pass, and joins boxes that
 * form one answer.
 */
final class Boxes {
  private static final int NEAR = 9;
  private static final int LINKED = 70;
  private static final int MAX_JOINED = 64;

  private Boxes() {}

  /** One box: the offsets of its content and of the whole command. */
  record Box(int from, int to, int start, int end) {}

  /**
   * All outermost boxes that are closed, in order; {@code unclosed} tells of an open one after the
   * last of them.
   */
  record Found(List<Box> boxes, boolean unclosed) {}

  static Found find(String s, int from, int to) {
    List<Box> boxes = new ArrayList<>();
    // Two parallel stacks: where each open box began, and the brace depth outside it.
    int[] opens = new int[16];
    int[] depths = new int[16];
    int open = 0;
    int depth = 0;
    int lastClosed = -1;
    int lastOpened = -1;
    for (int i = from; i < to; i++) {
      char c = s.charAt(i);
      if (c == '\\') {
        int name = s.startsWith("boxed", i + 1) ? 5 : s.startsWith("fbox", i + 1) ? 4 : 0;
        if (name == 0) {
          i += i + 1 < to && s.charAt(i + 1) == '\\' ? 0 : 1;
          continue;
        }
        int brace = i + 1 + name;
        while (brace < to && s.charAt(brace) == ' ') {
          brace++;
        }
        lastOpened = i;
        if (brace < to && s.charAt(brace) == '{') {
          if (open == opens.length) {
            opens = java.util.Arrays.copyOf(opens, open * 2);
            depths = java.util.Arrays.copyOf(depths, open * 2);
          }
          opens[open] = i;
          depths[open++] = depth++;
          i = brace;
        } else {
          int end = word(s, brace, to);
          if (end > brace) {
            boxes.add(new Box(brace, end, i, end));
            lastClosed = i;
          }
          i = Math.max(i, end - 1);
        }
      } else if (c == '{') {
        depth++;
      } else if (c == '}') {
        depth = Math.max(0, depth - 1);
        if (open > 0 && depths[open - 1] == depth) {
          int start = opens[--open];
          while (!boxes.isEmpty() && boxes.get(boxes.size() - 1).start() > start) {
            boxes.remove(boxes.size() - 1);
          }
          boxes.add(new Box(s.indexOf('{', start) + 1, i, start, i + 1));
          lastClosed = Math.max(lastClosed, start);
        }
      }
    }
    boolean unclosed =
        open > 0 && (boxes.isEmpty() || opens[open - 1] > boxes.get(boxes.size() - 1).start());
    return new Found(boxes, unclosed && lastOpened >= lastClosed);
  }

  private static int word(String s, int from, int to) {
    int i = from;
    while (i < to
        && !Character.isWhitespace(s.charAt(i))
        && s.charAt(i) != '$'
        && s.charAt(i) != ',') {
      i++;
    }
    return i;
  }

  /**
   * The last box that is not empty, with the boxes that stand beside it as one list; null when
   * there is none.
   */
  static Span last(String s, List<Box> boxes, boolean join) {
    int i = boxes.size() - 1;
    while (i >= 0 && isBlank(s, boxes.get(i))) {
      i--;
    }
    if (i < 0) {
      return null;
    }
    Box last = boxes.get(i);
    String text = s.substring(last.from(), last.to()) + percentBehind(s, last.end());
    if (!join) {
      return new Span(text, last.start(), last.end(), "boxed", false);
    }
    List<String> parts = new ArrayList<>(List.of(text));
    Box first = last;
    boolean or = false;
    for (int j = i - 1; j >= 0; j--) {
      Box previous = boxes.get(j);
      String gap =
          s.substring(previous.end(), Math.min(first.start(), previous.end() + LINKED + 1));
      boolean touching = gap.length() <= NEAR;
      if (!touching && (gap.length() > LINKED || !links(gap))) {
        break;
      }
      if (isBlank(s, previous)) {
        continue;
      }
      or |= gap.toLowerCase(Locale.ROOT).contains("or");
      String part = s.substring(previous.from(), previous.to());
      if (!parts.contains(part)) {
        parts.add(0, part);
      }
      first = previous;
      if (parts.size() > MAX_JOINED) {
        return new Span(text, last.start(), last.end(), "too-many-boxes", true);
      }
    }
    if (parts.size() == 1) {
      return new Span(text, last.start(), last.end(), "boxed", false);
    }
    return new Span(
        String.join(or ? " \\text{ or } " : " , ", parts),
        first.start(),
        last.end(),
        "boxes",
        true);
  }

  /** A percent sign or word directly behind a box belongs to its number. */
  private static String percentBehind(String s, int from) {
    int i = from;
    while (i < s.length()
        && i - from < 8
        && (s.charAt(i) == ' '
            || s.charAt(i) == '$'
            || s.startsWith("\\)", i)
            || s.charAt(i) == ')')) {
      i += s.charAt(i) == '\\' ? 2 : 1;
    }
    boolean percent = s.startsWith("percent", i) && !s.startsWith("percentage", i);
    // A bare percent sign with a blank behind it begins a comment in LaTeX.
    boolean sign = s.startsWith("%", i) && !s.startsWith("% ", i);
    return percent || sign || s.startsWith("\\%", i) ? "\\%" : "";
  }

  private static boolean isBlank(String s, Box b) {
    for (int i = b.from(); i < b.to(); i++) {
      char c = s.charAt(i);
      if (!Character.isWhitespace(c) && c != '~' && c != '$') {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether the words between two boxes make them one answer: a comma, "and" or "or", and no new
   * sentence.
   */
  private static boolean links(String gap) {
    String g = gap.toLowerCase(Locale.ROOT);
    boolean linked = g.contains(",") || g.contains(";") || hasWord(g, "and") || hasWord(g, "or");
    boolean parts =
        g.contains(". ")
            || g.contains(".\n")
            || g.contains("\n\n")
            || g.contains("answer")
            || g.contains("?")
            || hasWord(g, "not")
            || hasWord(g, "but")
            || hasWord(g, "then");
    return linked && !parts;
  }

  private static boolean hasWord(String text, String word) {
    int i = text.indexOf(word);
    while (i >= 0) {
      boolean left = i == 0 || !Character.isLetter(text.charAt(i - 1));
      boolean right =
          i + word.length() == text.length() || !Character.isLetter(text.charAt(i + word.length()));
      if (left && right) {
        return true;
      }
      i = text.indexOf(word, i + 1);
    }
    return false;
  }
}
