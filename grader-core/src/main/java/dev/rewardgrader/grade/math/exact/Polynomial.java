package dev.rewardgrader.grade.math.exact;

import dev.rewardgrader.grade.math.expr.Rational;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A polynomial over the rationals in numbered generators, in its only form: terms with different
 * monomials and no zero among their coefficients. Immutable.
 *
 * @param terms coefficients by monomial; empty for zero
 */
record Polynomial(Map<Monomial, Rational> terms) {
  static final Polynomial ZERO = new Polynomial(Map.of());
  static final Polynomial ONE = constant(Rational.ONE);

  static Polynomial constant(Rational value) {
    return value.signum() == 0 ? ZERO : new Polynomial(Map.of(Monomial.ONE, value));
  }

  static Polynomial generator(int number) {
    return new Polynomial(Map.of(Monomial.of(number), Rational.ONE));
  }

  boolean isZero() {
    return terms.isEmpty();
  }

  Polynomial plus(Polynomial other) {
    Map<Monomial, Rational> sum = new HashMap<>(terms);
    other.terms.forEach((monomial, value) -> add(sum, monomial, value));
    return new Polynomial(sum);
  }

  Polynomial negate() {
    Map<Monomial, Rational> negative = new HashMap<>();
    terms.forEach((monomial, value) -> negative.put(monomial, value.negate()));
    return new Polynomial(negative);
  }

  /** The product, with every square root brought down to its first power. */
  Polynomial times(Polynomial other, Generators generators) {
    Map<Monomial, Rational> product = new HashMap<>();
    terms.forEach(
        (left, x) ->
            other.terms.forEach(
                (right, y) -> {
                  generators.spend(1 + (x.bits() + y.bits() >> 6));
                  int[] exponents = left.plus(right);
                  Rational value = generators.reduce(exponents, x.times(y));
                  add(product, new Monomial(exponents), value);
                }));
    return new Polynomial(product);
  }

  private static void add(Map<Monomial, Rational> sum, Monomial monomial, Rational value) {
    sum.merge(
        monomial,
        value,
        (a, b) -> {
          Rational total = a.plus(b);
          return total.signum() == 0 ? null : total;
        });
  }

  /** Exponents by the number of their generator; without zeros at the end. */
  static final class Monomial {
    static final Monomial ONE = new Monomial(new int[0]);

    private final int[] exponents;
    private final int hash;

    Monomial(int[] exponents) {
      int length = exponents.length;
      while (length > 0 && exponents[length - 1] == 0) {
        length--;
      }
      this.exponents = length == exponents.length ? exponents : Arrays.copyOf(exponents, length);
      this.hash = Arrays.hashCode(this.exponents);
    }

    static Monomial of(int generator) {
      int[] exponents = new int[generator + 1];
      exponents[generator] = 1;
      return new Monomial(exponents);
    }

    private int[] plus(Monomial other) {
      int[] sum = Arrays.copyOf(exponents, Math.max(exponents.length, other.exponents.length));
      for (int i = 0; i < other.exponents.length; i++) {
        sum[i] += other.exponents[i];
      }
      return sum;
    }

    @Override
    public boolean equals(Object o) {
      return o instanceof Monomial other && Arrays.equals(exponents, other.exponents);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }
}
