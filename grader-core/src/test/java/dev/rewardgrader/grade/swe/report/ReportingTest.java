package dev.rewardgrader.grade.swe.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportingTest {
  private static final String LOG = "parse_log_pytest";

  @Test
  void pytestIsToldByItsEnvironment() {
    Reporting reporting = Reporting.of(List.of("pytest -rA a.py"), LOG).orElseThrow();

    assertThat(reporting.commands()).containsExactly("pytest -rA a.py");
    assertThat(reporting.prelude()).contains("PYTEST_ADDOPTS", "--junitxml=");
  }

  @Test
  void twoRunsOfPytestWouldOverwriteEachOther() {
    assertThat(Reporting.of(List.of("pytest a.py", "pytest b.py"), LOG)).isEmpty();
    assertThat(Reporting.of(List.of("pytest --junitxml=x a.py"), LOG)).isEmpty();
  }

  @Test
  void nodeKeepsItsLogAndWritesTapBeside() {
    assertThat(Reporting.of(List.of("node --test test/"), "parse_log_tap").orElseThrow().commands())
        .containsExactly(
            "node --test --test-reporter=tap --test-reporter-destination=/grader-report/node.tap"
                + " --test-reporter=tap --test-reporter-destination=stdout test/");
    assertThat(
            Reporting.of(List.of("node --test --test-reporter=spec test/"), "parse_log_tap")
                .orElseThrow()
                .commands())
        .containsExactly(
            "node --test --test-reporter=tap --test-reporter-destination=/grader-report/node.tap"
                + " --test-reporter=spec --test-reporter-destination=stdout test/");
  }

  @Test
  void otherRunnersHaveNoSecondChannel() {
    assertThat(Reporting.of(List.of("cargo test"), "parse_log_cargo")).isEmpty();
  }

  @Test
  void aReportThatDeniesAnExpectedPassIsTold() {
    Reporting reporting = Reporting.of(List.of("pytest a.py"), LOG).orElseThrow();
    String report =
        "<testsuite><testcase classname='a' name='x'><failure/></testcase>"
            + "<testcase classname='a' name='y'/><testcase classname='a' name='z'>"
            + "<skipped type='pytest.xfail'/></testcase></testsuite>";

    SecondChannel channel =
        SecondChannel.of(
            reporting,
            List.of(report, "<broken"),
            Map.of("a.py::x", "PASSED", "a.py::y", "PASSED", "a.py::z", "XFAIL"),
            List.of("a.py::x", "a.py::y"));

    assertThat(channel.files()).isEqualTo(2);
    assertThat(channel.unreadable()).isEqualTo(1);
    assertThat(channel.denied()).containsExactly("a.py::x");
    assertThat(channel.agreement().contradictions()).containsExactly("a.py::x");
    assertThat(channel.agreement().both()).isEqualTo(3);
  }

  @Test
  void namesOfEveryRunnerMeet() {
    assertThat(
            contradictions(
                "x.ATest > one()", "x.ATest", "one()", Agreement.Naming.CLASS_ARROW_METHOD))
        .hasSize(1);
    assertThat(contradictions("Ring.Grows", "Ring", "Grows", Agreement.Naming.CLASS_DOT_METHOD))
        .hasSize(1);
    assertThat(contradictions("- adds # SKIP", "", "adds", Agreement.Naming.TAP)).hasSize(1);
  }

  private static List<String> contradictions(
      String id, String suite, String name, Agreement.Naming naming) {
    ReportedTest failed =
        new ReportedTest(suite, name, dev.rewardgrader.grade.swe.logs.TestStatus.FAILED, false);
    return Agreement.of(Map.of(id, "PASSED"), List.of(failed), naming).contradictions();
  }
}
