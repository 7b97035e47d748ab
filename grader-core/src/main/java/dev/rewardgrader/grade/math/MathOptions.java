package dev.rewardgrader.grade.math;

import java.util.List;

/**
 * How answers are extracted and compared.
 *
 * @param extraction where the answer is looked for
 * @param goldForm how golds are written
 * @param answerForm how completions are written
 * @param latex formulas and boxes may hold the answer
 * @param plain numbers and arithmetic in running text may hold the answer
 * @param choices option strings ("A", "B", …) that may be the answer; empty for none
 * @param announcedFirst "the final answer is … I hope it is correct" beats a box
 * @param joinBoxes boxes that stand side by side are read as one list; otherwise only the last
 *     counts
 * @param requireAnchor only an announced, boxed or delimited answer counts, never a number in
 *     passing
 * @param percentLenient 25% and 25 are equal
 * @param orderedLists the order of a bare list counts
 * @param strictNames names of variables matter
 * @param decimals the places (or significant digits) to which a decimal must give an exact gold
 */
public record MathOptions(
    ExtractionPolicy extraction,
    Form goldForm,
    Form answerForm,
    boolean latex,
    boolean plain,
    List<String> choices,
    boolean announcedFirst,
    boolean joinBoxes,
    boolean requireAnchor,
    boolean percentLenient,
    boolean orderedLists,
    boolean strictNames,
    int decimals) {

  /** The defaults: bare golds, answers in running text, strict comparison. */
  public static final MathOptions DEFAULT = new Builder().build();

  /** The most decimals that may be asked for. */
  public static final int MAX_DECIMALS = 100;

  public MathOptions {
    choices = List.copyOf(choices);
    if (decimals < 1 || decimals > MAX_DECIMALS) {
      throw new IllegalArgumentException(
          "decimals must be between 1 and " + MAX_DECIMALS + ", not " + decimals);
    }
  }

  /** How a gold or an answer is written. */
  public enum Form {
    /** Only the expression. */
    BARE,
    /** A text that the expression has to be extracted from. */
    TEXT
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Starts at the defaults. */
  public static final class Builder {
    private ExtractionPolicy extraction = ExtractionPolicy.MATH_VERIFY;
    private Form goldForm = Form.BARE;
    private Form answerForm = Form.TEXT;
    private boolean latex = true;
    private boolean plain = true;
    private List<String> choices = List.of();
    private boolean announcedFirst;
    private boolean joinBoxes = true;
    private boolean requireAnchor;
    private boolean percentLenient;
    private boolean orderedLists;
    private boolean strictNames = true;
    private int decimals = 6;

    private Builder() {}

    public Builder extraction(ExtractionPolicy value) {
      extraction = value;
      return this;
    }

    public Builder goldForm(Form value) {
      goldForm = value;
      return this;
    }

    public Builder answerForm(Form value) {
      answerForm = value;
      return this;
    }

    public Builder latex(boolean value) {
      latex = value;
      return this;
    }

    public Builder plain(boolean value) {
      plain = value;
      return this;
    }

    public Builder choices(List<String> value) {
      choices = value;
      return this;
    }

    public Builder announcedFirst(boolean value) {
      announcedFirst = value;
      return this;
    }

    public Builder joinBoxes(boolean value) {
      joinBoxes = value;
      return this;
    }

    public Builder requireAnchor(boolean value) {
      requireAnchor = value;
      return this;
    }

    public Builder percentLenient(boolean value) {
      percentLenient = value;
      return this;
    }

    public Builder orderedLists(boolean value) {
      orderedLists = value;
      return this;
    }

    public Builder strictNames(boolean value) {
      strictNames = value;
      return this;
    }

    public Builder decimals(int value) {
      decimals = value;
      return this;
    }

    public MathOptions build() {
      return new MathOptions(
          extraction,
          goldForm,
          answerForm,
          latex,
          plain,
          choices,
          announcedFirst,
          joinBoxes,
          requireAnchor,
          percentLenient,
          orderedLists,
          strictNames,
          decimals);
    }
  }
}
