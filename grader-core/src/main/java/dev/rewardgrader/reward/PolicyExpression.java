package dev.rewardgrader.reward;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.grade.TestReport;
import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Suggest;
import java.util.List;

/** A node of a policy. A null value means that the grade has none: it is undecided. */
sealed interface PolicyExpression {

  Double value(PolicyInput input) throws InputException;

  boolean needsEveryTest();

  record Constant(double number) implements PolicyExpression {
    @Override
    public Double value(PolicyInput input) {
      return number;
    }

    @Override
    public boolean needsEveryTest() {
      return false;
    }
  }

  /** A named value of the grade. */
  record Named(String name) implements PolicyExpression {
    /** Names that every grade has a value for. */
    static final List<String> BUILT_IN =
        List.of("binary", "fraction", "weighted", "format", "compile");

    @Override
    public Double value(PolicyInput input) throws InputException {
      Double value = raw(input);
      if (value != null) {
        input.components().put(name, value);
      }
      return value;
    }

    private Double raw(PolicyInput input) throws InputException {
      Verdict verdict = input.grade().verdict();
      TestReport tests = input.grade().tests();
      if (name.equals("format")) {
        return input.grade().candidate() == null ? 0.0 : 1.0;
      }
      if (verdict == Verdict.UNDECIDED) {
        return null;
      }
      double binary = verdict == Verdict.ACCEPTED ? 1 : 0;
      return switch (name) {
        case "binary" -> binary;
        // A candidate that cheated gets nothing for the tests it passed on the way.
        case "fraction" -> tests == null || verdict == Verdict.REJECTED ? binary : tests.fraction();
        case "weighted" ->
            tests == null || verdict == Verdict.REJECTED ? binary : tests.weightedFraction();
        case "compile" ->
            verdict == Verdict.COMPILE_ERROR || verdict == Verdict.NO_ANSWER ? 0.0 : 1.0;
        default -> score(input);
      };
    }

    private Double score(PolicyInput input) throws InputException {
      Double score = input.grade().scores().get(name);
      if (score != null) {
        return score;
      }
      // Nothing to score is the lowest score, whatever the metric is.
      if (input.grade().verdict() == Verdict.NO_ANSWER) {
        return 0.0;
      }
      throw new InputException(
          "policy",
          "a task of kind %s has no score '%s'; it has %s%s"
              .formatted(
                  input.rollout().task().kind().word(),
                  name,
                  String.join(", ", BUILT_IN)
                      + (input.grade().scores().isEmpty()
                          ? ""
                          : ", " + String.join(", ", input.grade().scores().keySet())),
                  Suggest.hint(name, BUILT_IN)));
    }

    @Override
    public boolean needsEveryTest() {
      return !name.equals("binary") && !name.equals("format") && !name.equals("compile");
    }
  }

  record Sum(PolicyExpression left, PolicyExpression right, int sign) implements PolicyExpression {
    @Override
    public Double value(PolicyInput input) throws InputException {
      Double a = left.value(input);
      Double b = right.value(input);
      return a == null || b == null ? null : (Double) (a + sign * b);
    }

    @Override
    public boolean needsEveryTest() {
      return left.needsEveryTest() || right.needsEveryTest();
    }
  }

  record Product(PolicyExpression left, PolicyExpression right) implements PolicyExpression {
    @Override
    public Double value(PolicyInput input) throws InputException {
      Double a = left.value(input);
      Double b = right.value(input);
      return a == null || b == null ? null : (Double) (a * b);
    }

    @Override
    public boolean needsEveryTest() {
      return left.needsEveryTest() || right.needsEveryTest();
    }
  }

  record Rescale(PolicyExpression of, PolicyExpression low, PolicyExpression high)
      implements PolicyExpression {
    @Override
    public Double value(PolicyInput input) throws InputException {
      Double x = of.value(input);
      Double from = low.value(input);
      Double to = high.value(input);
      return x == null || from == null || to == null ? null : (Double) (from + x * (to - from));
    }

    @Override
    public boolean needsEveryTest() {
      return of.needsEveryTest();
    }
  }

  record Clip(PolicyExpression of, PolicyExpression low, PolicyExpression high)
      implements PolicyExpression {
    @Override
    public Double value(PolicyInput input) throws InputException {
      Double x = of.value(input);
      Double from = low.value(input);
      Double to = high.value(input);
      return x == null || from == null || to == null
          ? null
          : (Double) Math.max(from, Math.min(to, x));
    }

    @Override
    public boolean needsEveryTest() {
      return of.needsEveryTest();
    }
  }

  record Gate(PolicyExpression threshold, PolicyExpression longTerm, PolicyExpression immediate)
      implements PolicyExpression {
    @Override
    public Double value(PolicyInput input) throws InputException {
      Double least = threshold.value(input);
      Double high = longTerm.value(input);
      Double low = immediate.value(input);
      if (least == null || high == null || low == null) {
        return null;
      }
      boolean open = high >= least;
      input.components().put("gate_open", open ? 1.0 : 0.0);
      return open ? (Double) (high + low) : high;
    }

    @Override
    public boolean needsEveryTest() {
      return longTerm.needsEveryTest() || immediate.needsEveryTest();
    }
  }

  record Decided(PolicyExpression of, PolicyExpression otherwise) implements PolicyExpression {
    @Override
    public Double value(PolicyInput input) throws InputException {
      Double x = of.value(input);
      return x == null ? otherwise.value(input) : x;
    }

    @Override
    public boolean needsEveryTest() {
      return of.needsEveryTest();
    }
  }

  /** 0 up to max - buffer, falling to -1 at max, and -1 beyond. */
  record Overlong(PolicyExpression max, PolicyExpression buffer) implements PolicyExpression {
    private static final String FIELD = "completion_tokens";

    @Override
    public Double value(PolicyInput input) throws InputException {
      JsonNode tokens = input.rollout().meta().get(FIELD);
      if (tokens == null || !tokens.isNumber()) {
        throw new InputException(
            "$.meta." + FIELD, "missing: the policy's overlong() needs the completion's length");
      }
      double length = tokens.doubleValue();
      double most = max.value(input);
      double cache = buffer.value(input);
      double penalty;
      if (length <= most - cache) {
        penalty = 0;
      } else if (length <= most) {
        penalty = (most - cache - length) / cache;
      } else {
        penalty = -1;
      }
      input.components().put("overlong", penalty);
      return penalty;
    }

    @Override
    public boolean needsEveryTest() {
      return false;
    }
  }

  /** The gated reward of a software task, or with all its gates open. */
  record Gated(boolean gates) implements PolicyExpression {
    @Override
    public Double value(PolicyInput input) throws InputException {
      return GatedPolicy.value(input, gates);
    }

    @Override
    public boolean needsEveryTest() {
      return true;
    }
  }
}
