package dev.rewardgrader.grade.math.expr;

/** A relation sign between two sides of a {@link Expr.Chain}. */
public enum Rel {
  EQ("="),
  LT("<"),
  LE("<="),
  GT(">"),
  GE(">="),
  NE("!="),
  APPROX("~"),
  CONGRUENT("mod="),
  IN("in"),
  NOT_IN("not-in"),
  SUBSET("subset"),
  IMPLIES("=>"),
  TO("->"),
  OTHER("rel");

  private final String sign;

  Rel(String sign) {
    this.sign = sign;
  }

  public String sign() {
    return sign;
  }

  /**
   * The relation read from right to left, or the relation itself where it is symmetric or has no
   * converse.
   */
  public Rel flipped() {
    return switch (this) {
      case LT -> GT;
      case LE -> GE;
      case GT -> LT;
      case GE -> LE;
      default -> this;
    };
  }

  public boolean isOrder() {
    return this == LT || this == LE || this == GT || this == GE;
  }
}
