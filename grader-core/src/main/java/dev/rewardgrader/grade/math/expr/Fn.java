package dev.rewardgrader.grade.math.expr;

import java.util.Locale;

/** A function the comparison layers know how to evaluate. */
public enum Fn {
  SQRT,
  ROOT,
  ABS,
  FLOOR,
  CEIL,
  EXP,
  LOG,
  SIN,
  COS,
  TAN,
  SEC,
  CSC,
  COT,
  ASIN,
  ACOS,
  ATAN,
  SINH,
  COSH,
  TANH,
  FACTORIAL,
  BINOMIAL,
  GCD,
  LCM,
  MIN,
  MAX;

  /** The function called {@code name} in LaTeX or plain text, or null. */
  public static Fn named(String name) {
    return switch (name) {
      case "sqrt" -> SQRT;
      case "abs" -> ABS;
      case "floor" -> FLOOR;
      case "ceil", "ceiling" -> CEIL;
      case "exp" -> EXP;
      case "log", "ln", "lg" -> LOG;
      case "sin" -> SIN;
      case "cos" -> COS;
      case "tan", "tg" -> TAN;
      case "sec" -> SEC;
      case "csc", "cosec" -> CSC;
      case "cot", "ctg" -> COT;
      case "arcsin", "asin" -> ASIN;
      case "arccos", "acos" -> ACOS;
      case "arctan", "atan", "arctg" -> ATAN;
      case "sinh" -> SINH;
      case "cosh" -> COSH;
      case "tanh" -> TANH;
      case "gcd" -> GCD;
      case "lcm" -> LCM;
      case "min" -> MIN;
      case "max" -> MAX;
      default -> null;
    };
  }

  /** The inverse that an exponent of -1 denotes, or null. */
  public Fn inverse() {
    return switch (this) {
      case SIN -> ASIN;
      case COS -> ACOS;
      case TAN -> ATAN;
      default -> null;
    };
  }

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
