package dev.rewardgrader.grade.math.expr;

import java.util.List;

/** Writes a tree in one unambiguous plain form, for records and explanations. */
public final class Printer {
  private static final int MAX = 2000;

  private final StringBuilder out = new StringBuilder();

  private Printer() {}

  /** The plain form of {@code e}, cut at 2,000 characters. */
  public static String print(Expr e) {
    Printer p = new Printer();
    p.write(e);
    return p.out.length() > MAX ? p.out.substring(0, MAX) + "…" : p.out.toString();
  }

  private void write(Expr e) {
    if (out.length() > MAX) {
      return;
    }
    switch (e) {
      case Expr.Num n -> out.append(n.value());
      case Expr.LongNumeral n -> out.append(n.digits());
      case Expr.Sym s -> out.append(s.name());
      case Expr.Word w -> out.append(w.letters());
      case Expr.Const c -> out.append(constant(c.kind()));
      case Expr.Sum s -> list("(", " + ", ")", s.terms());
      case Expr.Product p -> list("(", " * ", ")", p.factors());
      case Expr.Quotient q -> list("(", " / ", ")", List.of(q.num(), q.den()));
      case Expr.Neg n -> {
        out.append("-");
        write(n.arg());
      }
      case Expr.Power p -> list("(", " ^ ", ")", List.of(p.base(), p.exponent()));
      case Expr.PlusMinus p ->
          list("(", p.minusFirst() ? " -+ " : " +- ", ")", List.of(p.left(), p.right()));
      case Expr.Call c -> list(c.fn().text() + "(", ", ", ")", c.args());
      case Expr.Apply a -> list(a.name() + "(", ", ", ")", a.args());
      case Expr.BigOp b -> bigOperator(b);
      case Expr.Group g ->
          list(String.valueOf(g.open()), ", ", String.valueOf(g.close()), g.items());
      case Expr.SetOf s -> list("{", ", ", "}", s.items());
      case Expr.SetBuilder s -> list("{", " | ", "}", List.of(s.element(), s.condition()));
      case Expr.SetOp s ->
          list("(", " " + s.op().name().toLowerCase(java.util.Locale.ROOT) + " ", ")", s.items());
      case Expr.NamedSet n -> out.append(n.name());
      case Expr.Listing l -> list("", joiner(l.joiner()), "", l.items());
      case Expr.Matrix m -> {
        out.append("[");
        m.rows().forEach(row -> list("[", ", ", "]", row));
        out.append("]");
      }
      case Expr.Chain c -> {
        write(c.sides().get(0));
        for (int i = 0; i < c.rels().size(); i++) {
          out.append(' ').append(c.rels().get(i).sign()).append(' ');
          write(c.sides().get(i + 1));
        }
      }
      case Expr.Quantity q -> {
        write(q.value());
        out.append(" [").append(q.unit()).append(']');
      }
      case Expr.Percent p -> {
        write(p.value());
        out.append('%');
      }
      case Expr.Text t -> out.append('"').append(t.text()).append('"');
      case Expr.BaseNumeral b -> out.append(b.digits()).append('_').append(b.base());
      case Expr.Ratio r -> list("", ":", "", r.parts());
      case Expr.Qualified q -> {
        write(q.value());
        out.append(" {").append(q.condition().strip()).append('}');
      }
    }
  }

  private static String joiner(Expr.Joiner joiner) {
    return switch (joiner) {
      case COMMA -> ", ";
      case SEMICOLON -> "; ";
      case AND -> " and ";
      case OR -> " or ";
    };
  }

  private static String constant(Expr.Constant kind) {
    return switch (kind) {
      case PI -> "pi";
      case E -> "e";
      case I -> "i";
      case INFINITY -> "oo";
      case ELLIPSIS -> "...";
    };
  }

  private void bigOperator(Expr.BigOp b) {
    out.append(b.op()).append('(');
    for (Expr part : new Expr[] {b.variable(), b.from(), b.to(), b.body()}) {
      if (part != null) {
        write(part);
        out.append("; ");
      }
    }
    out.setLength(out.length() - 2);
    out.append(')');
  }

  private void list(String open, String between, String close, List<Expr> items) {
    out.append(open);
    for (int i = 0; i < items.size() && out.length() <= MAX; i++) {
      out.append(i == 0 ? "" : between);
      write(items.get(i));
    }
    out.append(close);
  }
}
