package dev.rewardgrader.testsuites.packages;

import dev.rewardgrader.grade.Verdict;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The verdicts that a submission promises: by an {@code @EXPECTED_RESULTS@:} tag in its source
 * (DOMjudge), by rules of {@code submissions.yaml}, or by the folder it stands in (Kattis problem
 * package format).
 *
 * @param source {@code @EXPECTED_RESULTS@} or the folder's name
 * @param verdicts any of them keeps the promise; empty where nothing is promised
 * @param score of an {@code @EXPECTED_SCORE@:} tag; NaN where there is none
 * @param rules what single tests or groups must come to
 */
public record Expectation(
    String source, Set<Verdict> verdicts, double score, List<ExpectationRule> rules) {
  private static final String TAG_NAME = "@EXPECTED_RESULTS@";
  private static final Pattern TAG = Pattern.compile("@EXPECTED_RESULTS@:([^\\n]{0,200})");
  private static final Pattern SCORE =
      Pattern.compile("@EXPECTED_SCORE@:[ \\t]{0,9}([0-9]{1,12}(?:\\.[0-9]{1,12})?)");

  /** Scores that differ by less were added up in another order. */
  private static final double SAME = 1e-6;

  /** DOMjudge counts too much memory as a run-time error. */
  private static final Set<Verdict> RUN_ERROR =
      EnumSet.of(Verdict.RUNTIME_ERROR, Verdict.MEMORY_LIMIT_EXCEEDED);

  private static final Set<Verdict> BRUTE_FORCE =
      EnumSet.of(Verdict.RUNTIME_ERROR, Verdict.MEMORY_LIMIT_EXCEEDED, Verdict.TIME_LIMIT_EXCEEDED);

  /** A tag that leaves the verdict to a person. */
  private static final Set<String> OPEN = Set.of("check_manually", "judging_error");

  private static final Map<String, Set<Verdict>> BY_WORD =
      Map.ofEntries(
          Map.entry("accepted", EnumSet.of(Verdict.ACCEPTED)),
          Map.entry("correct", EnumSet.of(Verdict.ACCEPTED)),
          Map.entry("partially_accepted", EnumSet.of(Verdict.PARTIAL)),
          Map.entry("wrong_answer", EnumSet.of(Verdict.WRONG_ANSWER)),
          Map.entry("slow_accepted", EnumSet.of(Verdict.ACCEPTED)),
          Map.entry("wronganswer", EnumSet.of(Verdict.WRONG_ANSWER)),
          Map.entry("brute_force", BRUTE_FORCE),
          Map.entry("no_output", EnumSet.of(Verdict.WRONG_ANSWER)),
          Map.entry("time_limit_exceeded", EnumSet.of(Verdict.TIME_LIMIT_EXCEEDED)),
          Map.entry("timelimit", EnumSet.of(Verdict.TIME_LIMIT_EXCEEDED)),
          Map.entry("time_limit", EnumSet.of(Verdict.TIME_LIMIT_EXCEEDED)),
          Map.entry("timelimit_exceeded", EnumSet.of(Verdict.TIME_LIMIT_EXCEEDED)),
          Map.entry("run_time_error", RUN_ERROR),
          Map.entry("runtime_error", RUN_ERROR),
          Map.entry("run_error", RUN_ERROR),
          Map.entry("memory_limit_error", EnumSet.of(Verdict.MEMORY_LIMIT_EXCEEDED)),
          Map.entry("memory_limit", EnumSet.of(Verdict.MEMORY_LIMIT_EXCEEDED)),
          Map.entry("memory_limit_exceeded", EnumSet.of(Verdict.MEMORY_LIMIT_EXCEEDED)),
          Map.entry("output_limit", EnumSet.of(Verdict.OUTPUT_LIMIT_EXCEEDED)),
          Map.entry("output_limit_exceeded", EnumSet.of(Verdict.OUTPUT_LIMIT_EXCEEDED)),
          Map.entry("compile_error", EnumSet.of(Verdict.COMPILE_ERROR)),
          Map.entry("compiler_error", EnumSet.of(Verdict.COMPILE_ERROR)),
          Map.entry("compilation_error", EnumSet.of(Verdict.COMPILE_ERROR)),
          Map.entry(
              "rejected", EnumSet.complementOf(EnumSet.of(Verdict.ACCEPTED, Verdict.UNDECIDED))));

  public Expectation {
    verdicts = Set.copyOf(verdicts);
    rules = List.copyOf(rules);
  }

  /**
   * @param folder the folder's name, such as {@code wrong_answer}
   * @param texts the submission's files
   * @throws IllegalArgumentException naming a result in a tag that is not known
   */
  static Expectation of(String folder, Iterable<String> texts) {
    double score = Double.NaN;
    Set<Verdict> tagged = null;
    for (String text : texts) {
      Matcher points = SCORE.matcher(text);
      if (Double.isNaN(score) && points.find()) {
        score = Double.parseDouble(points.group(1));
      }
      Matcher tag = TAG.matcher(text);
      if (tagged == null && tag.find()) {
        tagged = tagged(tag.group(1));
      }
    }
    return tagged != null
        ? new Expectation(TAG_NAME, tagged, score, List.of())
        : new Expectation(folder, words(folder), score, List.of());
  }

  private static Set<Verdict> tagged(String list) {
    Set<Verdict> verdicts = EnumSet.noneOf(Verdict.class);
    for (String part : list.split(",", -1)) {
      String word = part.replaceAll("[^A-Za-z_-]", "");
      Set<Verdict> known = words(word);
      if (known.isEmpty() && !OPEN.contains(normal(word))) {
        throw new IllegalArgumentException(
            TAG_NAME + " names '" + part.strip() + "', which is no result");
      }
      verdicts.addAll(known);
    }
    return verdicts;
  }

  /** The same with rules, which take the place of what the folder's name says. */
  Expectation withRules(List<ExpectationRule> more, boolean insteadOfFolder) {
    List<ExpectationRule> all = new ArrayList<>(rules);
    all.addAll(more);
    boolean drops = insteadOfFolder && !source.equals(TAG_NAME);
    return new Expectation(source, drops ? Set.of() : verdicts, score, all);
  }

  private static String normal(String word) {
    return word.toLowerCase(Locale.ROOT).replace('-', '_');
  }

  private static Set<Verdict> words(String word) {
    return BY_WORD.getOrDefault(normal(word), Set.of());
  }

  /** Whether the promise is kept, or there is none. */
  public boolean isKeptBy(Verdict verdict) {
    return verdicts.isEmpty() || verdicts.contains(verdict);
  }

  /**
   * The same for a score.
   *
   * @param given NaN where nothing was scored, such as what does not compile: that is none
   */
  public boolean isKeptBy(double given) {
    double points = Double.isNaN(given) ? 0 : given;
    return Double.isNaN(score) || Math.abs(points - score) <= SAME;
  }
}
