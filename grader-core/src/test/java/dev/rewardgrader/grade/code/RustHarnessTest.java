package dev.rewardgrader.grade.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which uses of crates are left out. */
class RustHarnessTest {
  @Test
  void aCrateThatNothingElseMentionsIsLeftOut() {
    String source = "use std::io;\nuse rand::Rng;\nuse regex::Regex;\nfn f() { Regex::new(s); }\n";

    assertThat(RustHarness.withoutIdleCrates(source))
        .contains("use std::io;")
        .contains("use regex::Regex;")
        .doesNotContain("rand");
  }

  @Test
  @Timeout(5)
  void manyUsesAreReadInLinearTime() {
    String uses =
        IntStream.range(0, 20_000)
            .mapToObj(i -> "use w" + i + "::x;\n")
            .collect(Collectors.joining());

    assertThat(RustHarness.withoutIdleCrates(uses + "f ".repeat(100_000))).doesNotContain("use");
  }
}
