package dev.rewardgrader.grade.swe.similarity;

import dev.rewardgrader.python.PyText;
import java.util.ArrayList;
import java.util.List;

/** Python's {@code difflib.unified_diff} of two texts, without the lines that name the files. */
final class UnifiedDiff {
  private static final int CONTEXT = 3;

  private record Edit(boolean equal, int aFrom, int aTo, int bFrom, int bTo) {}

  private UnifiedDiff() {}

  /** The hunks, joined by newlines; empty if the texts have the same lines. */
  static String of(String oldText, String newText) {
    List<String> a = PyText.splitLines(oldText);
    List<String> b = PyText.splitLines(newText);
    List<String> out = new ArrayList<>();
    for (List<Edit> hunk : hunks(edits(SequenceMatcher.of(a, b, true).blocks()))) {
      Edit first = hunk.getFirst();
      Edit last = hunk.getLast();
      out.add(
          "@@ -"
              + range(first.aFrom(), last.aTo())
              + " +"
              + range(first.bFrom(), last.bTo())
              + " @@");
      for (Edit edit : hunk) {
        lines(edit.equal() ? " " : "-", a, edit.aFrom(), edit.aTo(), out);
        if (!edit.equal()) {
          lines("+", b, edit.bFrom(), edit.bTo(), out);
        }
      }
    }
    return String.join("\n", out);
  }

  private static void lines(String sign, List<String> lines, int from, int to, List<String> out) {
    for (String line : lines.subList(from, to)) {
      out.add(sign + line);
    }
  }

  private static String range(int start, int stop) {
    int length = stop - start;
    if (length == 1) {
      return String.valueOf(start + 1);
    }
    return (length == 0 ? start : start + 1) + "," + length;
  }

  private static List<Edit> edits(List<SequenceMatcher.Block> blocks) {
    List<Edit> edits = new ArrayList<>();
    int a = 0;
    int b = 0;
    for (SequenceMatcher.Block block : blocks) {
      if (a < block.a() || b < block.b()) {
        edits.add(new Edit(false, a, block.a(), b, block.b()));
      }
      a = block.a() + block.size();
      b = block.b() + block.size();
      if (block.size() > 0) {
        edits.add(new Edit(true, block.a(), a, block.b(), b));
      }
    }
    return edits;
  }

  /** Cuts long equal stretches: what is within the context of a change stays with it. */
  private static List<List<Edit>> hunks(List<Edit> edits) {
    List<List<Edit>> hunks = new ArrayList<>();
    List<Edit> hunk = new ArrayList<>();
    for (int i = 0; i < edits.size(); i++) {
      Edit edit = edits.get(i);
      if (!edit.equal()) {
        hunk.add(edit);
        continue;
      }
      boolean first = i == 0;
      boolean last = i == edits.size() - 1;
      int length = edit.aTo() - edit.aFrom();
      if (!first && !last && length <= 2 * CONTEXT) {
        hunk.add(edit);
        continue;
      }
      int keep = Math.min(CONTEXT, length);
      if (!first) {
        hunk.add(
            new Edit(true, edit.aFrom(), edit.aFrom() + keep, edit.bFrom(), edit.bFrom() + keep));
        hunks.add(hunk);
        hunk = new ArrayList<>();
      }
      if (!last) {
        hunk.add(new Edit(true, edit.aTo() - keep, edit.aTo(), edit.bTo() - keep, edit.bTo()));
      }
    }
    if (!hunk.isEmpty()) {
      hunks.add(hunk);
    }
    return hunks;
  }
}
