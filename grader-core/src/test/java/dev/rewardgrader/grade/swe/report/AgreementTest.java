package dev.rewardgrader.grade.swe.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rewardgrader.grade.swe.logs.TestStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is recorded of how the log and the report of one run agree. */
class AgreementTest {
  private static ReportedTest test(String suite, String name, TestStatus status) {
    return new ReportedTest(suite, name, status, false);
  }

  @Test
  void countsEveryWayInWhichTwoChannelsCanMeet() {
    Map<String, String> log = new LinkedHashMap<>();
    log.put("a.py::both_pass", "PASSED");
    log.put("a.py::both_fail", "FAILED");
    log.put("a.py::log_lies", "PASSED");
    log.put("a.py::report_lies", "FAILED");
    log.put("a.py::xfail", "XFAIL");
    log.put("a.py::log_alone", "PASSED");
    List<ReportedTest> report =
        List.of(
            test("a", "both_pass", TestStatus.PASSED),
            test("a", "both_fail", TestStatus.ERROR),
            test("a", "log_lies", TestStatus.FAILED),
            test("a", "report_lies", TestStatus.PASSED),
            test("a", "xfail", TestStatus.SKIPPED),
            test("a", "report_alone", TestStatus.PASSED));

    assertThat(Agreement.of(log, report, Agreement.Naming.PYTEST))
        .isEqualTo(
            new Agreement(
                5,
                List.of("a.py::log_lies", "a.py::report_lies", "a.py::xfail"),
                List.of("a.py::log_alone"),
                1));
  }

  @Test
  void ofATestThatRanTwiceOneFailureIsEnough() {
    List<ReportedTest> report =
        List.of(test("", "t", TestStatus.PASSED), test("", "t", TestStatus.FAILED));

    Agreement agreement = Agreement.of(Map.of("t", "PASSED"), report, Agreement.Naming.NAME);

    assertThat(agreement).isEqualTo(new Agreement(1, List.of("t"), List.of(), 0));
  }

  @Test
  void onlyADeniedPassIsATrickAndASkippedOneIsNot() {
    Reporting way =
        new Reporting(
            "x", Reporting.Format.LINES, Agreement.Naming.NAME, "", List.of("x"), "find x");
    Map<String, String> log = Map.of("a", "PASSED", "b", "PASSED", "c", "FAILED", "d", "PASSED");

    SecondChannel channel =
        SecondChannel.of(
            way, List.of("failed a\nignored b\nok c\nfailed d\n"), log, Set.of("a", "b", "c"));

    assertThat(channel.agreement().contradictions()).containsExactlyInAnyOrder("a", "b", "c", "d");
    // b did not fail, c does not pass in the log, and nobody expects d.
    assertThat(channel.denied()).containsExactly("a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "NAME; m::t; ; m::t",
        "TAP; calc adds; ; calc adds",
        "UNITTEST; test_a (app.tests.C); ; app.tests.C.test_a",
        "UNITTEST; test_a (app.tests.C.test_a); ; app.tests.C.test_a",
        "RSPEC; a - b - ./spec/a_spec.rb[1:2]; ; ./spec/a_spec.rb[1:2]",
        "TESTDOX; Calc > Adds two; ; Calc > Adds two",
        "MINITEST; C#test_: C should add; ; C#test_: C should add",
        "CLASS_ARROW_METHOD; x.A > t(); x.A; t",
        "CLASS_HASH_METHOD; x.A#t[1]; x.A; t[1]",
        "CLASS_DOT_METHOD; A.T; A; T",
        "PYTEST; a/b.py::C::t[x::y]; a.b.C; t[x::y]",
        "VITEST; a.test.js > s > t; ; s > t"
      })
  void namesOfEveryRunnerMeet(Agreement.Naming naming, String id, String suite, String name) {
    List<ReportedTest> failed = List.of(test(suite == null ? "" : suite, name, TestStatus.FAILED));

    assertThat(Agreement.of(Map.of(id, "PASSED"), failed, naming))
        .isEqualTo(new Agreement(1, List.of(id), List.of(), 0));
  }

  @Property(tries = 200)
  void everyTestIsCountedOnce(
      @ForAll("statuses") Map<String, TestStatus> log,
      @ForAll("statuses") Map<String, TestStatus> report) {
    Map<String, String> words = new LinkedHashMap<>();
    log.forEach((name, status) -> words.put(name, status.name()));
    List<ReportedTest> tests =
        report.entrySet().stream().map(t -> test("", t.getKey(), t.getValue())).toList();

    Agreement agreement = Agreement.of(words, tests, Agreement.Naming.NAME);

    assertThat(agreement.both() + agreement.onlyLog().size()).isEqualTo(log.size());
    assertThat(agreement.both() + agreement.onlyReport()).isEqualTo(report.size());
    assertThat(agreement.contradictions())
        .allMatch(
            name ->
                TestStatus.passes(log.get(name).name())
                    != TestStatus.passes(report.get(name).name()));
  }

  @Provide
  Arbitrary<Map<String, TestStatus>> statuses() {
    return Arbitraries.maps(
            Arbitraries.of("a", "b", "c", "d", "e", "f"), Arbitraries.of(TestStatus.values()))
        .ofMaxSize(6);
  }
}
