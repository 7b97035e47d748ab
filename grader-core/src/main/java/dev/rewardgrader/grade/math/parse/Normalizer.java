package dev.rewardgrader.grade.math.parse;

/**
 * Rewrites Unicode and HTML spellings of mathematics into the ASCII and LaTeX that the parser
 * reads. One linear pass.
 */
public final class Normalizer {
  private Normalizer() {}

  /** The same answer in ASCII and LaTeX; the argument itself when nothing had to change. */
  public static String normalize(String s) {
    int n = s.length();
    for (int i = 0; i < n; i++) {
      char c = s.charAt(i);
      if (c >= 128 || c < ' ' || c == '<') {
        return rewrite(s);
      }
    }
    return s;
  }

  private static String rewrite(String s) {
    StringBuilder out = new StringBuilder(s.length() + 16);
    int n = s.length();
    int i = 0;
    while (i < n) {
      char c = s.charAt(i);
      int script = scriptDigit(c, SUPERSCRIPTS);
      int lower = scriptDigit(c, SUBSCRIPTS);
      if (script >= 0 || lower >= 0) {
        i = script(s, i, script >= 0 ? SUPERSCRIPTS : SUBSCRIPTS, script >= 0 ? '^' : '_', out);
      } else if (c == '<') {
        i = tag(s, i, out);
      } else {
        one(c, s, i, out);
        i++;
      }
    }
    return out.toString();
  }

  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ";
  private static final String SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₙ";
  private static final String SCRIPT_ASCII = "0123456789+-=()n";

  private static int scriptDigit(char c, String table) {
    return c < 128 ? -1 : table.indexOf(c);
  }

  private static int script(String s, int from, String table, char mark, StringBuilder out) {
    out.append(mark).append('{');
    int i = from;
    while (i < s.length() && scriptDigit(s.charAt(i), table) >= 0) {
      out.append(SCRIPT_ASCII.charAt(table.indexOf(s.charAt(i))));
      i++;
    }
    out.append('}');
    return i;
  }

  private static int tag(String s, int i, StringBuilder out) {
    String[][] tags = {
      {"<sup>", "^{"},
      {"</sup>", "}"},
      {"<sub>", "_{"},
      {"</sub>", "}"},
      {"<br>", " "},
      {"<b>", ""},
      {"</b>", ""}
    };
    for (String[] tag : tags) {
      if (s.startsWith(tag[0], i)) {
        out.append(tag[1]);
        return i + tag[0].length();
      }
    }
    out.append('<');
    return i + 1;
  }

  private static void one(char c, String s, int i, StringBuilder out) {
    if (c < 128) {
      // A form feed is what a JSON or Python reader makes of the first letter of \frac.
      if (c == '\f' && s.startsWith("rac", i + 1)) {
        out.append(out.length() > 0 && out.charAt(out.length() - 1) == '\\' ? "f" : "\\f");
      } else if (c == '\t' && s.startsWith("extcirc", i + 1)) {
        out.append("\\t");
      } else {
        out.append(c < ' ' ? ' ' : c);
      }
      return;
    }
    if (c >= 0xFF01 && c <= 0xFF5E) {
      out.append((char) (c - 0xFEE0));
      return;
    }
    String known = Symbols.latex(c);
    if (known != null) {
      out.append(known);
    } else if (Character.isDigit(c)) {
      out.append((char) ('0' + Character.digit(c, 10)));
    } else if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
      out.append(' ');
    } else {
      out.append(c);
    }
  }
}
