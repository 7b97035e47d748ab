package dev.rewardgrader.grade.math.parse;

import dev.rewardgrader.grade.math.expr.Rel;
import java.util.Map;
import java.util.Set;

/** What the parser knows about LaTeX command names. */
final class Commands {
  private static final Set<String> INVISIBLE =
      Set.of(
          "left",
          "right",
          "big",
          "Big",
          "bigg",
          "Bigg",
          "bigl",
          "bigr",
          "Bigl",
          "Bigr",
          "biggl",
          "biggr",
          "Biggl",
          "Biggr",
          "middle",
          "displaystyle",
          "textstyle",
          "scriptstyle",
          "limits",
          "nolimits",
          "rm",
          "bf",
          "it",
          "mathop",
          "thinspace",
          "enspace",
          "hline",
          "hfill",
          "small",
          "large",
          "Large",
          "normalsize",
          "boxed",
          "fbox",
          "ensuremath",
          "mathstrut",
          "strut",
          "negthinspace",
          "medspace",
          "thickspace",
          "nonumber",
          "allowbreak");

  private static final Map<String, Rel> RELATIONS =
      Map.ofEntries(
          Map.entry("le", Rel.LE),
          Map.entry("leq", Rel.LE),
          Map.entry("leqslant", Rel.LE),
          Map.entry("leqq", Rel.LE),
          Map.entry("ge", Rel.GE),
          Map.entry("geq", Rel.GE),
          Map.entry("geqslant", Rel.GE),
          Map.entry("geqq", Rel.GE),
          Map.entry("lt", Rel.LT),
          Map.entry("gt", Rel.GT),
          Map.entry("ne", Rel.NE),
          Map.entry("neq", Rel.NE),
          Map.entry("approx", Rel.APPROX),
          Map.entry("simeq", Rel.APPROX),
          Map.entry("approxeq", Rel.APPROX),
          Map.entry("doteq", Rel.APPROX),
          Map.entry("equiv", Rel.CONGRUENT),
          Map.entry("in", Rel.IN),
          Map.entry("notin", Rel.NOT_IN),
          Map.entry("subset", Rel.SUBSET),
          Map.entry("subseteq", Rel.SUBSET),
          Map.entry("implies", Rel.IMPLIES),
          Map.entry("Rightarrow", Rel.IMPLIES),
          Map.entry("iff", Rel.IMPLIES),
          Map.entry("Leftrightarrow", Rel.IMPLIES),
          Map.entry("Longrightarrow", Rel.IMPLIES),
          Map.entry("to", Rel.TO),
          Map.entry("rightarrow", Rel.TO),
          Map.entry("mapsto", Rel.TO),
          Map.entry("longrightarrow", Rel.TO),
          Map.entry("sim", Rel.OTHER),
          Map.entry("cong", Rel.OTHER),
          Map.entry("propto", Rel.OTHER),
          Map.entry("parallel", Rel.OTHER),
          Map.entry("perp", Rel.OTHER));

  private static final Set<String> GREEK =
      Set.of(
          "alpha",
          "beta",
          "gamma",
          "delta",
          "epsilon",
          "varepsilon",
          "zeta",
          "eta",
          "theta",
          "vartheta",
          "iota",
          "kappa",
          "lambda",
          "mu",
          "nu",
          "xi",
          "rho",
          "varrho",
          "sigma",
          "tau",
          "upsilon",
          "phi",
          "varphi",
          "chi",
          "psi",
          "omega",
          "Gamma",
          "Delta",
          "Theta",
          "Lambda",
          "Xi",
          "Pi",
          "Sigma",
          "Upsilon",
          "Phi",
          "Psi",
          "Omega",
          "ell",
          "hbar",
          "aleph",
          "partial",
          "nabla",
          "mho",
          "wp",
          "star",
          "dagger",
          "Re",
          "Im",
          "prime",
          "top",
          "bot",
          "imath",
          "jmath",
          "square",
          "triangle",
          "angle",
          "odot",
          "diamond");

  private static final Set<String> TEXTS =
      Set.of(
          "text",
          "mbox",
          "textrm",
          "textnormal",
          "textit",
          "textbf",
          "textsf",
          "texttt",
          "hbox",
          "textsc",
          "emph",
          "mathrm",
          "mathsf",
          "mathtt",
          "operatorname");

  private static final Set<String> FONTS =
      Set.of(
          "mathbf",
          "mathit",
          "boldsymbol",
          "bm",
          "mathcal",
          "mathscr",
          "mathfrak",
          "pmb",
          "mathnormal",
          "symbf");

  private static final Set<String> DECORATIONS =
      Set.of(
          "vec",
          "hat",
          "bar",
          "tilde",
          "overline",
          "underline",
          "overrightarrow",
          "widehat",
          "widetilde",
          "dot",
          "ddot",
          "overarc",
          "wideparen",
          "overleftrightarrow");

  private Commands() {}

  static boolean isInvisible(String name) {
    return INVISIBLE.contains(name);
  }

  static Rel relation(String name) {
    return RELATIONS.get(name);
  }

  static boolean isGreek(String name) {
    return GREEK.contains(name);
  }

  static boolean isText(String name) {
    return TEXTS.contains(name);
  }

  static boolean isFont(String name) {
    return FONTS.contains(name);
  }

  static boolean isDecoration(String name) {
    return DECORATIONS.contains(name);
  }

  static boolean isUnion(String name) {
    return name.equals("cup") || name.equals("bigcup");
  }

  static boolean isIntersection(String name) {
    return name.equals("cap") || name.equals("bigcap");
  }

  static boolean isDifference(String name) {
    return name.equals("setminus") || name.equals("backslash") || name.equals("smallsetminus");
  }

  static boolean isEllipsis(String name) {
    return switch (name) {
      case "ldots", "cdots", "dots", "dotsc", "dotsb", "dotsm", "vdots", "ddots" -> true;
      default -> false;
    };
  }

  static boolean isTimes(String name) {
    return name.equals("cdot")
        || name.equals("times")
        || name.equals("ast")
        || name.equals("bullet");
  }
}
