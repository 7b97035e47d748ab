package dev.rewardgrader.grade.swe.logs;

import dev.rewardgrader.python.PyText;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lines of the form {@code MARK name}, which many runners print: the mark says the status, the rest
 * is the name, possibly followed by how long the test took.
 *
 * @param marks what a line can start with; the first that fits counts
 * @param gap what stands between mark and name
 * @param tail finds the end of the name
 * @param firsts the first characters of the marks; most lines begin with none of them
 */
record MarkedLines(List<Mark> marks, Gap gap, Tail tail, String firsts) implements Lines.Visitor {
  /** A text at the beginning of a line, and the status it stands for. */
  record Mark(String text, TestStatus status) {}

  /** What separates mark and name. */
  enum Gap {
    /** One whitespace character; any further ones belong to the name. */
    ONE,
    /**
     * As {@link #ONE}, but whitespace at both ends of the name is dropped once its end is known.
     */
    ONE_THEN_STRIP,
    /** All whitespace there is. */
    ALL
  }

  /** Finds the end of a name. */
  @FunctionalInterface
  interface Tail {
    /** End of the name in {@code log[start, end)}; at least {@code start + 1}. */
    int nameEnd(String log, int start, int end, Mark mark);
  }

  static Mark pass(String text) {
    return new Mark(text, TestStatus.PASSED);
  }

  static Mark fail(String text) {
    return new Mark(text, TestStatus.FAILED);
  }

  static Mark skip(String text) {
    return new Mark(text, TestStatus.SKIPPED);
  }

  static MarkedLines of(Gap gap, Tail tail, Mark... marks) {
    String firsts =
        Stream.of(marks).map(mark -> mark.text().substring(0, 1)).collect(Collectors.joining());
    return new MarkedLines(List.of(marks), gap, tail, firsts);
  }

  @Override
  public void visit(String log, int start, int end, StatusMap out) {
    char first = log.charAt(start);
    for (int i = 0; i < firsts.length(); i++) {
      if (firsts.charAt(i) == first) {
        marked(log, start, end, out);
        return;
      }
    }
  }

  private void marked(String log, int start, int end, StatusMap out) {
    for (Mark mark : marks) {
      int after = start + mark.text().length();
      if (after < end && log.startsWith(mark.text(), start)) {
        int name = PyText.skipSpaces(log, after, end);
        if (name == after) {
          continue;
        }
        int from = gap == Gap.ALL ? name : after + 1;
        if (from < end) {
          int to = tail.nameEnd(log, from, end, mark);
          if (gap == Gap.ONE_THEN_STRIP) {
            from = PyText.skipSpaces(log, from, to);
            to = PyText.trimEnd(log, from, to);
          }
          out.put(log, from, to, mark.status());
        }
        return;
      }
    }
  }

  /** The name is all there is. */
  static int whole(String log, int start, int end, Mark mark) {
    return end;
  }

  /** The name ends before {@code (12 ms)} or {@code (3s)}. */
  static int beforeDuration(String log, int start, int end, Mark mark) {
    if (end - start < 5 || log.charAt(end - 1) != ')' || log.charAt(end - 2) != 's') {
      return end;
    }
    int i = end - 2;
    if (log.charAt(i - 1) == 'm') {
      i--;
    }
    i = PyText.trimEnd(log, start, i);
    int digits = PyText.digitsBefore(log, start, i);
    boolean opened = digits < i && digits - 2 > start && log.charAt(digits - 1) == '(';
    return opened && PyText.isSpace(log.charAt(digits - 2)) ? digits - 2 : end;
  }

  /** Of a failed test the name also ends before {@code in FILE}. */
  static int beforeDurationAndFile(String log, int start, int end, Mark mark) {
    int nameEnd = beforeDuration(log, start, end, mark);
    if (mark.status() != TestStatus.FAILED || PyText.isSpace(log.charAt(nameEnd - 1))) {
      return nameEnd;
    }
    int file = nameEnd;
    while (file > start && !PyText.isSpace(log.charAt(file - 1))) {
      file--;
    }
    int in = PyText.trimEnd(log, start, file);
    boolean preposition =
        in < file
            && in - 3 >= start
            && log.startsWith("in", in - 2)
            && PyText.isSpace(log.charAt(in - 3));
    return preposition ? PyText.trimEnd(log, start, in - 2) : nameEnd;
  }

  /** The name ends before {@code 12ms}, a bare number, or {@code [skipped]}. */
  static int beforeTimeOrSkipped(String log, int start, int end, Mark mark) {
    String skipped = "[skipped]";
    int at = end - skipped.length();
    if (at - 1 > start && log.startsWith(skipped, at) && PyText.isSpace(log.charAt(at - 1))) {
      return at - 1;
    }
    int i = end;
    if (i > start && log.charAt(i - 1) == 's') {
      i--;
    }
    if (i > start && log.charAt(i - 1) == 'm') {
      i--;
    }
    i = PyText.trimEnd(log, start, i);
    int digits = PyText.digitsBefore(log, start, i);
    return digits < i && digits - 1 > start && PyText.isSpace(log.charAt(digits - 1))
        ? digits - 1
        : end;
  }
}
