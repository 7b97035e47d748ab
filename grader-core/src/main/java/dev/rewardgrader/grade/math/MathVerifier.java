package dev.rewardgrader.grade.math;

import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.grade.math.compare.Comparer;
import dev.rewardgrader.grade.math.compare.Options;
import dev.rewardgrader.grade.math.compare.Outcome;
import dev.rewardgrader.grade.math.compare.Rules;
import dev.rewardgrader.grade.math.expr.Expr;
import dev.rewardgrader.grade.math.extract.Extractor;
import dev.rewardgrader.grade.math.extract.Span;
import dev.rewardgrader.grade.math.limits.Budget;
import dev.rewardgrader.grade.math.parse.MathParser;
import dev.rewardgrader.grade.math.parse.MathParser.Parsed;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides whether a completion's final answer is one of the golds. Stateless and thread-safe; every
 * call is bounded by a budget of steps, so that a verdict depends neither on the machine nor on its
 * load.
 */
public final class MathVerifier {
  /** Steps for one gold or one answer; a usual answer takes a few hundred. */
  private static final long STEPS = 400_000;

  private MathVerifier() {}

  /** Golds that were parsed once, to be compared with many answers. Immutable. */
  public static final class CompiledGolds {
    private final List<Gold> golds;
    private final MathOptions options;

    private CompiledGolds(List<Gold> golds, MathOptions options) {
      this.golds = golds;
      this.options = options;
    }

    public MathOptions options() {
      return options;
    }
  }

  /**
   * One gold.
   *
   * @param expr its tree
   * @param asList its tree with plain commas as separators, where they were read as thousands
   *     separators; else null
   * @param options its letters, where it may be an answer to a question with options; else null
   * @param content what stands behind the letter of the gold, if anything; else null
   * @param tooDeep whether its tree was, so that only its text is known
   */
  private record Gold(Expr expr, Expr asList, Options options, Expr content, boolean tooDeep) {}

  /** Parses the golds. An answer has to equal one of them. */
  public static CompiledGolds compile(List<String> golds, MathOptions options) {
    List<Gold> compiled = new ArrayList<>(golds.size());
    for (String gold : golds) {
      compiled.add(compile(gold, options));
    }
    return new CompiledGolds(List.copyOf(compiled), options);
  }

  private static Gold compile(String gold, MathOptions options) {
    Budget budget = new Budget(STEPS);
    try {
      String text = gold;
      if (options.goldForm() == MathOptions.Form.TEXT) {
        Found found = find(gold, options, budget);
        if (found.parsed != null) {
          text = found.span.text();
        }
      }
      Parsed parsed = MathParser.parse(text, budget);
      Options letters = Options.read(text);
      boolean content = letters != null && !letters.content().isEmpty();
      return new Gold(
          parsed.expr(),
          parsed.plainThousands() ? MathParser.parseAsList(text, budget).expr() : null,
          letters,
          content ? MathParser.parse(letters.content(), budget).expr() : null,
          "too-deep".equals(parsed.failure()));
    } catch (Budget.Exceeded exceeded) {
      return new Gold(new Expr.Text(gold), null, null, null, false);
    }
  }

  /** Verifies one completion against one gold. */
  public static MathResult verify(String gold, String completion, MathOptions options) {
    return verify(compile(List.of(gold), options), completion);
  }

  /** Verifies one completion against compiled golds. */
  public static MathResult verify(CompiledGolds golds, String completion) {
    long start = System.nanoTime();
    Budget budget = new Budget(STEPS);
    MathResult result;
    try {
      result = decide(golds, completion, budget);
    } catch (Budget.Exceeded exceeded) {
      result = new MathResult(Verdict.UNDECIDED, "budget", null, null, null, null, null, 0, 0);
    }
    long nanos = System.nanoTime() - start;
    return new MathResult(
        result.verdict(),
        result.reason(),
        result.layer(),
        result.certainty(),
        result.span(),
        result.gold(),
        result.answer(),
        STEPS - Math.max(0, budget.left()),
        nanos);
  }

  /** The chosen candidate and its tree; or the reason why there is none. */
  private record Found(Span span, Parsed parsed, String reason) {}

