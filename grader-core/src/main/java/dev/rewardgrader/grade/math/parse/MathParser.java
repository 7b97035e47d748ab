package dev.rewardgrader.grade.math.parse;

import dev.rewardgrader.grade.math.expr.Expr;
import dev.rewardgrader.grade.math.limits.Budget;

/**
 * Reads one answer (LaTeX, plain mathematics or Unicode, mixed as models mix them) into a typed
 * tree: a hand-written recursive descent with precedence levels, in one pass over the characters.
 * It never evaluates and never throws; what it cannot read comes back as {@link Expr.Text} with a
 * reason code.
 */
public final class MathParser {
  /** Longer candidates are kept as text: no final answer needs them. */
  private static final int MAX_LENGTH = 250_000;

  /** Deeper trees are kept as text: whoever walks over a tree does so on the stack. */
  private static final int MAX_DEPTH = 400;

  private MathParser() {}

  /**
   * A parsed answer.
   *
   * @param expr the tree; a {@link Expr.Text} when the answer is words or cannot be read
   * @param failure why it is text although it was not written as text, or null
   * @param plainThousands whether plain commas were read as thousands separators
   */
  public record Parsed(Expr expr, String failure, boolean plainThousands) {}

  /** Parses {@code source}. Spends from {@code budget}; throws only {@link Budget.Exceeded}. */
  public static Parsed parse(String source, Budget budget) {
    return parse(source, budget, false);
  }

  /** Like {@link #parse(String, Budget)}, with every plain comma a separator of values. */
  public static Parsed parseAsList(String source, Budget budget) {
    return parse(source, budget, true);
  }

  private static Parsed parse(String source, Budget budget, boolean commasSeparate) {
    if (source.length() > MAX_LENGTH) {
      return new Parsed(new Expr.Text(source), "too-large", false);
    }
    budget.spend(source.length() / 8 + 1);
    String text = Normalizer.normalize(source);
    Cursor cursor = new Cursor(text, budget);
    if (commasSeparate) {
      cursor.brackets = 1;
    }
    try {
      Expr expr = new Statements(cursor).answer();
      if (Depth.exceeds(expr, MAX_DEPTH)) {
        throw ParseFailure.tooDeep();
      }
      return new Parsed(expr, null, cursor.plainThousands);
    } catch (ParseFailure failure) {
      return new Parsed(new Expr.Text(text), failure.code(), false);
    } catch (StackOverflowError e) {
      // Only a tree that is too deep anyway is too deep for the stack: "1/1/1/…" grows without
      // the reader going deeper.
      return new Parsed(new Expr.Text(text), ParseFailure.tooDeep().code(), false);
    }
  }
}
