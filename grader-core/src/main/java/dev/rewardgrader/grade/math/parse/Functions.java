package dev.rewardgrader.grade.math.parse;

import dev.rewardgrader.grade.math.expr.Expr;
import dev.rewardgrader.grade.math.expr.Expr.Constant;
import dev.rewardgrader.grade.math.expr.Fn;
import dev.rewardgrader.grade.math.expr.Rational;
import java.util.ArrayList;
import java.util.List;

/** What stands behind the name of a known function: exponent, base and argument. */
final class Functions {
  private final Cursor cursor;
  private final Terms terms;
  private final Atoms atoms;
  private final Macros macros;

  Functions(Cursor cursor, Terms terms, Atoms atoms, Macros macros) {
    this.cursor = cursor;
    this.terms = terms;
    this.atoms = atoms;
    this.macros = macros;
  }

  /** The base of a logarithm whose name tells it, else null. */
  static Expr base(String function) {
    return function.equals("lg") ? new Expr.Num(Rational.of(10), -1) : null;
  }

  /**
   * A function with its exponent, base and argument, brackets optional.
   *
   * @param base of a logarithm, if it is known
   */
  Expr call(Fn fn, Expr base) {
    Expr exponent = null;
    for (int i = 0; i < 2; i++) {
      char c = cursor.peek();
      if (c == '^' && exponent == null) {
        cursor.advance(1);
        exponent = atoms.argument();
      } else if (c == '_' && base == null && fn == Fn.LOG) {
        cursor.advance(1);
        base = atoms.argument();
      }
    }
    Expr arg = callArgument();
    List<Expr> args =
        arg instanceof Expr.Group g ? g.items() : base == null ? List.of(arg) : List.of(arg, base);
    args = args.stream().map(a -> radians(fn, a)).toList();
    Fn inverse = fn.inverse();
    if (exponent instanceof Expr.Neg n
        && n.arg() instanceof Expr.Num one
        && one.value().equals(Rational.ONE)
        && inverse != null) {
      return new Expr.Call(inverse, args);
    }
    Expr call = new Expr.Call(fn, args);
    return exponent == null ? call : new Expr.Power(call, exponent);
  }

  /** An angle in degrees as the function's argument. */
  private static Expr radians(Fn fn, Expr arg) {
    boolean circular =
        switch (fn) {
          case SIN, COS, TAN, SEC, CSC, COT -> true;
          default -> false;
        };
    if (circular && arg instanceof Expr.Quantity q && q.unit().equals("°")) {
      Expr turned = new Expr.Product(List.of(q.value(), new Expr.Const(Constant.PI)));
      return new Expr.Quotient(turned, new Expr.Num(Rational.of(180), -1));
    }
    return arg;
  }

  private Expr callArgument() {
    char c = cursor.peek();
    if (c == '(' || c == '{') {
      return atoms.atom();
    }
    boolean negative = c == '-';
    if (negative) {
      cursor.advance(1);
    }
    Expr acc = terms.factor();
    List<Expr> factors = new ArrayList<>(List.of(acc));
    while (true) {
      char next = cursor.peek();
      String command = cursor.command();
      boolean letter = Cursor.isLetter(next) && cursor.letters().length() == 1;
      boolean operand =
          command != null
              && macros.isOperand(command)
              && Fn.named(command) == null
              && !Commands.isText(command);
      if (next == '/' && factors.size() == 1) {
        cursor.advance(1);
        acc = new Expr.Quotient(acc, terms.factor());
        factors.set(0, acc);
      } else if (letter || operand) {
        factors.add(terms.factor());
      } else {
        break;
      }
    }
    Expr arg = factors.size() == 1 ? factors.get(0) : new Expr.Product(List.copyOf(factors));
    return negative ? new Expr.Neg(arg) : arg;
  }
}