  private static Found find(String completion, MathOptions options, Budget budget) {
    budget.spend(completion.length() / 64);
    Extractor.Settings settings =
        new Extractor.Settings(
            options.extraction().style(),
            options.latex(),
            options.plain(),
            options.choices(),
            options.announcedFirst(),
            options.joinBoxes(),
            options.requireAnchor());
    Extractor.Result result = Extractor.extract(completion, settings);
    Found fallback = null;
    for (Span span : result.spans()) {
      Parsed parsed = MathParser.parse(span.text(), budget);
      boolean passing =
          span.rule().equals("bare")
              || span.rule().equals("formula")
              || span.rule().equals("number");
      if (!passing || parsed.failure() == null) {
        return new Found(span, parsed, null);
      }
      fallback = fallback == null ? new Found(span, parsed, null) : fallback;
    }
    return fallback != null ? fallback : new Found(null, null, result.reason());
  }

  private static MathResult decide(CompiledGolds golds, String completion, Budget budget) {
    MathOptions options = golds.options;
    Found found;
    if (options.answerForm() == MathOptions.Form.BARE) {
      Span whole = new Span(completion, 0, completion.length(), "whole", false);
      found =
          completion.isBlank()
              ? new Found(null, null, "empty")
              : new Found(whole, MathParser.parse(completion, budget), null);
    } else {
      found = find(completion, options, budget);
    }
    if (found.parsed == null) {
      return new MathResult(Verdict.NO_ANSWER, found.reason, null, null, null, null, null, 0, 0);
    }
    Comparer comparer =
        new Comparer(
            new Rules(
                options.percentLenient(),
                options.orderedLists(),
                options.strictNames(),
                options.decimals()),
            budget);
    Outcome last = null;
    Gold compared = null;
    for (Gold gold : golds.golds) {
      if (Comparer.saysNothing(gold.expr)) {
        continue;
      }
      Outcome outcome = compare(comparer, gold, found, budget);
      if (outcome.truth() == Outcome.Truth.EQUAL) {
        return result(Verdict.ACCEPTED, "equal", outcome, found, gold);
      }
      if (last == null || outcome.truth() == Outcome.Truth.UNKNOWN) {
        last = outcome;
        compared = gold;
      }
    }
    if (last == null) {
      return new MathResult(
          Verdict.UNDECIDED, "empty-gold", null, null, found.span, null, null, 0, 0);
    }
    if (last.truth() == Outcome.Truth.UNKNOWN) {
      return result(Verdict.UNDECIDED, "not-decided:" + last.layer(), last, found, compared);
    }
    if (compared.tooDeep) {
      return result(Verdict.UNDECIDED, "unreadable-gold:too-deep", last, found, compared);
    }
    String failure = found.parsed.failure();
    if (failure != null && !failure.equals("prose") && !(compared.expr instanceof Expr.Text)) {
      return result(Verdict.UNDECIDED, "unreadable-answer:" + failure, last, found, compared);
    }
    return result(Verdict.WRONG_ANSWER, last.layer(), last, found, compared);
  }

  private static Outcome compare(Comparer comparer, Gold gold, Found found, Budget budget) {
    Expr answer = found.parsed.expr();
    Outcome outcome = comparer.compare(gold.expr, answer);
    if (outcome.truth() == Outcome.Truth.EQUAL) {
      return outcome;
    }
    if (gold.options != null) {
      Options chosen = Options.read(found.span.text());
      if (chosen != null) {
        Outcome letters = gold.options.compare(chosen);
        // "B. 12" and "B. 13" name one letter and are not one answer.
        boolean both = gold.content != null && !chosen.content().isEmpty();
        return both && letters.truth() == Outcome.Truth.EQUAL
            ? comparer.compare(gold.content, MathParser.parse(chosen.content(), budget).expr())
            : letters;
      }
      if (gold.content != null) {
        return comparer.compare(gold.content, answer);
      }
    }
    if (gold.asList != null && answer instanceof Expr.Listing) {
      return comparer.compare(gold.asList, answer);
    }
    if (found.parsed.plainThousands() && gold.expr instanceof Expr.Listing) {
      return comparer.compare(gold.expr, MathParser.parseAsList(found.span.text(), budget).expr());
    }
    return outcome;
  }

  private static MathResult result(
      Verdict verdict, String reason, Outcome outcome, Found found, Gold gold) {
    return new MathResult(
        verdict,
        reason,
        outcome.layer(),
        outcome.certainty(),
        found.span,
        gold.expr,
        found.parsed.expr(),
        0,
        0);
  }
}
