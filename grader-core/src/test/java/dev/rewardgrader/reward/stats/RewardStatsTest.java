package dev.rewardgrader.reward.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rewardgrader.json.InputException;
import dev.rewardgrader.rollout.LineSource;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RewardStatsTest {

  @Property(tries = 300)
  void passAtKIsTheShareOfDrawsThatHoldARightSample(
      @ForAll @IntRange(min = 1, max = 200) int n,
      @ForAll @IntRange(max = 200) int c,
      @ForAll @IntRange(min = 1, max = 200) int k) {
    int right = Math.min(c, n);
    int drawn = Math.min(k, n);
    BigDecimal allWrong =
        new BigDecimal(choose(n - right, drawn))
            .divide(new BigDecimal(choose(n, drawn)), MathContext.DECIMAL64);

    assertThat(PassAtK.of(n, right, drawn))
        .isCloseTo(1 - allWrong.doubleValue(), within(1e-9))
        .isBetween(0.0, 1.0);
  }

  private static BigInteger choose(int n, int k) {
    if (k > n) {
      return BigInteger.ZERO;
    }
    BigInteger result = BigInteger.ONE;
    for (int i = 1; i <= k; i++) {
      result = result.multiply(BigInteger.valueOf(n - k + i)).divide(BigInteger.valueOf(i));
    }
    return result;
  }

  @Test
  void leavesFaultsAndUndecidedSamplesOutOfThePassRate() throws Exception {
    GroupStats group =
        read(
                row("p", "a", "ACCEPTED", "1"),
                row("p", "b", "WRONG_ANSWER", "0"),
                row("p", "c", "UNDECIDED", "null"),
                "{\"id\":\"x\",\"group\":\"p\",\"status\":\"error\",\"reward\":null}")
            .groups()
            .getFirst();

    assertThat(group.samples()).isEqualTo(4);
    assertThat(group.valid()).isEqualTo(2);
    assertThat(group.faults()).isEqualTo(1);
    assertThat(group.passRate()).isEqualTo(0.5);
    assertThat(group.verdicts())
        .containsEntry("error", 1)
        .containsEntry("UNDECIDED", 1)
        .containsEntry("ACCEPTED", 1);
  }

  @Test
  void countsDistinctCandidatesAndMarksZeroVariance() throws Exception {
    RewardStats stats =
        read(
            row("same", "a", "WRONG_ANSWER", "0"),
            row("same", "a", "WRONG_ANSWER", "0"),
            row("mixed", "a", "WRONG_ANSWER", "0.25"),
            row("mixed", "b", "WRONG_ANSWER", "0"));

    assertThat(stats.groups().getFirst().distinct()).isEqualTo(1);
    assertThat(stats.groups().getFirst().zeroVariance()).isTrue();
    assertThat(stats.groups().getLast().distinct()).isEqualTo(2);
    assertThat(stats.groups().getLast().zeroVariance()).isFalse();
    assertThat(stats.zeroVariance()).isEqualTo(1);
  }

  @Test
  void keepsThePromptsOfTheLowestPassRateInTheOrderOfTheFile() throws Exception {
    RewardStats stats =
        read(
            row("easy", "a", "ACCEPTED", "1"),
            row("hard", "a", "WRONG_ANSWER", "0"),
            row("middle", "a", "ACCEPTED", "1"),
            row("middle", "b", "WRONG_ANSWER", "0"),
            row("hard2", "a", "WRONG_ANSWER", "0"),
            "{\"id\":\"x\",\"group\":\"faulty\",\"status\":\"error\",\"reward\":null}");

    assertThat(stats.hardest(3))
        .extracting(GroupStats::group)
        .containsExactly("hard", "hard2", "middle");
  }

  @Test
  void sortsPromptsIntoBandsByPassRate() {
    assertThat(Band.of(0, 8)).isEqualTo(Band.UNSOLVED);
    assertThat(Band.of(2, 8)).isEqualTo(Band.HARD);
    assertThat(Band.of(3, 8)).isEqualTo(Band.MEDIUM);
    assertThat(Band.of(6, 8)).isEqualTo(Band.EASY);
    assertThat(Band.of(8, 8)).isEqualTo(Band.SOLVED);
    assertThat(Band.of(0, 0)).isEqualTo(Band.UNKNOWN);
  }

  @Test
  void givesNoPassAtKWhereTooFewSamplesWereJudged() throws Exception {
    RewardStats stats = read(row("p", "a", "ACCEPTED", "1"));

    assertThat(stats.passAt(1)).hasValue(1);
    assertThat(stats.passAt(8)).isEmpty();
  }

  @Test
  void namesTheLineThatIsNoRecord() {
    assertThatThrownBy(() -> read("{\"id\":\"r\",\"completion\":\"x\"}"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("rewards:1");
  }

  private static String row(String group, String candidate, String verdict, String reward) {
    return """
        {"id":"r","group":"%s","status":"graded","verdict":"%s","reward":%s,"candidate":{"text":"%s"}}"""
        .formatted(group, verdict, reward, candidate);
  }

  private static RewardStats read(String... rows) throws Exception {
    String text = String.join("\n", rows);
    try (LineSource lines =
        LineSource.of("rewards", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))) {
      return RewardStats.read(lines);
    }
  }
}
