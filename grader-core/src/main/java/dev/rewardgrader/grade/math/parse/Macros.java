package dev.rewardgrader.grade.math.parse;

import dev.rewardgrader.grade.math.expr.Expr;
import dev.rewardgrader.grade.math.expr.Expr.Constant;
import dev.rewardgrader.grade.math.expr.Fn;
import dev.rewardgrader.grade.math.expr.Rational;
import dev.rewardgrader.grade.math.limits.Budget;
import java.util.ArrayList;
import java.util.List;

/**
 * The LaTeX commands that are operands: fractions, roots, functions, texts, matrices, big
 * operators.
 */
final class Macros {
  /** A command within a command takes as much of the stack as four levels elsewhere. */
  private static final int LEVELS = 4;

  private final Cursor cursor;
  private final Statements statements;
  private final Terms terms;
  private final Atoms atoms;
  private final Functions functions;
  private final Environments environments;

  Macros(Cursor cursor, Statements statements, Terms terms, Atoms atoms) {
    this.cursor = cursor;
    this.statements = statements;
    this.terms = terms;
    this.atoms = atoms;
    this.functions = new Functions(cursor, terms, atoms, this);
    this.environments = new Environments(cursor, statements);
  }

  /** The functions, with what stands behind their names. */
  Functions functions() {
    return functions;
  }

  /** Whether the command begins an operand (so that it multiplies what stands before it). */
  boolean isOperand(String name) {
    if (Fn.named(name) != null
        || Commands.isGreek(name)
        || Commands.isFont(name)
        || Commands.isDecoration(name)
        || Commands.isEllipsis(name)) {
      return true;
    }
    return switch (name) {
      case "frac",
          "dfrac",
          "tfrac",
          "cfrac",
          "sqrt",
          "pi",
          "infty",
          "binom",
          "dbinom",
          "tbinom",
          "sum",
          "prod",
          "int",
          "lim",
          "begin",
          "mathbb",
          "lfloor",
          "langle",
          "lceil",
          "lvert",
          "vert",
          "lVert",
          "emptyset",
          "varnothing",
          "pmod",
          "bmod",
          "Bbb",
          "mathds",
          "forall",
          "exists" ->
          true;
      default -> false;
    };
  }

  Expr operand(String name) {
    cursor.enter(LEVELS);
    cursor.node();
    cursor.advance(1 + name.length());
    Expr e = read(name);
    cursor.leave(LEVELS);
    return e;
  }

  private Expr read(String name) {
    return switch (name) {
      case "frac", "dfrac", "tfrac", "cfrac" -> {
        Expr num = atoms.argument();
        yield new Expr.Quotient(num, atoms.argument());
      }
      case "sqrt" -> root();
      case "pi" -> new Expr.Const(Constant.PI);
      case "infty" -> new Expr.Const(Constant.INFINITY);
      case "binom", "dbinom", "tbinom" -> {
        Expr n = atoms.argument();
        yield new Expr.Call(Fn.BINOMIAL, List.of(n, atoms.argument()));
      }
      case "sum", "prod", "int", "lim" -> bigOperator(name);
      case "begin" -> environments.read();
      case "mathbb", "Bbb", "mathds" -> blackboard();
      case "lfloor" -> delimited(Fn.FLOOR, "rfloor");
      case "langle" -> angled();
      case "lceil" -> delimited(Fn.CEIL, "rceil");
      case "lvert", "vert" -> delimited(Fn.ABS, name.equals("vert") ? "vert" : "rvert");
      case "lVert" -> {
        Expr inner = statements.sum();
        if (!cursor.acceptCommand("rVert")) {
          throw ParseFailure.syntax();
        }
        yield new Expr.Apply("norm", List.of(inner));
      }
      case "|" -> {
        Expr inner = statements.sum();
        if (!cursor.acceptCommand("|")) {
          throw ParseFailure.syntax();
        }
        yield new Expr.Apply("norm", List.of(inner));
      }
      case "emptyset", "varnothing" -> new Expr.NamedSet("empty");
      case "forall", "exists" -> new Expr.Apply(name, List.of(statements.relation()));
      case "pmod", "bmod" -> new Expr.Apply("mod", List.of(atoms.argument()));
      case "$", "pounds", "euro", "yen" -> {
        Expr value = terms.factor();
        yield new Expr.Quantity(
            value,
            name.equals("$")
                ? "$"
                : name.equals("yen") ? "yuan" : name.equals("euro") ? "euro" : "gbp");
      }
      case "pm", "mp" ->
          new Expr.PlusMinus(new Expr.Num(Rational.ZERO, -1), terms.term(), name.equals("mp"));
      default -> named(name);
    };
  }

  /** A vector between angle brackets, which is a tuple. */
  private Expr angled() {
    List<Expr> items = new ArrayList<>();
    cursor.brackets++;
    do {
      items.add(statements.relation());
    } while (cursor.accept(','));
    cursor.brackets--;
    if (!cursor.acceptCommand("rangle")) {
      throw ParseFailure.syntax();
    }
    return items.size() == 1 ? items.get(0) : new Expr.Group('(', ')', List.copyOf(items));
  }

