package dev.rewardgrader.sandbox.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rewardgrader.sandbox.Limits;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FactorsTest {

  @Test
  void multipliesTimesAndAddsMemoryAndProcesses() {
    Limits task =
        Limits.DEFAULT
            .withCpuTime(Duration.ofSeconds(2))
            .withWallTime(Duration.ofSeconds(7))
            .withMemoryBytes(256L << 20)
            .withProcesses(1);
    Limits adjusted = new Factors(1.5, 100, 30).applyTo(task);
    assertThat(adjusted.cpuTime()).isEqualTo(Duration.ofSeconds(3));
    assertThat(adjusted.wallTime()).isEqualTo(Duration.ofMillis(10_500));
    assertThat(adjusted.memoryBytes()).isEqualTo(356L << 20);
    assertThat(adjusted.processes()).isEqualTo(31);
  }

  @Test
  void changesNothingWhereALanguageCostsNothingExtra() {
    assertThat(Factors.NONE.applyTo(Limits.DEFAULT)).isEqualTo(Limits.DEFAULT);
  }

  @Test
  void refusesToTakeTimeAway() {
    assertThatThrownBy(() -> new Factors(0.5, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Factors(Double.NaN, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
