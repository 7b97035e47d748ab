package dev.rewardgrader.grade.math.parse;

import dev.rewardgrader.grade.math.limits.Budget;

/** The reading position in one formula, with the limits that keep a hostile one cheap. */
final class Cursor {
  private static final int MAX_DEPTH = 640;
  private static final int MAX_NODES = 30_000;

  private final String s;
  private final Budget budget;
  private int pos;
  private int depth;
  private int nodes;

  /** Above zero inside round brackets and sets, where a comma always separates values. */
  int brackets;

  /**
   * Above zero where a bar closes an absolute value or separates a set's element from its
   * condition.
   */
  int bars;

  /** Above zero inside a matrix, where {@code &} and {@code \\} have a meaning. */
  int matrices;

  /** Whether a number was read with plain commas as thousands separators. */
  boolean plainThousands;

  Cursor(String s, Budget budget) {
    this.s = s;
    this.budget = budget;
  }

  int pos() {
    return pos;
  }

  void moveTo(int position) {
    pos = position;
  }

  String text() {
    return s;
  }

  int length() {
    return s.length();
  }

  /** The raw character {@code ahead} of the position, or 0 past the end. */
  char raw(int ahead) {
    int i = pos + ahead;
    return i < s.length() ? s.charAt(i) : 0;
  }

  /** The last character before the position that is not a blank, or 0. */
  char lastBefore() {
    int i = pos - 1;
    while (i >= 0 && s.charAt(i) == ' ') {
      i--;
    }
    return i < 0 ? 0 : s.charAt(i);
  }

  void advance(int n) {
    pos += n;
  }

  void enter() {
    enter(1);
    node();
  }

  void leave() {
    leave(1);
  }

  /** Goes so many levels down, as many as the stack needs for what is read there. */
  void enter(int levels) {
    depth += levels;
    if (depth > MAX_DEPTH) {
      throw ParseFailure.tooDeep();
    }
  }

  void leave(int levels) {
    depth -= levels;
  }

  void node() {
    budget.spend(1);
    if (++nodes > MAX_NODES) {
      throw ParseFailure.tooLarge();
    }
  }

  /** The next meaningful character without consuming it, or 0 at the end. */
  char peek() {
    skip();
    return raw(0);
  }

  boolean accept(char c) {
    if (peek() == c) {
      pos++;
      return true;
    }
    return false;
  }

  void expect(char c) {
    if (!accept(c)) {
      throw ParseFailure.syntax();
    }
  }

  boolean atEnd() {
    skip();
    return pos >= s.length();
  }

  /** Skips what has no meaning: blanks, dollar signs, spacing and sizing commands. */
  void skip() {
    while (pos < s.length()) {
      char c = s.charAt(pos);
      if (c == ' '
          || c == '\n'
          || c == '\r'
          || c == '\t'
          || c == '$'
          || c == '~'
          || (c == '&' && matrices == 0)) {
        pos++;
      } else if (c == '{' && raw(1) == '}') {
        pos += 2;
      } else if (c != '\\' || !skipCommand()) {
        return;
      }
      budget.spend(1);
    }
  }

  private boolean skipCommand() {
    char c = raw(1);
    if (c == ' ' || c == ',' || c == ';' || c == ':' || c == '!' || c == '>' || c == '(' || c == ')'
        || c == '[' || c == ']') {
      pos += 2;
      return true;
    }
    if (c == '\\' && matrices == 0) {
      // A doubled escape: the command behind it, or a line break.
      pos += isLetter(raw(2)) || raw(2) == '{' || raw(2) == '}' ? 1 : 2;
      return true;
    }
    String name = command();
    if (name != null && Commands.isInvisible(name)) {
      pos += 1 + name.length();
      return true;
    }
    return false;
  }

  /**
   * The name of the command at the position (letters, or one other character), or null; consumes
   * nothing.
   */
  String command() {
    if (raw(0) != '\\' || pos + 1 >= s.length()) {
      return null;
    }
    int end = pos + 1;
    while (end < s.length() && isLetter(s.charAt(end))) {
      end++;
    }
    if (end > pos + 5 && (s.startsWith("quad", pos + 1) || s.startsWith("qquad", pos + 1))) {
      // "\\quadx": a blank was lost behind the command.
      end = pos + (s.charAt(pos + 2) == 'q' ? 6 : 5);
    }
    return s.substring(pos + 1, Math.max(end, pos + 2));
  }

  /** The command at the next meaningful position, or null. */
  String peekCommand() {
    skip();
    return command();
  }

  boolean acceptCommand(String name) {
    if (name.equals(peekCommand())) {
      pos += 1 + name.length();
      return true;
    }
    return false;
  }

  /** The run of letters at the position; consumes nothing. */
  String letters() {
    int end = pos;
    while (end < s.length() && isLetter(s.charAt(end))) {
      end++;
    }
    return s.substring(pos, end);
  }

  /** The raw content of the brace group at the position, which is consumed. */
  String braced() {
    expect('{');
    int start = pos;
    int open = 1;
    while (pos < s.length()) {
      char c = s.charAt(pos);
      budget.spend(1);
      if (c == '\\') {
        pos++;
      } else if (c == '{') {
        open++;
      } else if (c == '}' && --open == 0) {
        return s.substring(start, pos++);
      }
      pos++;
    }
    throw ParseFailure.syntax();
  }

  static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
