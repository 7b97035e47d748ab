package dev.rewardgrader.grade.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.sandbox.ExecutionResult;
import dev.rewardgrader.sandbox.ExecutionResult.Ending;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EndingsTest {

  @Test
  void tellsCpuTimeFromIdleTime() {
    assertThat(outcome(Ending.CPU_LIMIT, -1, 0).code()).isEqualTo("cpu-time");
    assertThat(outcome(Ending.WALL_LIMIT, -1, 0).code()).isEqualTo("idle");
    assertThat(outcome(Ending.WALL_LIMIT, -1, 0).verdict()).isEqualTo(Verdict.TIME_LIMIT_EXCEEDED);
  }

  @Test
  void namesTheSignal() {
    assertThat(outcome(Ending.SIGNALED, -1, 11).code()).isEqualTo("signal:SIGSEGV");
    assertThat(outcome(Ending.SIGNALED, -1, 31).code()).isEqualTo("signal:SIGSYS");
  }

  @Test
  void takesExitCodesOfJudgesForRuntimeErrors() {
    for (int code : new int[] {1, 42, 43, 100, 124, 137, 139, 255}) {
      assertThat(outcome(Ending.EXITED, code, 0).verdict()).isEqualTo(Verdict.RUNTIME_ERROR);
    }
  }

  @Test
  void showsTheLastLineOfStandardError() {
    assertThat(outcome(Ending.EXITED, 1, 0).message()).endsWith(": ValueError: no");
  }

  @Test
  void tellsMemoryAndOutputApart() {
    assertThat(outcome(Ending.MEMORY_LIMIT, -1, 0).verdict())
        .isEqualTo(Verdict.MEMORY_LIMIT_EXCEEDED);
    assertThat(outcome(Ending.OUTPUT_LIMIT, -1, 0).verdict())
        .isEqualTo(Verdict.OUTPUT_LIMIT_EXCEEDED);
  }

  private static Outcome outcome(Ending ending, int exitCode, int signal) {
    return Endings.of(
        new ExecutionResult(
            ending,
            exitCode,
            signal,
            Duration.ofMillis(5),
            Duration.ofMillis(9),
            1,
            new byte[0],
            "Traceback\nValueError: no\n".getBytes(StandardCharsets.UTF_8),
            false,
            new byte[0],
            ""));
  }
}
