package dev.rewardgrader.grade.math;

import dev.rewardgrader.grade.math.extract.Extractor.Style;
import java.util.ArrayList;
import java.util.List;

/** Where the final answer is looked for in a completion. */
public enum ExtractionPolicy {
  /**
   * Boxes, then announced answers, a bare formula, the last formula, the last number: Math-Verify's
   * order.
   */
  MATH_VERIFY("math-verify", Style.GENERAL),
  /** The last line {@code Answer: …}, as DAPO's prompt asks for. */
  DAPO("dapo", Style.ANSWER_LINE),
  /** What follows {@code ####}, else the last number, as GSM8K's solutions end. */
  GSM8K("gsm8k", Style.HASH),
  /** The last {@code \boxed{…}} and nothing else. */
  BOXED_ONLY("boxed-only", Style.BOXED);

  private final String label;
  private final Style style;

  ExtractionPolicy(String label, Style style) {
    this.label = label;
    this.style = style;
  }

  /** The policy's name in options and on the command line. */
  public String label() {
    return label;
  }

  Style style() {
    return style;
  }

  /** The names of all policies. */
  public static List<String> labels() {
    List<String> labels = new ArrayList<>();
    for (ExtractionPolicy p : values()) {
      labels.add(p.label);
    }
    return labels;
  }

  /** The policy of that name. Throws {@link IllegalArgumentException} when there is none. */
  public static ExtractionPolicy named(String label) {
    for (ExtractionPolicy p : values()) {
      if (p.label.equals(label)) {
        return p;
      }
    }
    throw new IllegalArgumentException("no extraction policy is called '" + label + "'");
  }
}
