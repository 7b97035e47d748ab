package dev.rewardgrader.grade.code;

/** Source text without its comments, for languages that write them as C does. */
final class Comments {
  private final String text;
  private final boolean nested;
  private final boolean literals;
  private final StringBuilder out = new StringBuilder();
  private int at;

  private Comments(String text, boolean nested, boolean literals) {
    this.text = text;
    this.nested = nested;
    this.literals = literals;
  }

  /**
   * The same program without comments.
   *
   * @param nested whether block comments hold block comments, as Rust's do
   */
  static String removed(String text, boolean nested) {
    return new Comments(text, nested, true).scan();
  }

  /** What is neither comment nor literal: the words that a program itself says. */
  static String words(String text, boolean nested) {
    return new Comments(text, nested, false).scan();
  }

  private String scan() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (text.startsWith("//", at)) {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (text.startsWith("/*", at)) {
        block();
      } else if (c == '"' || c == '`') {
        literal(endOf(c, at + 1));
      } else if (c == '\'') {
        quote();
      } else if (c == 'r' && isRaw()) {
        int quote = text.indexOf('"', at);
        String close = "\"" + "#".repeat(quote - at - 1);
        int end = text.indexOf(close, quote + 1);
        literal(end < 0 ? text.length() : end + close.length());
      } else {
        out.append(c);
        at++;
      }
    }
    return out.toString();
  }

  private void block() {
    int depth = 0;
    while (at < text.length()) {
      if (text.startsWith("/*", at) && (nested || depth == 0)) {
        depth++;
        at += 2;
      } else if (text.startsWith("*/", at)) {
        at += 2;
        if (--depth == 0) {
          break;
        }
      } else {
        at++;
      }
    }
    out.append(' ');
  }

  /** A character; or a lifetime or a digit separator, which are no literals. */
  private void quote() {
    boolean escaped = text.startsWith("\\", at + 1);
    int close = text.indexOf('\'', at + 2);
    if (escaped) {
      literal(endOf('\'', at + 1));
    } else if (close >= 0 && text.codePointCount(at + 1, close) == 1) {
      literal(close + 1);
    } else {
      out.append('\'');
      at++;
    }
  }

  /** Rust's {@code r"…"} and {@code r#"…"#}. */
  private boolean isRaw() {
    if (at > 0
        && Character.isJavaIdentifierPart(text.charAt(at - 1))
        && text.charAt(at - 1) != 'b') {
      return false;
    }
    int i = at + 1;
    while (i < text.length() && text.charAt(i) == '#') {
      i++;
    }
    return i < text.length() && text.charAt(i) == '"';
  }

  private int endOf(char close, int from) {
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) == close) {
        return i + 1;
      }
      // Go's raw strings know no escapes; JavaScript's templates do, and Go has no \` in them.
      if (text.charAt(i) == '\\') {
        i++;
      }
    }
    return text.length();
  }

  private void literal(int end) {
    out.append(literals ? text.substring(at, end) : " ");
    at = end;
  }
}
