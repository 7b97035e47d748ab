package dev.rewardgrader.grade.math.numeric;

import dev.rewardgrader.grade.math.expr.Expr;
import dev.rewardgrader.grade.math.expr.Fn;
import dev.rewardgrader.grade.math.expr.Rational;
import dev.rewardgrader.grade.math.limits.Budget;
import java.math.BigInteger;
import java.util.List;
import java.util.function.Function;

/** Evaluates an expression to a complex ball, given the values of its variables. */
public final class NumericEval {
  private static final int MAX_TERMS = 1000;
  private static final Expr INDEX = new Expr.Sym("\\index");

  private final int prec;
  private final Function<Expr, Complex> variables;
  private final Budget budget;

  /**
   * @param prec working precision in bits
   * @param variables the value of a variable or of an unknown function's application; null where it
   *     has none
   */
  public NumericEval(int prec, Function<Expr, Complex> variables, Budget budget) {
    this.prec = prec;
    this.variables = variables;
    this.budget = budget;
  }

  /** The value of {@code e}. Throws {@link Unknown} where it has none or none can be enclosed. */
  public Complex eval(Expr e) {
    budget.spend(prec >> 5);
    return switch (e) {
      case Expr.Num n -> Complex.of(n.value(), prec);
      case Expr.Sym s -> variable(s);
      case Expr.Apply a -> variable(a);
      case Expr.Word w -> word(w);
      case Expr.Const c -> constant(c);
      case Expr.Neg n -> eval(n.arg()).negate();
      case Expr.Sum s -> sum(s.terms());
      case Expr.Product p -> product(p.factors());
      case Expr.Quotient q -> eval(q.num()).over(eval(q.den()), prec);
      case Expr.Power p -> power(p);
      case Expr.Call c -> call(c);
      case Expr.Percent p -> eval(p.value()).over(Complex.of(Ball.of(100)), prec);
      case Expr.Quantity q -> eval(q.value());
      case Expr.BaseNumeral b -> Complex.of(BaseNumerals.value(b), prec);
      case Expr.BigOp b -> bigOperator(b);
      default -> throw Unknown.unsupported();
    };
  }

  private Complex variable(Expr e) {
    Complex value = variables.apply(e);
    if (value == null) {
      throw Unknown.unsupported();
    }
    return value;
  }

  private Complex word(Expr.Word w) {
    Complex acc = Complex.ONE;
    for (int i = 0; i < w.letters().length(); i++) {
      acc = acc.times(eval(letter(w.letters().charAt(i))), prec);
    }
    return acc;
  }

  /** The variable or constant that one letter of a word stands for. */
  public static Expr letter(char c) {
    return switch (c) {
      case 'e' -> new Expr.Const(Expr.Constant.E);
      case 'i' -> new Expr.Const(Expr.Constant.I);
      default -> new Expr.Sym(String.valueOf(c));
    };
  }

  private Complex constant(Expr.Const c) {
    return switch (c.kind()) {
      case PI -> Complex.of(RealFunctions.pi(prec).round(prec));
      case E -> Complex.of(RealFunctions.exp(Ball.ONE, prec));
      case I -> Complex.I;
      default -> throw Unknown.unsupported();
    };
  }

  private Complex sum(List<Expr> terms) {
    Complex acc = eval(terms.get(0));
    for (int i = 1; i < terms.size(); i++) {
      acc = acc.plus(eval(terms.get(i)), prec);
    }
    return acc;
  }

  private Complex product(List<Expr> factors) {
    Complex acc = eval(factors.get(0));
    for (int i = 1; i < factors.size(); i++) {
      acc = acc.times(eval(factors.get(i)), prec);
    }
    return acc;
  }

  private Complex power(Expr.Power p) {
    Complex base = eval(p.base());
    BigInteger n = integer(p.exponent());
    if (n != null) {
      if (n.bitLength() > 62) {
        throw Unknown.tooLarge();
      }
      if (n.signum() <= 0 && base.isReal() && base.re().isExactZero()) {
        throw Unknown.undefined();
      }
      budget.spend(n.bitLength());
      return base.pow(n, prec);
    }
    return base.pow(eval(p.exponent()), prec);
  }

  /** The exact integer that an exponent or bound is at this point, or null. */
  private BigInteger integer(Expr e) {
    Complex v = eval(e);
    if (!v.isReal() || !v.re().r().isZero()) {
      return null;
    }
    Ball b = v.re();
    if (b.e() >= 0) {
      return b.e() > 4096 ? null : b.m().shiftLeft((int) b.e());
    }
    int zeros = b.m().signum() == 0 ? Integer.MAX_VALUE : b.m().getLowestSetBit();
    return zeros >= -b.e() ? b.m().shiftRight((int) -b.e()) : null;
  }

