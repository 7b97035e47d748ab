package dev.rewardgrader.grade.code.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.sandbox.ExecutionResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckerProtocolTest {

  @Test
  void readsTestlibsExitCodes() throws Exception {
    assertThat(read(CheckerProtocol.TESTLIB, 0, "", "").accepted()).isTrue();
    for (int code : new int[] {1, 2, 4, 8}) {
      CheckResult result = read(CheckerProtocol.TESTLIB, code, "", "wrong answer 2nd differs");
      assertThat(result.accepted()).isFalse();
      assertThat(result.message()).isEqualTo("wrong answer 2nd differs");
    }
  }

  @Test
  void readsTestlibsPoints() throws Exception {
    CheckResult half = read(CheckerProtocol.TESTLIB, 7, "", "points 0.5 nearly");

    assertThat(half.accepted()).isFalse();
    assertThat(half.score()).isEqualTo(0.5);
    assertThat(read(CheckerProtocol.TESTLIB, 7, "", "points 1").accepted()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 'Traceback (most recent call last):'",
    "1, 'Exception in thread \"main\" java.lang.Error'",
    "2, 'panic: runtime error'"
  })
  void takesNoCrashForAWrongAnswer(int code, String stderr) {
    assertThat(CheckerProtocol.TESTLIB.crashed(ended(code, "", stderr))).isTrue();
    assertThat(CheckerProtocol.TESTLIB.crashed(ended(code, "", "wrong answer"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 5, 42, 139, 255})
  void isAFaultOfTheTaskWhenACheckerFails(int code) {
    assertThatThrownBy(() -> read(CheckerProtocol.TESTLIB, code, "", ""))
        .isInstanceOf(GraderFault.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 41, 44, 255})
  void isAFaultOfTheTaskWhenAValidatorSaysNeither42Nor43(int code) {
    assertThatThrownBy(() -> read(CheckerProtocol.KATTIS, code, "", ""))
        .isInstanceOf(GraderFault.class);
  }

  @Test
  void readsAValidatorsScoreAndMessage() throws Exception {
    CheckerProtocol.Feedback feedback =
        new CheckerProtocol.Feedback(bytes("25\n"), null, bytes("close\n"));

    CheckResult result = CheckerProtocol.KATTIS.read(ended(42, "", ""), feedback, 100);

    assertThat(result.accepted()).isFalse();
    assertThat(result.score()).isEqualTo(0.25);
    assertThat(result.message()).isEqualTo("close");
    assertThat(read(CheckerProtocol.KATTIS, 42, "", "").accepted()).isTrue();
    assertThat(read(CheckerProtocol.KATTIS, 43, "", "").accepted()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "100, 1", "0, 0", "50, 0.5", "0.25, 0.25"})
  void readsOpenR1sScoreFromStandardOutput(String printed, double score) throws Exception {
    assertThat(read(CheckerProtocol.OPEN_R1, 0, printed + "\n", "").score()).isEqualTo(score);
  }

  @Test
  void refusesAScoreThatIsNoNumber() {
    for (String printed : new String[] {"", "nan", "inf", "yes"}) {
      assertThatThrownBy(() -> read(CheckerProtocol.OPEN_R1, 0, printed, ""))
          .isInstanceOf(GraderFault.class);
    }
  }

  private static CheckResult read(CheckerProtocol protocol, int code, String out, String err)
      throws GraderFault {
    return protocol.read(ended(code, out, err), CheckerProtocol.Feedback.NONE, 1);
  }

  private static ExecutionResult ended(int code, String out, String err) {
    return new ExecutionResult(
        ExecutionResult.Ending.EXITED,
        code,
        0,
        Duration.ZERO,
        Duration.ZERO,
        0,
        bytes(out),
        bytes(err),
        false,
        new byte[0],
        "");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
