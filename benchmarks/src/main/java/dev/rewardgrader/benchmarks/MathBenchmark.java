package dev.rewardgrader.benchmarks;

import dev.rewardgrader.grade.math.MathOptions;
import dev.rewardgrader.grade.math.MathResult;
import dev.rewardgrader.grade.math.MathVerifier;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** What one verification costs, by the kind of answer: with the gold parsed each time, and once. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MathBenchmark {
  /** A gold, an equal answer and a different one. */
  private record Pair(String gold, String equal, String different) {}

  private static final Map<String, Pair> KINDS =
      Map.of(
          "integer", new Pair("1700", "1,700", "1701"),
          "fraction", new Pair("\\frac{16}{65}", "\\frac{48}{195}", "\\frac{17}{65}"),
          "decimal", new Pair("\\sqrt{21}", "4.58257569496", "4.58357569496"),
          "polynomial",
              new Pair("(x^2+1)(x^2-4x+13)", "x^4-4x^3+14x^2-4x+13", "x^4-4x^3+14x^2-4x+14"),
          "radical",
              new Pair("\\frac{\\sqrt{2}+\\sqrt{6}}{4}", "\\cos 15^\\circ", "\\sin 15^\\circ"),
          "trigonometric", new Pair("\\sec^2 y", "1+\\tan^2 y", "1-\\tan^2 y"),
          "interval", new Pair("(3,4]", "3 < x \\leq 4", "[3,4]"),
          "list", new Pair("4,6,14,15", "\\{15,14,6,4\\}", "4,6,14"),
          "matrix",
              new Pair(
                  "\\begin{pmatrix} 1/2 \\\\ 3 \\end{pmatrix}",
                  "\\begin{bmatrix} 0.5 \\\\ 3 \\end{bmatrix}",
                  "\\begin{pmatrix} 1/2 \\\\ 4 \\end{pmatrix}"),
          "text", new Pair("\\text{Monday}", "monday", "Tuesday"));

  @Param({
    "integer",
    "fraction",
    "decimal",
    "polynomial",
    "radical",
    "trigonometric",
    "interval",
    "list",
    "matrix",
    "text"
  })
  public String kind;

  private Pair pair;
  private String equal;
  private String different;
  private MathVerifier.CompiledGolds compiled;

  /** Puts the answers into the kind of sentence that models write around them. */
  @Setup
  public void setUp() {
    pair = KINDS.get(kind);
    String lead = "Let's work it out step by step. Combining the relations leaves one value.\n\n";
    equal = lead + "Therefore, the final answer is $\\boxed{" + pair.equal() + "}$.";
    different = lead + "Therefore, the final answer is $\\boxed{" + pair.different() + "}$.";
    compiled = MathVerifier.compile(List.of(pair.gold()), MathOptions.DEFAULT);
  }

  @Benchmark
  public MathResult goldAndEqualAnswer() {
    return MathVerifier.verify(pair.gold(), equal, MathOptions.DEFAULT);
  }

  @Benchmark
  public MathResult equalAnswer() {
    return MathVerifier.verify(compiled, equal);
  }

  @Benchmark
  public MathResult differentAnswer() {
    return MathVerifier.verify(compiled, different);
  }

  /**
   * Runs the benchmark and prints each kind's time as a multiple of an integer's: a ratio that says
   * the same on a busy machine.
   */
  public static void main(String[] args) throws RunnerException {
    Map<String, Double> micros = new TreeMap<>();
    for (RunResult r :
        new Runner(new OptionsBuilder().include(MathBenchmark.class.getName()).build()).run()) {
      String name = r.getParams().getBenchmark();
      micros.put(
          name.substring(name.lastIndexOf('.') + 1) + " " + r.getParams().getParam("kind"),
          r.getPrimaryResult().getScore());
    }
    for (Map.Entry<String, Double> e : micros.entrySet()) {
      String benchmark = e.getKey().substring(0, e.getKey().indexOf(' '));
      double base = micros.getOrDefault(benchmark + " integer", e.getValue());
      System.out.printf(
          Locale.ROOT, "%-34s %10.2f us %8.2fx%n", e.getKey(), e.getValue(), e.getValue() / base);
    }
  }
}