  private Complex call(Expr.Call c) {
    Complex x = eval(c.args().get(0));
    return switch (c.fn()) {
      case SQRT -> x.sqrt(prec);
      case ROOT -> root(x, eval(c.args().get(1)));
      case ABS -> Complex.of(x.modulus(prec));
      case EXP -> x.exp(prec);
      case LOG -> {
        Complex log = x.log(prec);
        yield c.args().size() == 1 ? log : log.over(eval(c.args().get(1)).log(prec), prec);
      }
      case SIN, COS, TAN, SEC, CSC, COT -> trigonometric(c.fn(), x.sinCos(prec));
      case SINH, COSH, TANH -> {
        Complex up = x.exp(prec);
        Complex down = Complex.ONE.over(up, prec);
        Complex two = Complex.of(Ball.of(2));
        Complex sinh = up.minus(down, prec).over(two, prec);
        Complex cosh = up.plus(down, prec).over(two, prec);
        yield c.fn() == Fn.SINH ? sinh : c.fn() == Fn.COSH ? cosh : sinh.over(cosh, prec);
      }
      case ATAN -> Complex.of(RealFunctions.atan(real(x), prec));
      case ASIN -> Complex.of(arcsine(real(x)));
      case ACOS -> Complex.of(RealFunctions.pi(prec).shift(-1).minus(arcsine(real(x)), prec));
      default ->
          Complex.of(
              Integers.call(c.fn(), c.args().stream().map(this::integer).toList(), budget), prec);
    };
  }

  private Complex trigonometric(Fn fn, Complex[] sc) {
    return switch (fn) {
      case SIN -> sc[0];
      case COS -> sc[1];
      case TAN -> sc[0].over(sc[1], prec);
      case SEC -> Complex.ONE.over(sc[1], prec);
      case CSC -> Complex.ONE.over(sc[0], prec);
      default -> sc[1].over(sc[0], prec);
    };
  }

  private static Ball real(Complex x) {
    if (!x.isReal()) {
      throw Unknown.unsupported();
    }
    return x.re();
  }

  /** asin(x) = atan(x / sqrt(1 - x^2)). */
  private Ball arcsine(Ball x) {
    Ball rest = Ball.ONE.minus(x.times(x, prec), prec);
    if (rest.isExactZero()) {
      Ball half = RealFunctions.pi(prec).shift(-1);
      return x.m().signum() > 0 ? half : half.negate();
    }
    if (rest.sign() < 0) {
      throw Unknown.undefined();
    }
    return RealFunctions.atan(x.over(rest.sqrt(prec), prec), prec);
  }

  /**
   * The real root of a real number where there is one (odd roots of negatives too), else the
   * principal root.
   */
  private Complex root(Complex x, Complex degree) {
    if (x.isReal() && degree.isReal()) {
      BigInteger n =
          degree.re().r().isZero() && degree.re().e() >= 0
              ? degree.re().m().shiftLeft((int) Math.min(degree.re().e(), 64))
              : null;
      if (n != null && n.testBit(0) && x.re().sign() < 0) {
        return root(x.negate(), degree).negate();
      }
    }
    if (x.isReal() && x.re().isExactZero()) {
      return Complex.ZERO;
    }
    return x.pow(Complex.ONE.over(degree, prec), prec);
  }

  private Complex bigOperator(Expr.BigOp b) {
    boolean sum = b.op().equals("sum");
    if ((!sum && !b.op().equals("prod"))
        || b.variable() == null
        || b.from() == null
        || b.to() == null) {
      throw Unknown.unsupported();
    }
    BigInteger from = integer(b.from());
    BigInteger to = integer(b.to());
    if (from == null
        || to == null
        || to.subtract(from).compareTo(BigInteger.valueOf(MAX_TERMS)) > 0) {
      throw Unknown.tooLarge();
    }
    Complex acc = sum ? Complex.ZERO : Complex.ONE;
    // The index may be written as the imaginary unit, so it gets a name of its own.
    Expr body = Substitution.replace(b.body(), b.variable(), INDEX);
    for (BigInteger k = from; k.compareTo(to) <= 0; k = k.add(BigInteger.ONE)) {
      Complex value = Complex.of(Rational.of(k), prec);
      NumericEval inner =
          new NumericEval(prec, v -> v.equals(INDEX) ? value : variables.apply(v), budget);
      Complex term = inner.eval(body);
      acc = sum ? acc.plus(term, prec) : acc.times(term, prec);
    }
    return acc;
  }
}
