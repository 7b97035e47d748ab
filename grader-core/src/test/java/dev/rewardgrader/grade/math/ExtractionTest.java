package dev.rewardgrader.grade.math;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rewardgrader.grade.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which part of a completion counts as its final answer. */
class ExtractionTest {

  private static MathResult verify(String gold, String completion) {
    return MathVerifier.verify(gold, completion, MathOptions.DEFAULT);
  }

  private static MathResult verify(String gold, String completion, ExtractionPolicy policy) {
    return MathVerifier.verify(gold, completion, MathOptions.builder().extraction(policy).build());
  }

  @Test
  void takesTheLastBox() {
    MathResult result =
        verify("17", "It might be \\boxed{42}. No, that counts too many.\n\nSo \\boxed{17}.");
    assertThat(result.isAccepted()).isTrue();
    assertThat(result.span().rule()).isEqualTo("boxed");
  }

  @Test
  void joinsBoxesThatStandTogetherAsOneList() {
    assertThat(verify("1", "\\boxed{1} or \\boxed{2}").isAccepted()).isFalse();
    assertThat(verify("1, 2", "\\boxed{1} and \\boxed{2}").isAccepted()).isTrue();
  }

  @Test
  void skipsEmptyBoxesAndRefusesUnclosedOnes() {
    assertThat(verify("42", "\\boxed{42} \\boxed{}").isAccepted()).isTrue();
    assertThat(verify("42", "\\boxed{42} and then \\boxed{4").verdict())
        .isEqualTo(Verdict.NO_ANSWER);
  }

  @Test
  void readsAnnouncedAnswers() {
    assertThat(verify("34", "Final Answer: The largest $n$ is 34.").isAccepted()).isTrue();
    assertThat(verify("42", "Some reasoning.\n#### 42").isAccepted()).isTrue();
    assertThat(verify("73", "So it is.\n\nFinal Answer: **73**").isAccepted()).isTrue();
    assertThat(verify("3", "The answer is 3. I hope it is correct.").isAccepted()).isTrue();
  }

  @Test
  void takesTheFormulaBehindTheWordsThatLeadToIt() {
    assertThat(verify("x^2+1", "Hence $f(x) = x^2+1$.").isAccepted()).isTrue();
    assertThat(verify("x+1", "Therefore, we get \\(x+1\\).").isAccepted()).isTrue();
    assertThat(verify("42", "The answer is\n\\begin{align*} 42 \\end{align*}").isAccepted())
        .isTrue();
  }

  @Test
  void readsOtherLanguages() {
    assertThat(verify("220", "Réponse: elle aura encore 220 $ à payer d'ici 12 mois.").isAccepted())
        .isTrue();
    assertThat(verify("3", "因此，数学作业比阅读作业多 **3页**。").isAccepted()).isTrue();
  }

  @Test
  void refusesHedgesAndNegations() {
    assertThat(verify("2", "The answer is 1 or 2.").isAccepted()).isFalse();
    assertThat(verify("42", "The answer is not 42.").verdict()).isEqualTo(Verdict.NO_ANSWER);
    assertThat(verify("7", "\\boxed{\\{0,1,2,3,4,5,6,7,8,9\\}}").isAccepted()).isFalse();
  }

  @Test
  void doesNotLookIntoTheReasoning() {
    assertThat(verify("42", "<think>\\boxed{42}</think> I cannot say.").isAccepted()).isFalse();
    assertThat(verify("42", "<think>It is \\boxed{42}").verdict()).isEqualTo(Verdict.NO_ANSWER);
    assertThat(verify("41", "<think>42</think><answer>41</answer>").isAccepted()).isTrue();
  }

  @Test
  void countsNumbersInPassingOnlyWithoutRequiredAnchor() {
    MathOptions anchored = MathOptions.builder().requireAnchor(true).build();
    String text = "The statement mentions 42 and asks for a proof.";
    assertThat(MathVerifier.verify("42", text, anchored).verdict()).isEqualTo(Verdict.NO_ANSWER);
  }

  @Test
  void followsThePresetsOfTrainers() {
    String text = "Answer: 5\nThe number 7 is irrelevant.";
    assertThat(verify("5", text, ExtractionPolicy.DAPO).isAccepted()).isTrue();
    assertThat(verify("7", text, ExtractionPolicy.GSM8K).isAccepted()).isTrue();
    assertThat(verify("5", text, ExtractionPolicy.BOXED_ONLY).verdict())
        .isEqualTo(Verdict.NO_ANSWER);
  }

  @Test
  void picksTheChosenOption() {
    MathOptions options =
        MathOptions.builder()
            .latex(false)
            .plain(false)
            .choices(List.of("A", "B", "C", "D"))
            .build();
    assertThat(
            MathVerifier.verify("B", "It's not A, therefore I think it's B", options).isAccepted())
        .isTrue();
    assertThat(MathVerifier.verify("A", "A. Because B is not valid", options).isAccepted())
        .isTrue();
    assertThat(MathVerifier.verify("B", "The answer is A or B.", options).isAccepted()).isFalse();
  }

  @Test
  void tellsWhereTheAnswerStood() {
    String text = "Thus \\boxed{12}.";
    MathResult result = verify("12", text);
    assertThat(text.substring(result.span().start(), result.span().end())).isEqualTo("\\boxed{12}");
  }
}
