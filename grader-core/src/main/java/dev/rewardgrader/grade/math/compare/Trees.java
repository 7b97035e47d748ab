package dev.rewardgrader.grade.math.compare;

import dev.rewardgrader.grade.math.expr.Expr;
import dev.rewardgrader.grade.math.expr.Fn;
import dev.rewardgrader.grade.math.numeric.NumericEval;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Questions about trees: their variables, and which kinds of part they have. */
final class Trees {
  private Trees() {}

  /** The direct parts of {@code e}; none for a leaf. */
  static List<Expr> parts(Expr e) {
    return switch (e) {
      case Expr.Sum s -> s.terms();
      case Expr.Product p -> p.factors();
      case Expr.Quotient q -> List.of(q.num(), q.den());
      case Expr.Neg n -> List.of(n.arg());
      case Expr.Power p -> List.of(p.base(), p.exponent());
      case Expr.PlusMinus p -> List.of(p.left(), p.right());
      case Expr.Call c -> c.args();
      case Expr.Quantity q -> List.of(q.value());
      case Expr.Percent p -> List.of(p.value());
      case Expr.Group g -> g.items();
      case Expr.SetOf s -> s.items();
      case Expr.SetOp s -> s.items();
      case Expr.Listing l -> l.items();
      case Expr.Chain c -> c.sides();
      case Expr.Ratio r -> r.parts();
      default -> List.of();
    };
  }

  private static void walk(Expr e, Consumer<Expr> visit) {
    visit.accept(e);
    for (Expr part : parts(e)) {
      walk(part, visit);
    }
  }

  /** The names of the variables, and unknown functions as {@code name()}. */
  static Set<String> variables(Expr e) {
    Set<String> names = new TreeSet<>();
    collect(e, names);
    return names;
  }

  private static void collect(Expr e, Set<String> names) {
    walk(
        e,
        x -> {
          if (x instanceof Expr.Sym s) {
            names.add(s.name());
          } else if (x instanceof Expr.Word w) {
            w.letters()
                .chars()
                .forEach(
                    c -> {
                      if (NumericEval.letter((char) c) instanceof Expr.Sym s) {
                        names.add(s.name());
                      }
                    });
          } else if (x instanceof Expr.Apply a) {
            names.add(a.name() + "()");
            a.args().forEach(arg -> collect(arg, names));
          } else if (x instanceof Expr.BigOp b) {
            Set<String> inner = new TreeSet<>();
            for (Expr part : new Expr[] {b.from(), b.to(), b.body()}) {
              if (part != null) {
                collect(part, inner);
              }
            }
            if (b.variable() instanceof Expr.Sym s) {
              inner.remove(s.name());
            }
            names.addAll(inner);
          }
        });
  }

  static boolean isConstant(Expr e) {
    return variables(e).isEmpty();
  }

  static boolean any(Expr e, java.util.function.Predicate<Expr> test) {
    if (test.test(e)) {
      return true;
    }
    for (Expr part : parts(e)) {
      if (any(part, test)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether the expression is algebra: numbers, variables and functions, no sets, relations, texts.
   */
  static boolean isScalar(Expr e) {
    return switch (e) {
      case Expr.Num n -> true;
      case Expr.LongNumeral n -> true;
      case Expr.Sym s -> true;
      case Expr.Word w -> true;
      case Expr.BaseNumeral b -> true;
      case Expr.Apply a -> true;
      case Expr.BigOp b -> true;
      case Expr.Const c -> c.kind() != Expr.Constant.ELLIPSIS;
      case Expr.Sum s -> s.terms().stream().allMatch(Trees::isScalar);
      case Expr.Product p -> p.factors().stream().allMatch(Trees::isScalar);
      case Expr.Quotient q -> isScalar(q.num()) && isScalar(q.den());
      case Expr.Neg n -> isScalar(n.arg());
      case Expr.Power p -> isScalar(p.base()) && isScalar(p.exponent());
      case Expr.Call c -> c.args().stream().allMatch(Trees::isScalar);
      case Expr.Quantity q -> isScalar(q.value());
      case Expr.Percent p -> isScalar(p.value());
      default -> false;
    };
  }

  static boolean hasPlusMinus(Expr e) {
    return any(e, x -> x instanceof Expr.PlusMinus);
  }

  static boolean hasIntegerFunction(Expr e) {
    return any(
        e,
        x ->
            x instanceof Expr.BigOp
                || (x instanceof Expr.Call c && (c.fn() == Fn.FACTORIAL || c.fn() == Fn.BINOMIAL)));
  }

  static boolean mentionsPi(Expr e) {
    return any(e, x -> x instanceof Expr.Const c && c.kind() == Expr.Constant.PI);
  }

  /** The digits written after the point of a decimal literal, -1 for any other expression. */
  static int decimals(Expr e) {
    return switch (e) {
      case Expr.Num n -> n.decimals();
      case Expr.Neg n -> decimals(n.arg());
      default -> -1;
    };
  }

  /**
   * Whether the expression has sign, infinity included: +inf or -inf; 0 when it is not infinite.
   */
  static int infinity(Expr e) {
    return switch (e) {
      case Expr.Const c -> c.kind() == Expr.Constant.INFINITY ? 1 : 0;
      case Expr.Neg n -> -infinity(n.arg());
      default -> 0;
    };
  }
}
