package dev.rewardgrader.reward;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.sql.SqlMetric;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Suggest;
import dev.rewardgrader.rollout.Rollout;
import dev.rewardgrader.rollout.TaskKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Turns a grade into a reward. Pure: the same grade and rollout give the same reward.
 *
 * <p>A policy is written as an expression, see {@link #parse}.
 */
public final class RewardPolicy {
  /** The name under which {@link #defaultFor} stands on the command line. */
  public static final String DEFAULT = "default";

  private final String text;
  private final PolicyExpression expression;
  private final Set<String> names;

  private RewardPolicy(String text, PolicyExpression expression, Set<String> names) {
    this.text = text;
    this.expression = expression;
    this.names = names;
  }

  /**
   * Reads a policy.
   *
   * <pre>
   * policy  := term (('+' | '-') term)*
   * term    := factor ('*' factor)*
   * factor  := number | name | name '(' policy (',' policy)* ')' | '(' policy ')'
   * </pre>
   *
   * <p>Names of a value in [0,1]: {@code binary} (1 when accepted), {@code fraction} (share of
   * tests passed), {@code weighted} (share of points), {@code format} (1 when a candidate was
   * found), {@code compile} (1 unless it failed to compile), and every score of the grade, such as
   * {@code score} or {@code paverl}. Functions: {@code rescale(x, low, high)} maps [0,1] to
   * [low,high]; {@code clip(x, low, high)}; {@code gate(threshold, long_term, immediate)} is
   * long_term + immediate where long_term ≥ threshold and long_term alone elsewhere (G-RA, arXiv
   * 2508.10548); {@code overlong(max, buffer)} is DAPO's soft penalty (arXiv 2503.14476, section
   * 3.4) on {@code meta.completion_tokens}; {@code decided(x, y)} is x, and y where the grade is
   * undecided. Of a software task: {@code gra}, the gated sum of its outcome and of the turns of
   * {@code meta.trajectory} (the same paper), and {@code dra}, the sum without gates.
   *
   * @throws InputException when the text is not a policy; the path is {@code policy}
   */
  public static RewardPolicy parse(String text) throws InputException {
    PolicyParser parser = new PolicyParser(text);
    PolicyExpression expression = parser.parse();
    return new RewardPolicy(text, expression, Set.copyOf(parser.names()));
  }

  /**
   * Asks whether the grades of some families can have what the policy names, so that a misspelt
   * name is told before anything is graded.
   *
   * @return this policy
   * @throws InputException when none of them has a name; the path is {@code policy}
   */
  public RewardPolicy requireKnown(Collection<TaskKind> kinds) throws InputException {
    Set<String> known = new TreeSet<>(PolicyExpression.Named.BUILT_IN);
    kinds.forEach(kind -> known.addAll(scores(kind)));
    for (String name : new TreeSet<>(names)) {
      if (!known.contains(name)) {
        throw new InputException(
            "policy",
            "no grade has a score '%s'%s; there are %s"
                .formatted(name, Suggest.hint(name, known), String.join(", ", known)));
      }
    }
    return this;
  }

  /** The scores that the grades of a family can have. */
  private static List<String> scores(TaskKind kind) {
    return switch (kind) {
      case CODE -> List.of("points");
      case MATH -> List.of("correct");
      case SQL -> {
        List<String> scores = new ArrayList<>(SqlMetric.words());
        scores.addAll(List.of("score", "sound_precision", "sound_recall"));
        yield scores;
      }
      case SWE ->
          List.of(
              "resolved",
              "f2p",
              "p2p",
              "verifier",
              "static_errors",
              "static_warnings",
              "static_broken_files");
    };
  }

  /** The policy of a family where nobody asked for another. */
  public static RewardPolicy defaultFor(TaskKind kind) {
    String text =
        switch (kind) {
          case CODE -> "fraction";
          case SQL -> "score";
          case MATH, SWE -> "binary";
        };
    try {
      return parse(text);
    } catch (InputException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The policy as it was written. */
  public String text() {
    return text;
  }

  /** Whether the reward can differ between two candidates that both fail some test. */
  public boolean needsEveryTest() {
    return expression.needsEveryTest();
  }

  /**
   * The reward of a grade.
   *
   * @throws InputException when the policy names a score that this grade does not have
   */
  public Reward reward(Grade grade, Rollout rollout) throws InputException {
    Map<String, Double> components = new LinkedHashMap<>();
    AtomicReference<JsonNode> gate = new AtomicReference<>();
    Double value = expression.value(new PolicyInput(grade, rollout, components, gate));
    return new Reward(value, components, gate.get());
  }
}
