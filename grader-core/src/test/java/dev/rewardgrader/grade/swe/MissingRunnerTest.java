package dev.rewardgrader.grade.swe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.rewardgrader.grade.swe.container.ExecResult;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MissingRunnerTest {
  private static ExecResult ended(int code, String output) {
    return new ExecResult(code, output, false, false, Duration.ZERO);
  }

  @ParameterizedTest
  @CsvSource({
    "1, /usr/bin/python3: No module named pytest, pytest",
    "1, python: No module named 'tox', tox",
    "127, /bin/bash: line 3: pytest: command not found, pytest",
    "127, bash: mvn: command not found, mvn",
    "127, sh: 1: vitest: not found, vitest"
  })
  void aRunnerThatIsNotThereIsNamed(int code, String line, String runner) {
    assertThat(MissingRunner.in(ended(code, "+ begins\n" + line + "\n"))).contains(runner);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // What the repository itself brings, and a fix may be the first to.
        "bash: ./run-tests: No such file or directory",
        "bash: line 2: scripts/test.sh: not found",
        "bash: line 2: run-tests: command not found",
        "/usr/bin/python3: No module named app.tests",
        "E   ModuleNotFoundError: No module named 'pytest'",
        "FAILED tests/test_a.py::test_a - sh: 1: grep: not found and more"
      })
  void whatAFixMayBringIsNoRunner(String line) {
    assertThat(MissingRunner.in(ended(127, line))).isEmpty();
  }

  @Test
  void aRunThatWentWellLacksNothing() {
    assertThat(MissingRunner.in(ended(0, "bash: pytest: command not found"))).isEmpty();
    assertThat(MissingRunner.in(ended(1, "bash: pytest: command not found"))).isEmpty();
  }

  /** What a candidate prints may be one line of the most that output can have. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "python",
        ": No module named ",
        "python: No module named pytest",
        ": not found",
        "\n",
        ": a"
      })
  void anyOutputIsReadInTimeThatItsLengthBounds(String part) {
    ExecResult result = ended(127, part.repeat(64_000_000 / part.length()) + " ");

    assertThat(assertTimeoutPreemptively(Duration.ofSeconds(20), () -> MissingRunner.in(result)))
        .isEmpty();
  }
}