  private Expr named(String name) {
    if (Commands.isText(name)) {
      return text(name);
    }
    if (Commands.isEllipsis(name)) {
      return new Expr.Const(Constant.ELLIPSIS);
    }
    Fn fn = Fn.named(name);
    if (fn != null) {
      return functions.call(fn, Functions.base(name));
    }
    if (Commands.isGreek(name)) {
      String symbol =
          switch (name) {
            case "varepsilon" -> "epsilon";
            case "varphi" -> "phi";
            case "vartheta" -> "theta";
            default -> name;
          };
      return atoms.names().named(new Expr.Sym(symbol), symbol);
    }
    if (Commands.isFont(name)) {
      Expr inner = atoms.argument();
      return inner instanceof Expr.Sym s ? atoms.names().named(inner, s.name()) : inner;
    }
    if (Commands.isDecoration(name)) {
      return new Expr.Apply(name, List.of(atoms.argument()));
    }
    throw ParseFailure.unknownCommand();
  }

  private Expr root() {
    Expr degree = null;
    if (cursor.peek() == '[') {
      cursor.advance(1);
      degree = statements.sum();
      cursor.expect(']');
    }
    Expr arg =
        Cursor.isDigit(cursor.peek()) && Cursor.isDigit(cursor.raw(1)) && spaceBefore()
            ? atoms.atom()
            : atoms.argument();
    return degree == null
        ? new Expr.Call(Fn.SQRT, List.of(arg))
        : new Expr.Call(Fn.ROOT, List.of(arg, degree));
  }

  /** {@code \sqrt 10} is the root of ten to everyone who writes it. */
  private boolean spaceBefore() {
    return cursor.raw(-1) == ' ';
  }

  private Expr delimited(Fn fn, String close) {
    Expr inner = statements.sum();
    if (!cursor.acceptCommand(close)) {
      throw ParseFailure.syntax();
    }
    return new Expr.Call(fn, List.of(inner));
  }

  private Expr blackboard() {
    Expr letter = atoms.argument();
    String name = letter instanceof Expr.Sym s ? s.name() : "";
    if (!List.of("R", "Z", "Q", "N", "C").contains(name)) {
      return letter;
    }
    String mark = "";
    if (cursor.peek() == '^' || cursor.raw(0) == '_') {
      boolean sup = cursor.raw(0) == '^';
      cursor.advance(1);
      mark = (sup ? "^" : "_") + markText();
    }
    return new Expr.NamedSet(name + mark);
  }

  private String markText() {
    if (cursor.peek() == '{') {
      return cursor.braced().replace(" ", "");
    }
    String mark = String.valueOf(cursor.raw(0));
    cursor.advance(1);
    return mark;
  }

  private Expr text(String command) {
    String content = cursor.peek() == '{' ? cursor.braced() : "";
    String t = content.strip();
    if (t.startsWith("$") && t.endsWith("$") && t.length() > 1) {
      t = t.substring(1, t.length() - 1).strip();
    }
    boolean roman =
        command.equals("mathrm") || command.equals("operatorname") || command.equals("mathsf");
    if (roman && Fn.named(t) != null) {
      return functions.call(Fn.named(t), Functions.base(t));
    }
    if (roman && t.length() == 1 && Cursor.isLetter(t.charAt(0))) {
      return atoms.names().named(Names.symbol(t), t);
    }
    if (isNumeral(t)) {
      return new Numbers(new Cursor(t, new Budget(10_000))).number();
    }
    if (t.isEmpty()) {
      throw ParseFailure.syntax();
    }
    return new Expr.Text(t);
  }

  private static boolean isNumeral(String t) {
    int points = 0;
    for (int i = 0; i < t.length(); i++) {
      char c = t.charAt(i);
      points += c == '.' ? 1 : 0;
      if (!Cursor.isDigit(c) && c != '.') {
        return false;
      }
    }
    return !t.isEmpty()
        && t.length() < 100
        && points <= 1
        && Cursor.isDigit(t.charAt(0))
        && t.charAt(t.length() - 1) != '.';
  }

  private Expr bigOperator(String name) {
    Expr from = null;
    Expr to = null;
    for (int i = 0; i < 2; i++) {
      char c = cursor.peek();
      if (c == '_' && from == null) {
        cursor.advance(1);
        from = bound();
      } else if (c == '^' && to == null) {
        cursor.advance(1);
        to = bound();
      }
    }
    Expr variable = null;
    if (from instanceof Expr.Chain chain && chain.sides().size() == 2) {
      variable = chain.sides().get(0);
      from = chain.sides().get(1);
    }
    Expr body = name.equals("int") || name.equals("lim") ? statements.sum() : terms.term();
    return new Expr.BigOp(name, variable, from, to, body);
  }

  private Expr bound() {
    if (cursor.peek() == '{') {
      cursor.advance(1);
      Expr e = statements.listing();
      cursor.expect('}');
      return e;
    }
    return atoms.argument();
  }
}
