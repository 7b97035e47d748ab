package dev.rewardgrader.grade.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SharedAssertsTest {
  private static final String KEY = "0123456789abcdef0123456789abcdef";

  @Test
  void believesALineWithTheKey() {
    SharedAsserts.Proof proof = read(KEY + " passed 3\n", false);
    assertThat(proof.word()).isEqualTo("passed");
    assertThat(proof.count()).isEqualTo(3);
    assertThat(proof.forged()).isFalse();
  }

  @Test
  void believesNoLineWithoutTheKey() {
    SharedAsserts.Proof proof = read("passed 3\n", false);
    assertThat(proof.word()).isEmpty();
    assertThat(proof.forged()).isTrue();
  }

  @Test
  void believesTheFirstLineWhenThereAreTwo() {
    SharedAsserts.Proof proof = read(KEY + " failed 1\n" + KEY + " passed 3\n", false);
    assertThat(proof.word()).isEqualTo("failed");
    assertThat(proof.forged()).isTrue();
  }

  @Test
  void findsTheLineAmongWhatAProgramPrints() {
    SharedAsserts.Proof proof = read("hello\npassed 9\n" + KEY + " passed 1\n", true);
    assertThat(proof.word()).isEqualTo("passed");
    assertThat(proof.forged()).isFalse();
  }

  @Test
  void survivesALineThatIsCutOrHasNoNumber() {
    assertThat(read(KEY + " passed", false).count()).isZero();
    assertThat(read(KEY + " passed x", false).count()).isZero();
  }

  private static SharedAsserts.Proof read(String report, boolean among) {
    return SharedAsserts.Proof.read(report.getBytes(StandardCharsets.UTF_8), KEY, among);
  }
}
