package dev.rewardgrader.grade.math;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rewardgrader.grade.Verdict;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every expression and for every text. */
class MathProperties {
  private static final long ALL_STEPS = 400_000;

  /** An expression in LaTeX. */
  @Provide
  Arbitrary<String> expressions() {
    Arbitrary<String> atoms =
        Arbitraries.oneOf(
            Arbitraries.integers().between(1, 40).map(String::valueOf),
            Arbitraries.of("x", "y", "\\pi", "\\sqrt{2}", "\\sqrt{3}", "\\frac{2}{7}"));
    return Arbitraries.recursive(
        () -> atoms,
        inner ->
            Arbitraries.oneOf(
                Combinators.combine(inner, inner).as((a, b) -> "(" + a + "+" + b + ")"),
                Combinators.combine(inner, inner).as((a, b) -> "(" + a + "-" + b + ")"),
                Combinators.combine(inner, inner).as((a, b) -> "(" + a + ")\\cdot(" + b + ")"),
                Combinators.combine(inner, inner)
                    .as((a, b) -> "\\frac{" + a + "}{1+(" + b + ")^2}"),
                inner.map(a -> "(" + a + ")^{2}")),
        0,
        3);
  }

  private static MathResult verify(String gold, String answer) {
    return MathVerifier.verify(gold, "\\boxed{" + answer + "}", MathOptions.DEFAULT);
  }

  @Property(tries = 300)
  void everyExpressionEqualsItself(@ForAll("expressions") String e) {
    assertThat(verify(e, e).verdict()).isEqualTo(Verdict.ACCEPTED);
  }

  @Property(tries = 200)
  void rewritingsAreAccepted(@ForAll("expressions") String a, @ForAll("expressions") String b) {
    assertThat(verify(a + "+" + b, b + "+" + a).verdict()).isEqualTo(Verdict.ACCEPTED);
    assertThat(verify("(" + a + ")(" + b + ")", "(" + b + ")\\cdot(" + a + ")").verdict())
        .isEqualTo(Verdict.ACCEPTED);
    assertThat(
            verify("(" + a + "+" + b + ")^2", "(" + a + ")^2+2(" + a + ")(" + b + ")+(" + b + ")^2")
                .verdict())
        .isEqualTo(Verdict.ACCEPTED);
    assertThat(verify(a, "\\frac{2(" + a + ")}{2}").verdict()).isEqualTo(Verdict.ACCEPTED);
  }

  @Property(tries = 200)
  void perturbationsAreRejected(@ForAll("expressions") String e) {
    assertThat(verify(e, e + "+1").isAccepted()).isFalse();
    assertThat(verify(e, e + "-\\frac{1}{1000}").isAccepted()).isFalse();
    assertThat(verify(e, e + "+\\frac{1}{10^{60}}").isAccepted()).isFalse();
  }

  @Property(tries = 300)
  void equalityIsSymmetric(@ForAll("expressions") String a, @ForAll("expressions") String b) {
    assertThat(verify(a, b).isAccepted()).isEqualTo(verify(b, a).isAccepted());
  }

  @Property(tries = 2000)
  void arbitraryBytesNeverThrowNorExceedTheBudget(@ForAll byte[] gold, @ForAll byte[] answer) {
    String g = new String(gold, StandardCharsets.ISO_8859_1);
    String a = new String(answer, StandardCharsets.UTF_8);
    MathResult result = MathVerifier.verify(g, a, MathOptions.DEFAULT);
    assertThat(result.steps()).isBetween(0L, ALL_STEPS);
    assertThat(result.reason()).isNotBlank();
  }

  /** Texts out of the pieces that the grammar knows, in any order. */
  @Provide
  Arbitrary<String> shards() {
    return Arbitraries.of(
            "\\frac",
            "{",
            "}",
            "(",
            ")",
            "[",
            "]",
            "\\sqrt",
            "^",
            "_",
            "1",
            "23",
            ".5",
            ",",
            ";",
            "x",
            "ab",
            "\\pi",
            "e",
            "i",
            "\\infty",
            "\\pm",
            "!",
            "%",
            "\\%",
            "|",
            "=",
            "<",
            "\\le",
            "\\in",
            "\\cup",
            "\\{",
            "\\}",
            "\\text{or}",
            "\\text{ cm}",
            " ",
            "$",
            "\\boxed{",
            "\\\\",
            "&",
            "\\begin{pmatrix}",
            "\\end{pmatrix}",
            "\\sum",
            "\\log",
            "sin",
            "-",
            "+",
            "*",
            "/",
            ":",
            "\\circ",
            "'",
            "\\quad",
            "\\overline{3}",
            "\\approx",
            "answer is ",
            "\n",
            "²",
            "½",
            "0")
        .list()
        .ofMaxSize(30)
        .map(pieces -> String.join("", pieces));
  }

  @Property(tries = 3000)
  void brokenFormulasNeverThrow(@ForAll("shards") String gold, @ForAll("shards") String answer) {
    MathResult result = verify(gold, answer);
    assertThat(result.verdict()).isNotNull();
    assertThat(MathVerifier.verify(gold, answer, MathOptions.DEFAULT).steps())
        .isLessThanOrEqualTo(ALL_STEPS);
  }
}
