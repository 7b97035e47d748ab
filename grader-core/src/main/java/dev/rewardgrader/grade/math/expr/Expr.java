package dev.rewardgrader.grade.math.expr;

import java.util.List;

/**
 * A parsed answer: an immutable typed tree, never evaluated while it is built. Structural equality
 * is equality of meaning in one direction only: equal trees are equal answers.
 */
public sealed interface Expr {
  /**
   * A rational literal; {@code decimals} is the number of digits written after the point, -1
   * without a point.
   */
  record Num(Rational value, int decimals) implements Expr {}

  /** An integer or decimal too long to compute with: compared digit by digit. */
  record LongNumeral(String digits) implements Expr {}

  /** A variable, with its subscript if it has one ({@code a_n}). */
  record Sym(String name) implements Expr {}

  /** A run of letters without operators: a product of one-letter variables, or a word. */
  record Word(String letters) implements Expr {}

  record Const(Constant kind) implements Expr {}

  /** The constants with a fixed meaning. */
  enum Constant {
    PI,
    E,
    I,
    INFINITY,
    ELLIPSIS
  }

  record Sum(List<Expr> terms) implements Expr {}

  record Product(List<Expr> factors) implements Expr {}

  record Quotient(Expr num, Expr den) implements Expr {}

  record Neg(Expr arg) implements Expr {}

  record Power(Expr base, Expr exponent) implements Expr {}

  /** {@code left ± right}; {@code minusFirst} for ∓. A lone ±x has the left side 0. */
  record PlusMinus(Expr left, Expr right, boolean minusFirst) implements Expr {}

  /** A known function. {@code LOG} has the arguments (x) or (x, base), {@code ROOT} (x, degree). */
  record Call(Fn fn, List<Expr> args) implements Expr {}

  /** An unknown function or decoration applied to arguments: {@code f(x)}, {@code \vec{a}}. */
  record Apply(String name, List<Expr> args) implements Expr {}

  /** A sum, product, integral, limit or derivative with its bounds; a missing part is null. */
  record BigOp(String op, Expr variable, Expr from, Expr to, Expr body) implements Expr {}

  /** Values between brackets: a tuple, a vector or an interval, depending on the other side. */
  record Group(char open, char close, List<Expr> items) implements Expr {}

  record SetOf(List<Expr> items) implements Expr {}

  record SetBuilder(Expr element, Expr condition) implements Expr {}

  /** A union, intersection or difference. */
  record SetOp(Op op, List<Expr> items) implements Expr {
    /** The set operation. */
    public enum Op {
      UNION,
      INTERSECTION,
      DIFFERENCE
    }
  }

  /** A standard set: {@code R}, {@code Z}, {@code Q}, {@code N}, {@code C} or {@code empty}. */
  record NamedSet(String name) implements Expr {}

  /** Several values without brackets. */
  record Listing(Joiner joiner, List<Expr> items) implements Expr {}

  /** What stands between the values of a listing. */
  enum Joiner {
    COMMA,
    SEMICOLON,
    AND,
    OR
  }

  record Matrix(List<List<Expr>> rows) implements Expr {}

  /** {@code sides.get(0) rels.get(0) sides.get(1) …}. */
  record Chain(List<Expr> sides, List<Rel> rels) implements Expr {}

  /** A value with a unit or a counted noun. */
  record Quantity(Expr value, String unit) implements Expr {}

  record Percent(Expr value) implements Expr {}

  record Text(String text) implements Expr {}

  record BaseNumeral(String digits, int base) implements Expr {}

  /** {@code a:b:c}; {@code clock} when a part is written like the minutes of a time of day. */
  record Ratio(List<Expr> parts, boolean clock) implements Expr {}

  /** An answer with a condition in words: "for all x", "where b is an integer". */
  record Qualified(Expr value, String condition) implements Expr {}
}
