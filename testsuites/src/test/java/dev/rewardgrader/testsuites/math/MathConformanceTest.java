package dev.rewardgrader.testsuites.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rewardgrader.testsuites.math.MathConformance.Report;
import dev.rewardgrader.testsuites.math.MathConformance.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MathConformanceTest {
  private static Path data() {
    String given = System.getProperty("grader.conformance");
    String root = System.getProperty("grader.root", "..");
    return given != null ? Path.of(given, "math") : Path.of(root, "../shared/conformance/math");
  }

  @Test
  void holdsTheFloorsOfEverySuite() throws Exception {
    assumeTrue(Files.isDirectory(data()), "no conformance data at " + data());

    Report report = MathConformance.run(data(), 1, false);

    assertThat(report.core().falseAccepts()).isZero();
    assertThat(agreement(report.core())).isGreaterThanOrEqualTo(0.997);
    assertThat(agreement(report.suites().get("math-verify-tests"))).isGreaterThanOrEqualTo(0.99);
    assertThat(agreement(report.suites().get("hardverify-math"))).isGreaterThanOrEqualTo(0.87);
    assertThat(report.suites().get("hardverify-math").falseAccepts()).isLessThanOrEqualTo(3);
    assertThat(agreement(report.suites().get("adversarial"))).isEqualTo(1.0);
  }

  @Test
  void givesTheSameVerdictsOnTwoThreads() throws Exception {
    assumeTrue(Files.isDirectory(data()), "no conformance data at " + data());

    Report one = MathConformance.run(data(), 1, false);
    Report two = MathConformance.run(data(), 2, false);

    assertThat(two.failures().stream().map(f -> f.mathCase().id() + f.result().verdict()))
        .containsExactlyElementsOf(
            one.failures().stream().map(f -> f.mathCase().id() + f.result().verdict()).toList());
    assertThat(two.core().undecided()).isEqualTo(one.core().undecided());
  }

  @Test
  void countsErrorsOfBothKindsApart(@TempDir Path folder) throws Exception {
    Files.writeString(
        folder.resolve("small.jsonl"),
        """
        {"id":"a","gold":"1","gold_form":"bare","answer":"\\\\boxed{1}","answer_form":"text","expected":true}
        {"id":"b","gold":"1","gold_form":"bare","answer":"\\\\boxed{1}","answer_form":"text","expected":false}
        {"id":"c","gold":"1","gold_form":"bare","answer":"\\\\boxed{2}","answer_form":"text","expected":true}
        {"id":"d","gold":"1","gold_form":"bare","answer":"2","answer_form":"bare","expected":true,"verdict_required":false}
        """);

    Report report = MathConformance.run(folder, 1, false);

    Suite suite = report.suites().get("small");
    assertThat(suite.cases()).isEqualTo(3);
    assertThat(suite.agree()).isEqualTo(1);
    assertThat(suite.falseAccepts()).isEqualTo(1);
    assertThat(suite.falseRejects()).isEqualTo(1);
    assertThat(report.failures()).extracting(f -> f.mathCase().id()).containsExactly("b", "c");
  }

  @Test
  void namesTheLineThatIsNoCase(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("bad.jsonl"), "{\"id\":\"a\"}\n");

    assertThatThrownBy(() -> MathConformance.run(folder, 1, false))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("bad.jsonl:1");
  }

  private static double agreement(Suite suite) {
    return (double) suite.agree() / suite.cases();
  }
}
