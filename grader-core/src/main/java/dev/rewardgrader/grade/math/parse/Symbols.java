package dev.rewardgrader.grade.math.parse;

import java.util.HashMap;
import java.util.Map;

/** The Unicode characters that stand for LaTeX commands. */
final class Symbols {
  private static final Map<Character, String> LATEX = new HashMap<>();

  private Symbols() {}

  /** The LaTeX spelling of a character, or null when it has none. */
  static String latex(char c) {
    return LATEX.get(c);
  }

  private static void put(String chars, String... latex) {
    for (int i = 0; i < chars.length(); i++) {
      LATEX.put(chars.charAt(i), latex[latex.length == 1 ? 0 : i]);
    }
  }

  static {
    put("−–—‐‑﹣", "-");
    put("×✕✖", "\\times ");
    put("·⋅∙•", "\\cdot ");
    put("÷", "\\div ");
    put("∕⁄", "/");
    put("√", "\\sqrt ");
    put("∞", "\\infty ");
    put("π", "\\pi ");
    put("≤≦⩽", "\\le ");
    put("≥≧⩾", "\\ge ");
    put("≠", "\\ne ");
    put("≈≃", "\\approx ");
    put("≡", "\\equiv ");
    put("∈", "\\in ");
    put("∉", "\\notin ");
    put("∪", "\\cup ");
    put("∩", "\\cap ");
    put("∖", "\\setminus ");
    put("∅", "\\emptyset ");
    put("⊂⊆", "\\subset ", "\\subseteq ");
    put("±", "\\pm ");
    put("∓", "\\mp ");
    put("⟨〈", "\\langle ");
    put("⟩〉", "\\rangle ");
    put("°º", "^\\circ ");
    put("′’‘", "'");
    put("″“”", "\"");
    put("∀", "\\forall ");
    put("→⟶", "\\to ");
    put("⇒⟹", "\\implies ");
    put("…⋯", "\\ldots ");
    put("∑", "\\sum ");
    put("∏", "\\prod ");
    put("∫", "\\int ");
    put("ℝℤℚℕℂ", "\\mathbb{R}", "\\mathbb{Z}", "\\mathbb{Q}", "\\mathbb{N}", "\\mathbb{C}");
    put("¼½¾", "\\frac{1}{4}", "\\frac{1}{2}", "\\frac{3}{4}");
    put(
        "⅓⅔⅕⅖⅗⅘",
        "\\frac{1}{3}",
        "\\frac{2}{3}",
        "\\frac{1}{5}",
        "\\frac{2}{5}",
        "\\frac{3}{5}",
        "\\frac{4}{5}");
    put(
        "⅙⅚⅛⅜⅝⅞",
        "\\frac{1}{6}",
        "\\frac{5}{6}",
        "\\frac{1}{8}",
        "\\frac{3}{8}",
        "\\frac{5}{8}",
        "\\frac{7}{8}");
    put("，、", ",");
    put("：", ":");
    put("；", ";");
    put("（", "(");
    put("）", ")");
    put("。", ".");
    put("￥¥", "\\yen ");
    put("€", "\\euro ");
    put("£", "\\pounds ");
    put("αβγδεζηθικλμνξρστυφχψω", greek());
    put(
        "ΓΔΘΛΞΠΣΦΨΩ",
        "\\Gamma ",
        "\\Delta ",
        "\\Theta ",
        "\\Lambda ",
        "\\Xi ",
        "\\Pi ",
        "\\Sigma ",
        "\\Phi ",
        "\\Psi ",
        "\\Omega ");
    // Zero-width joiners and marks carry no meaning inside a formula.
    put("\u200b\u200c\u200d\u2060\ufeff\u00ad", "");
  }

  private static String[] greek() {
    return ("\\alpha \\beta \\gamma \\delta \\epsilon \\zeta \\eta \\theta \\iota \\kappa \\lambda \\mu \\nu \\xi "
            + "\\rho \\sigma \\tau \\upsilon \\phi \\chi \\psi \\omega ")
        .split("(?<= )");
  }
}
