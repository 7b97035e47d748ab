package dev.rewardgrader.grade.math.exact;

import dev.rewardgrader.grade.math.expr.Expr;
import dev.rewardgrader.grade.math.expr.Rational;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the polynomials of one comparison are polynomials in: variables, constants, parts that stay
 * as they are, and square roots, which know their square. Also the purse that all its arithmetic is
 * paid from.
 */
final class Generators {
  /** About a millisecond. */
  private static final int STEPS = 40_000;

  private static final int MAX_EXPONENT = 1 << 20;

  /** Thrown when a form would be too large to be worth its while. */
  static final class TooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLarge() {
      super(null, null, false, false);
    }
  }

  private final Map<Object, Integer> numbers = new HashMap<>();
  private final List<Rational> squares = new ArrayList<>();
  private int left = STEPS;

  void spend(int steps) {
    left -= steps;
    if (left < 0) {
      throw new TooLarge();
    }
  }

  Polynomial of(Expr part) {
    return Polynomial.generator(number(part, null));
  }

  /** The root of a prime, or of -1. */
  Polynomial root(long square) {
    return Polynomial.generator(number(square, Rational.of(square)));
  }

  private int number(Object key, Rational square) {
    Integer known = numbers.get(key);
    if (known == null) {
      known = numbers.size();
      numbers.put(key, known);
      squares.add(square);
    }
    return known;
  }

  /** Takes the squares of roots out of a monomial's exponents, in place, and into its value. */
  Rational reduce(int[] exponents, Rational value) {
    Rational reduced = value;
    for (int i = 0; i < exponents.length; i++) {
      if (exponents[i] > MAX_EXPONENT) {
        throw new TooLarge();
      }
      Rational square = squares.get(i);
      if (square != null && exponents[i] > 1) {
        reduced = reduced.times(square.pow(exponents[i] / 2));
        exponents[i] %= 2;
      }
    }
    return reduced;
  }
}
