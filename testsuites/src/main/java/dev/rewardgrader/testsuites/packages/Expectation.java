package dev.rewardgrader.testsuites.packages;

import dev.rewardgrader.grade.Verdict;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The verdicts that a submission promises: by an {@code @EXPECTED_RESULTS@:} tag in its source
 * (DOMjudge) or by the folder it stands in (Kattis problem package format).
 *
 * @param source {@code @EXPECTED_RESULTS@} or the folder's name
 * @param verdicts any of them keeps the promise; empty where nothing is promised
 * @param score of an {@code @EXPECTED_SCORE@:} tag; NaN where there is none
 */
public record Expectation(String source, Set<Verdict> verdicts, double score) {
  private static final Pattern TAG = Pattern.compile("@EXPECTED_RESULTS@:([^\\n]{0,200})");
  private static final Pattern SCORE =
      Pattern.compile("@EXPECTED_SCORE@:[ \\t]{0,9}([0-9]{1,12}(?:\\.[0-9]{1,12})?)");

  /** Scores that differ by less were added up in another order. */
  private static final double SAME = 1e-6;

  /** DOMjudge counts too much memory as a run-time error. */
  private static final Set<Verdict> RUN_ERROR =
      EnumSet.of(Verdict.RUNTIME_ERROR, Verdict.MEMORY_LIMIT_EXCEEDED);

  private static final Map<String, Set<Verdict>> BY_WORD =
      Map.ofEntries(
          Map.entry("accepted", EnumSet.of(Verdict.ACCEPTED)),
          Map.entry("correct", EnumSet.of(Verdict.ACCEPTED)),
          Map.entry("partially_accepted", EnumSet.of(Verdict.PARTIAL)),
          Map.entry("wrong_answer", EnumSet.of(Verdict.WRONG_ANSWER)),
          Map.entry("no_output", EnumSet.of(Verdict.WRONG_ANSWER)),
          Map.entry("time_limit_exceeded", EnumSet.of(Verdict.TIME_LIMIT_EXCEEDED)),
          Map.entry("timelimit", EnumSet.of(Verdict.TIME_LIMIT_EXCEEDED)),
          Map.entry("run_time_error", RUN_ERROR),
          Map.entry("runtime_error", RUN_ERROR),
          Map.entry("run_error", RUN_ERROR),
          Map.entry("memory_limit", EnumSet.of(Verdict.MEMORY_LIMIT_EXCEEDED)),
          Map.entry("memory_limit_exceeded", EnumSet.of(Verdict.MEMORY_LIMIT_EXCEEDED)),
          Map.entry("output_limit", EnumSet.of(Verdict.OUTPUT_LIMIT_EXCEEDED)),
          Map.entry("output_limit_exceeded", EnumSet.of(Verdict.OUTPUT_LIMIT_EXCEEDED)),
          Map.entry("compile_error", EnumSet.of(Verdict.COMPILE_ERROR)),
          Map.entry("compiler_error", EnumSet.of(Verdict.COMPILE_ERROR)),
          Map.entry(
              "rejected", EnumSet.complementOf(EnumSet.of(Verdict.ACCEPTED, Verdict.UNDECIDED))));

  public Expectation {
    verdicts = Set.copyOf(verdicts);
  }

  /**
   * @param folder the folder's name, such as {@code wrong_answer}
   * @param text the submission's sources
   */
  static Expectation of(String folder, String text) {
    Matcher points = SCORE.matcher(text);
    double score = points.find() ? Double.parseDouble(points.group(1)) : Double.NaN;
    Matcher tag = TAG.matcher(text);
    if (tag.find()) {
      Set<Verdict> verdicts = EnumSet.noneOf(Verdict.class);
      for (String word : tag.group(1).split(",", -1)) {
        verdicts.addAll(words(word.replaceAll("[^A-Za-z_-]", "")));
      }
      return new Expectation("@EXPECTED_RESULTS@", verdicts, score);
    }
    return new Expectation(folder, words(folder), score);
  }

  private static Set<Verdict> words(String word) {
    return BY_WORD.getOrDefault(word.toLowerCase(Locale.ROOT).replace('-', '_'), Set.of());
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
