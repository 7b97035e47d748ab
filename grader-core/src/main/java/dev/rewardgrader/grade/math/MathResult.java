package dev.rewardgrader.grade.math;

import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.grade.math.expr.Expr;
import dev.rewardgrader.grade.math.expr.Printer;
import dev.rewardgrader.grade.math.extract.Span;

/**
 * What the verifier found.
 *
 * @param verdict ACCEPTED, WRONG_ANSWER, NO_ANSWER or UNDECIDED
 * @param reason a fixed word: how it was accepted, why not, or what could not be decided
 * @param layer the layer that decided, or null when nothing was compared
 * @param certainty {@code proved}, {@code evidence:<bits>} or {@code text}; null when nothing was
 *     compared
 * @param span where the answer stood and which rule found it, or null
 * @param gold the gold compared last, parsed; null when none was
 * @param answer the answer, parsed; null when there is none
 * @param steps how much of the step budget was used: the same on every machine
 * @param nanos the time it took
 */
public record MathResult(
    Verdict verdict,
    String reason,
    String layer,
    String certainty,
    Span span,
    Expr gold,
    Expr answer,
    long steps,
    long nanos) {

  public boolean isAccepted() {
    return verdict == Verdict.ACCEPTED;
  }

  /** The gold as it was understood, or null. */
  public String canonicalGold() {
    return gold == null ? null : Printer.print(gold);
  }

  /** The answer as it was understood, or null. */
  public String canonicalAnswer() {
    return answer == null ? null : Printer.print(answer);
  }
}
