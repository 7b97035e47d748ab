package dev.rewardgrader.grade.math;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rewardgrader.grade.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which answers equal which golds. The tables are written {@code gold <> answer}. */
class MathVerifierTest {

  private static Verdict verdict(String gold, String answer) {
    return MathVerifier.verify(gold, answer, MathOptions.DEFAULT).verdict();
  }

  private static Verdict verdict(String gold, String answer, MathOptions.Builder options) {
    return MathVerifier.verify(gold, answer, options.build()).verdict();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "<>",
      value = {
        "\\frac{1}{2} <> \\boxed{0.5}",
        "1\\frac12 <> \\boxed{\\frac{3}{2}}",
        "7425000 <> \\boxed{7,425,000}",
        "11111111100 <> \\boxed{11,\\! 111,\\! 111,\\! 100}",
        "2\\sqrt{3} <> \\boxed{\\sqrt{12}}",
        "\\frac{1}{\\sqrt2} <> \\boxed{\\frac{\\sqrt{2}}{2}}",
        "0 <> \\boxed{\\sqrt2+\\sqrt3-\\sqrt{5+2\\sqrt6}}",
        "\\frac12 <> \\boxed{\\cos\\frac{\\pi}{7}-\\cos\\frac{2\\pi}{7}+\\cos\\frac{3\\pi}{7}}",
        "\\sec^2 y <> \\boxed{1+\\tan^2 y}",
        "(x+1)^2 <> \\boxed{x^2+2x+1}",
        "\\frac{n(n+1)}{2} <> \\boxed{\\sum_{k=1}^{n} k}",
        "9^{9^{9^9}} <> \\boxed{9^{9^{9^9}}}",
        "0.\\overline{3} <> \\boxed{1/3}",
        "13_5 <> \\boxed{13_5}",
        "x^2 <> \\boxed{x²}",
        "\\sqrt2 <> \\boxed{√2}",
        "-2\\pi <> The answer is -2*pi",
        "|x| <> \\boxed{\\sqrt{x^2}}",
        "2^{-2/3} <> \\boxed{\\frac{1}{\\sqrt[3]{4}}}",
      })
  void acceptsEqualValues(String gold, String answer) {
    assertThat(verdict(gold, answer)).isEqualTo(Verdict.ACCEPTED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "<>",
      value = {
        "\\pi <> \\boxed{\\frac{355}{113}}",
        "262537412640768744 <> \\boxed{e^{\\pi\\sqrt{163}}}",
        "1 <> \\boxed{\\frac{10^{100}+1}{10^{100}}}",
        "10000 <> \\boxed{9999}",
        "\\frac{1}{2004!} <> \\boxed{\\frac{1}{2006!}}",
        "2^{1000000} <> \\boxed{2^{1000000}+1}",
        "\\frac13 <> \\boxed{0.333}",
        "x <> \\boxed{\\sqrt{x^2}}",
        "1101_2 <> \\boxed{1101_3}",
        "\\pm 5 <> \\boxed{5}",
        "5 <> \\boxed{\\pm 5}",
        "0 <> \\boxed{\\frac{0}{0}}",
        "0 <> \\boxed{\\infty-\\infty}",
        "5.001 <> \\boxed{5}",
        "4 <> \\boxed{4\\sqrt2}",
        "42 <> \\boxed{4 2}",
      })
  void rejectsDifferentValues(String gold, String answer) {
    assertThat(verdict(gold, answer)).isNotEqualTo(Verdict.ACCEPTED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "<>",
      value = {
        "-2,1 <> \\boxed{1 \\text{ and } -2}",
        "1 \\pm \\sqrt{19} <> \\boxed{1-\\sqrt{19}, 1+\\sqrt{19}}",
        "\\{1,2\\} <> \\boxed{\\{2,1\\}}",
        "AB=4,CD=5 <> \\boxed{4, 5}",
        "p=5,q=2;p=7,q=2 <> \\boxed{(5,2),(7,2)}",
        "(5, 8), (8, 5) <> \\boxed{(x, y) = (5, 8) \\quad \\text{and} \\quad (8, 5)}",
        "7,4 <> \\boxed{7 \\text{ goats and } 4 \\text{ toys}}",
        "7,14,18 <> \\boxed{Paolo: 18, Qing: 14, Rayna: 7}",
        "(\\sqrt2,1),(-\\sqrt2,1) <> \\boxed{(\\pm\\sqrt2,1)}",
      })
  void acceptsTheSameValuesInAnyOrder(String gold, String answer) {
    assertThat(verdict(gold, answer)).isEqualTo(Verdict.ACCEPTED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "<>",
      value = {
        "(1,2) <> \\boxed{(2,1)}",
        "\\{1,2\\} <> \\boxed{\\{1,2,3\\}}",
        "2 <> \\boxed{1, 2}",
        "x=1,y=2 <> \\boxed{x=2,y=1}",
        "(0,9) <> \\boxed{[0,9)}",
        "1,2,\\ldots,n <> \\boxed{1,3,5,\\ldots,2n-1}",
        "12:00 <> \\boxed{1:00}",
        "1:2:3 <> \\boxed{1:4:9}",
      })
  void rejectsOtherCollections(String gold, String answer) {
    assertThat(verdict(gold, answer)).isNotEqualTo(Verdict.ACCEPTED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "<>",
      value = {
        "(3,4] <> \\boxed{3 < x \\leq 4}",
        "x < 1 <> \\boxed{-x > -1}",
        "\\{x \\mid -1 < x < 1\\} <> \\boxed{(-1,1)}",
        "a \\le -2 \\text{ or } a = 1 <> \\boxed{(-\\infty,-2] \\cup \\{1\\}}",
        "1\\leq|z|\\leq 2 <> \\boxed{[-2,-1] \\cup [1,2]}",
        "(-\\infty,3)\\cup(3,\\infty) <> \\boxed{x \\neq 3}",
        "(-\\infty,3)\\cup(3,\\infty) <> \\boxed{\\mathbb{R} \\setminus \\{3\\}}",
        "2x+4y-3=0 <> \\boxed{y=-\\frac12x+\\frac34}",
        "y=2x <> \\boxed{2x}",
        "xy=6 <> \\boxed{\\frac6x}",
        "f(z)=z <> \\boxed{f(x)=x}",
        "x=k\\pi <> \\boxed{n\\pi}",
      })
  void readsSetsAndRelationsAlike(String gold, String answer) {
    assertThat(verdict(gold, answer)).isEqualTo(Verdict.ACCEPTED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "<>",
      value = {
        "3x-y+13=0 <> \\boxed{3x+4y+14=0}",
        "7=11a+c <> \\boxed{11a+c}",
        "a+3z=0 <> \\boxed{0}",
        "x<1 <> \\boxed{x>-1}",
        "x<1 <> \\boxed{x \\le 1}",
        "3 <> \\boxed{x \\in \\mathbb{R}}",
        "f(x)=1 <> \\boxed{f(x)=x}",
      })
  void rejectsOtherRelations(String gold, String answer) {
    assertThat(verdict(gold, answer)).isNotEqualTo(Verdict.ACCEPTED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "<>",
      value = {
        "15\\mbox{ cm}^2 <> \\boxed{15}",
        "1.5 \\text{ m} <> \\boxed{150 \\text{ cm}}",
        "\\$10 <> \\boxed{10}",
        "30^\\circ <> \\boxed{30}",
        "\\frac{2\\pi}{3} <> \\boxed{120^\\circ}",
        "20\\% <> \\boxed{20 \\text{ percent}}",
        "32.8\\% <> \\boxed{\\frac{41}{125}}",
        "12 <> \\boxed{12^{\\mathrm{th}}}",
      })
  void acceptsUnitsThatAgree(String gold, String answer) {
    assertThat(verdict(gold, answer)).isEqualTo(Verdict.ACCEPTED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "<>",
      value = {
        "5 \\text{ cm} <> \\boxed{5 \\text{ kg}}",
        "5 \\text{ cm} <> \\boxed{5 \\text{ cm}^2}",
        "1 \\text{ m} <> \\boxed{1 \\text{ km}}",
        "25\\% <> \\boxed{25}",
        "18 <> \\boxed{1800}",
      })
  void rejectsUnitsThatDiffer(String gold, String answer) {
    assertThat(verdict(gold, answer)).isEqualTo(Verdict.WRONG_ANSWER);
  }

  @Test
  void countsPercentAndNumberAsEqualOnlyWhenAsked() {
    assertThat(verdict("25\\%", "\\boxed{25}", MathOptions.builder().percentLenient(true)))
        .isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void keepsTheOrderOfAListOnlyWhenAsked() {
    assertThat(verdict("1, 2", "\\boxed{2, 1}")).isEqualTo(Verdict.ACCEPTED);
    assertThat(verdict("1, 2", "\\boxed{2, 1}", MathOptions.builder().orderedLists(true)))
        .isEqualTo(Verdict.WRONG_ANSWER);
  }

  @Test
  void roundsOnlyWithinTheGoldsWrittenPrecision() {
    assertThat(verdict("6.67", "\\boxed{\\frac{20}{3}}")).isEqualTo(Verdict.ACCEPTED);
    assertThat(verdict("6.67", "\\boxed{6.68}")).isEqualTo(Verdict.WRONG_ANSWER);
    assertThat(verdict("0.8", "\\boxed{0.83}")).isEqualTo(Verdict.WRONG_ANSWER);
    assertThat(verdict("\\frac{1}{12}", "\\boxed{0.0833333333}")).isEqualTo(Verdict.ACCEPTED);
    assertThat(verdict("0.0000001", "\\boxed{0.0000002}")).isEqualTo(Verdict.WRONG_ANSWER);
  }

  @Test
  void comparesWordsByTheirNormalForm() {
    assertThat(verdict("\\text{(C)}", "\\boxed{C}")).isEqualTo(Verdict.ACCEPTED);
    assertThat(verdict("\\text{Monday}", "\\boxed{monday}")).isEqualTo(Verdict.ACCEPTED);
    assertThat(verdict("\\text{even}", "\\boxed{\\text{evenx}}")).isEqualTo(Verdict.WRONG_ANSWER);
    assertThat(verdict("d", "\\boxed{\\text{D}}")).isEqualTo(Verdict.WRONG_ANSWER);
  }

  @Test
  void acceptsAnyOfSeveralGolds() {
    MathVerifier.CompiledGolds golds =
        MathVerifier.compile(List.of("3", "\\frac{1}{2}"), MathOptions.DEFAULT);
    assertThat(MathVerifier.verify(golds, "\\boxed{0.5}").isAccepted()).isTrue();
    assertThat(MathVerifier.verify(golds, "\\boxed{4}").isAccepted()).isFalse();
  }

  @Test
  void keepsWhatItCannotReadApartFromWrongAnswers() {
    MathResult unreadable = MathVerifier.verify("3", "\\boxed{\\frac{1}{}}", MathOptions.DEFAULT);
    assertThat(unreadable.verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(unreadable.reason()).isEqualTo("unreadable-answer:syntax");
    assertThat(verdict("3", "")).isEqualTo(Verdict.NO_ANSWER);
  }

  @Test
  void recordsLayerAndCertainty() {
    MathResult exact = MathVerifier.verify("\\frac12", "\\boxed{0.5}", MathOptions.DEFAULT);
    assertThat(exact.layer()).isEqualTo("exact");
    assertThat(exact.certainty()).isEqualTo("proved");
    MathResult numeric =
        MathVerifier.verify("\\sec^2 y", "\\boxed{1+\\tan^2 y}", MathOptions.DEFAULT);
    assertThat(numeric.layer()).isEqualTo("numeric");
    assertThat(numeric.certainty()).startsWith("evidence:");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "<>",
      value = {
        "B <> \\boxed{B. 12}",
        "B <> \\boxed{(B) 12}",
        "B <> \\boxed{\\textbf{(B)}\\ 12}",
        "(B) <> \\boxed{\\text{B) } x+1}",
        "B <> \\boxed{\\text{Option B}}",
        "B <> \\boxed{\\text{B. A triangle}}",
        "B. 12 <> \\boxed{B}",
        "B. 12 <> \\boxed{12}",
        "B. 12 <> \\boxed{(B) 12.0}",
        "ACD <> \\boxed{A, C, D}",
        "ACD <> \\boxed{C, D, A}",
        "\\text{A, C} <> \\boxed{AC}",
        "\\text{A and C} <> \\boxed{A, C}",
      })
  void readsOptionsByTheirLetters(String gold, String answer) {
    assertThat(verdict(gold, answer)).isEqualTo(Verdict.ACCEPTED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "<>",
      value = {
        "B <> \\boxed{C. 12}",
        "B <> \\boxed{B, C}",
        "B <> \\boxed{(B) or (C)}",
        "B <> \\boxed{(B) is not right}",
        "B <> \\boxed{\\text{B. and C. both}}",
        "B. 12 <> \\boxed{C. 12}",
        "B. 12 <> \\boxed{13}",
        "B. 12 <> \\boxed{B. 13}",
        "J. Smith <> \\boxed{\\text{J. Doe}}",
        "ACD <> \\boxed{AC}",
        "AC <> \\boxed{ACD}",
        "AC <> \\boxed{A}",
        "A, C <> \\boxed{AB}",
      })
  void rejectsOtherOptions(String gold, String answer) {
    assertThat(verdict(gold, answer)).isNotEqualTo(Verdict.ACCEPTED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "<>",
      value = {
        "x=\\frac{\\pi}{4}+k\\pi <> \\boxed{x=k\\pi+\\frac{\\pi}{4}, k\\in\\mathbb{Z}}",
        "2k, k\\in\\mathbb{Z} <> \\boxed{2k}",
        "n=2k, k\\in\\mathbb{Z} <> \\boxed{2m, m\\in\\mathbb{Z}}",
        "f'(x)=2x <> \\boxed{2x}",
        "\\frac{dy}{dx}=2x <> \\boxed{2x}",
        "\\angle ABC=30^\\circ <> \\boxed{30^\\circ}",
        "\\lg 5 <> \\boxed{\\log_{10} 5}",
        "\\langle 1, 2, 3\\rangle <> \\boxed{(1,2,3)}",
        "\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix} <> \\boxed{[[1,2],[3,4]]}",
        "25\\ ^\\circ\\mathrm{C} <> \\boxed{25}",
        "77^\\circ F <> \\boxed{77^\\circ\\text{F}}",
        "\\text{no solution} <> \\boxed{\\emptyset}",
        "\\text{DNE} <> \\boxed{\\text{does not exist}}",
      })
  void readsOneAnswerWrittenInSeveralWays(String gold, String answer) {
    assertThat(verdict(gold, answer)).isEqualTo(Verdict.ACCEPTED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "<>",
      value = {
        "2k, k\\in\\mathbb{Z} <> \\boxed{2k, k\\in\\mathbb{N}}",
        "2k, k\\in\\mathbb{Z} <> \\boxed{2k+1}",
        "f'(x)=2x <> \\boxed{x^2}",
        "\\lg 5 <> \\boxed{\\ln 5}",
        "\\langle 1, 2\\rangle <> \\boxed{(2,1)}",
        "\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix} <> \\boxed{[[1,3],[2,4]]}",
        "25^\\circ C <> \\boxed{25^\\circ F}",
        "\\text{no} <> \\boxed{\\emptyset}",
        "\\text{no solution} <> \\boxed{0}",
      })
  void tellsSimilarAnswersApart(String gold, String answer) {
    assertThat(verdict(gold, answer)).isNotEqualTo(Verdict.ACCEPTED);
  }

  @ParameterizedTest
  @CsvSource({
    "(x^2+1)(x^2-4x+13), x^4-4x^3+14x^2-4x+13",
    "\\frac{1}{x-1}-\\frac{1}{x+1}, \\frac{2}{x^2-1}",
    "(1+\\sqrt6)^2, 7+2\\sqrt2\\sqrt3",
    "\\frac{1}{\\sqrt2-1}, 1+\\sqrt2",
    "(1+i)^4+\\sqrt2, \\sqrt2-4",
    "\\sin^2 x-1, (\\sin x-1)(\\sin x+1)"
  })
  void provesEqualFunctionsByTheirNormalForm(String gold, String answer) {
    MathResult result = MathVerifier.verify(gold, "\\boxed{" + answer + "}", MathOptions.DEFAULT);
    assertThat(result.layer()).isEqualTo("normal-form");
    assertThat(result.certainty()).isEqualTo("proved");
  }

  @ParameterizedTest
  @CsvSource({
    "2\\frac{2}{7}, \\frac{16}{7}",
    "2(\\frac{2}{7}), \\frac47",
    "(36)(\\frac27), \\frac{72}{7}",
    "(2)\\frac27, 4/7"
  })
  void readsAMixedNumberOnlyWithoutBrackets(String gold, String answer) {
    assertThat(verdict(gold, "\\boxed{" + answer + "}")).isEqualTo(Verdict.ACCEPTED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\", "$\\$", "\\boxed{\\}", "x \\"})
  void readsALoneBackslashAsNoAnswer(String completion) {
    assertThat(verdict("", completion)).isNotEqualTo(Verdict.ACCEPTED);
    assertThat(verdict("3", completion)).isNotEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void leavesAnExpansionThatIsTooLargeToTheResidues() {
    MathResult result =
        MathVerifier.verify(
            "(a+b+c+d+f+g)^{40}", "\\boxed{((a+b+c+d+f+g)^{20})^2}", MathOptions.DEFAULT);
    assertThat(result.layer()).isEqualTo("modular");
    assertThat(result.certainty()).startsWith("evidence:");
  }

  @Test
  void givesTheSameStepsEachTime() {
    long first = MathVerifier.verify("\\sqrt2", "\\boxed{2^{1/2}}", MathOptions.DEFAULT).steps();
    long second = MathVerifier.verify("\\sqrt2", "\\boxed{2^{1/2}}", MathOptions.DEFAULT).steps();
    assertThat(first).isEqualTo(second).isPositive();
  }
}
