package dev.rewardgrader.grade.swe.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.rewardgrader.grade.swe.logs.TestStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportingTest {
  private static final String LOG = "parse_log_pytest";

  @Test
  void pytestBehindToxIsToldByWhatToxHandsOn() {
    Reporting reporting = Reporting.of(List.of("tox -e py39 -- -rA tests/a.py"), LOG).orElseThrow();

    assertThat(reporting.commands())
        .containsExactly("tox -e py39 -- --junitxml=/grader-report/pytest.xml -rA tests/a.py");
    // Where nothing is handed on, there is no better way.
    assertThat(Reporting.of(List.of("tox -e py39"), LOG).orElseThrow().preparation())
        .contains("PYTEST_ADDOPTS");
  }

  /** Tox hands its arguments to whatever asks for them, and ends with a code of its own. */
  @Test
  void aCommandThatRefusesTheReportIsKnownByWhatItSays() {
    String unittest = "usage: x\nx: error: unrecognized arguments: --junitxml=/a -rA\n";

    assertThat(Reporting.isRefused(4, "pytest: error: argument --junitxml: expected one")).isTrue();
    assertThat(Reporting.isRefused(1, unittest)).isTrue();
    assertThat(Reporting.isRefused(2, "Error: No such option: --junitxml")).isTrue();
    assertThat(Reporting.isRefused(2, "nosetests: error: no such option: --junitxml")).isTrue();
    assertThat(Reporting.isRefused(0, unittest)).isFalse();
    assertThat(Reporting.isRefused(1, "py: commands[0]> pytest --junitxml=/a\n1 failed")).isFalse();
  }

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
  void goMarksItsOwnLinesAndTheLogStaysAsItWas() {
    Reporting reporting =
        Reporting.of(List.of("go test -v ./a -run 'A b'"), "parse_log_gotest").orElseThrow();

    assertThat(reporting.commands())
        .containsExactly("go test ${GRADER_GO_V:--v} ./a -run 'A b'" + " | tr '\\026' '\\n'");
    assertThat(Reporting.of(List.of("go test ./a"), "parse_log_gotest")).isEmpty();
    assertThat(Reporting.of(List.of("go test -v ./a | cat"), "parse_log_gotest")).isEmpty();
    assertThat(Reporting.of(List.of("go test -v -json ./a"), "parse_log_gotest")).isEmpty();
  }

  @Test
  void jestWritesItsJsonBeside() {
    assertThat(
            Reporting.of(List.of("npx jest --verbose a.test.js"), "parse_log_jest")
                .orElseThrow()
                .commands())
        .containsExactly(
            "npx jest --verbose a.test.js --json --outputFile=/grader-report/jest.json");
    assertThat(Reporting.of(List.of("npx jest --json a"), "parse_log_jest")).isEmpty();
    assertThat(Reporting.of(List.of("npm test -- jest"), "parse_log_jest")).isEmpty();
    assertThat(Reporting.of(List.of("npx jest a", "npx jest b"), "parse_log_jest")).isEmpty();
  }

  @Test
  void whatAGoTestPrintsIsNoResult() {
    Reporting reporting =
        Reporting.of(List.of("go test -v ./..."), "parse_log_gotest").orElseThrow();
    String output =
        "\u0016=== RUN   TestA\n--- PASS: TestA (0.00s)\nx\u0016--- FAIL: TestA (0.01s)\n";

    SecondChannel channel =
        SecondChannel.of(reporting, List.of(output), Map.of("TestA", "PASSED"), List.of("TestA"));

    assertThat(channel.denied()).containsExactly("TestA");
  }

  @Test
  void vitestKeepsItsReporterAndWritesItsJsonBeside() {
    String json = " --reporter=json --outputFile.json=/grader-report/vitest.json";

    assertThat(
            Reporting.of(List.of("npx vitest run --reporter=verbose a"), "parse_log_vitest")
                .orElseThrow()
                .commands())
        .containsExactly("npx vitest run --reporter=verbose a" + json);
    assertThat(
            Reporting.of(List.of("pnpm vitest run"), "parse_log_vitest").orElseThrow().commands())
        .containsExactly("pnpm vitest run --reporter=default" + json);
    assertThat(Reporting.of(List.of("vitest run --outputFile=a"), "parse_log_vitest")).isEmpty();
    assertThat(Reporting.of(List.of("vitest run | cat"), "parse_log_vitest")).isEmpty();
  }

  @Test
  void vitestNamesTestsWithTheirSuites() throws Exception {
    String report =
        """
        {"testResults": [{"name": "/testbed/a.test.ts", "status": "failed", "assertionResults": [
          {"ancestorTitles": ["", "calc"], "title": "adds", "status": "failed"},
          {"ancestorTitles": [], "title": "alone", "status": "passed"}]}]}
        """;

    Agreement agreement =
        Agreement.of(
            Map.of("a.test.ts > calc > adds", "PASSED", "a.test.ts > alone", "PASSED"),
            JestReport.readVitest(report),
            Agreement.Naming.VITEST);

    assertThat(agreement.both()).isEqualTo(2);
    assertThat(agreement.contradictions()).containsExactly("a.test.ts > calc > adds");
  }

  @Test
  void readsJestsJson() throws Exception {
    String report =
        """
        {"testResults": [
          {"name": "/t/a.test.js", "status": "failed", "assertionResults": [
            {"ancestorTitles": ["s"], "title": "adds", "fullName": "s adds", "status": "passed"},
            {"title": "subtracts", "status": "failed"}, {"title": "later", "status": "todo"}]},
          {"name": "/t/b.test.js", "status": "failed", "assertionResults": []}]}
        """;

    assertThat(JestReport.read(report))
        .extracting(ReportedTest::name, test -> test.status().name())
        .containsExactly(
            tuple("adds", "PASSED"),
            tuple("subtracts", "FAILED"),
            tuple("later", "SKIPPED"),
            tuple("/t/b.test.js", "ERROR"));
    assertThatThrownBy(() -> JestReport.read("{}")).isInstanceOf(MalformedReportException.class);
    assertThatThrownBy(() -> JestReport.read("[")).isInstanceOf(MalformedReportException.class);
  }

  @Test
  void otherRunnersHaveNoSecondChannel() {
    assertThat(Reporting.of(List.of("make check"), "parse_log_redis")).isEmpty();
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

  private static Reporting way(String command, String logParser) {
    return Reporting.of(List.of(command), logParser).orElseThrow();
  }

  @Test
  void goRunsEachTestProgramThroughOneThatSeesWhetherItEnded() {
    Reporting way = way("go test -v ./...", "parse_log_gotest");

    assertThat(way.preparation())
        .contains("-exec=/grader-tools/go-exec", "-test.testlogfile=\"$ended\"")
        // The character itself is for sed to write, and no text of ours holds it.
        .contains("\\026---")
        .doesNotContain("\026");
    assertThat(Reporting.of(List.of("go test -v -exec x ./..."), "parse_log_gotest")).isEmpty();
  }

  @Test
  void mochaLoadsAListenerWhereItsLogIsTap() {
    Reporting way = way("npx mocha --reporter tap test/a.js", "parse_log_tap");

    assertThat(way.commands())
        .containsExactly("npx mocha --require /grader-tools/mocha.js --reporter tap test/a.js");
    assertThat(way.naming()).isEqualTo(Agreement.Naming.TAP);
    // Elsewhere the log has parts of the names alone.
    assertThat(Reporting.of(List.of("npx mocha test"), "parse_log_highlightjs")).isEmpty();
    assertThat(Reporting.of(List.of("npx mocha | tee x"), "parse_log_tap")).isEmpty();
  }

  @Test
  void rspecAndPhpunitWriteASecondReport() {
    assertThat(
            way("A=1 bundle exec rspec ./spec/a_spec.rb --format json | tail -n 1", RSPEC)
                .commands())
        .containsExactly(
            "A=1 bundle exec rspec --format json --out /grader-report/rspec.json ./spec/a_spec.rb"
                + " --format json | tail -n 1");
    assertThat(way("./vendor/bin/phpunit --testdox tests", "parse_log_phpunit").commands())
        .containsExactly(
            "./vendor/bin/phpunit --testdox-text /grader-report/phpunit.txt --testdox tests");
  }

  private static final String RSPEC = "parse_log_rspec_transformed_json";

  @Test
  void othersAreToldByTheirEnvironment() {
    assertThat(way("cargo test --offline", "parse_log_cargo").preparation())
        .contains("CARGO_TARGET_${GRADER_HOST}_RUNNER=", "--logfile");
    assertThat(way("./tests/runtests.py --verbosity 2 a.tests", "parse_log_django").preparation())
        .contains("export PYTHONPATH=\"/grader-tools");
    assertThat(way("bundle exec ruby -Itest test/a.rb -v", "parse_log_minitest").preparation())
        .contains("export RUBYLIB=\"/grader-tools/ruby");
    assertThat(way("ruby -Itest test/a.rb -v", "parse_log_ruby_unit").preparation())
        .contains("export RUBYOPT=\"-r/grader-tools/test_unit.rb");
    assertThat(way("tox --current-env -epy39 -v -- tests/a.py", "parse_log_pytest_v2").runner())
        .isEqualTo("pytest");
  }

  @Test
  void readsLinesAsCargoAndOurListenersWriteThem() throws Exception {
    String text = "ok a::b\nfailed c\nfailed: note: no panic e\nignored f g\nrunning 3 tests\n\nok";

    assertThat(Reporting.Format.LINES.read(text))
        .containsExactly(
            new ReportedTest("", "a::b", TestStatus.PASSED, false),
            new ReportedTest("", "c", TestStatus.FAILED, false),
            new ReportedTest("", "e", TestStatus.FAILED, false),
            new ReportedTest("", "f g", TestStatus.SKIPPED, false));
  }

  @Test
  void readsTestdox() throws Exception {
    assertThat(Reporting.Format.TESTDOX.read("A b (x\\A)\n [x] One\n [ ] Two (x)\n\nC\n [x] D\n"))
        .containsExactly(
            new ReportedTest("", "A b > One", TestStatus.PASSED, false),
            new ReportedTest("", "A b > Two (x)", TestStatus.FAILED, false),
            new ReportedTest("", "None > D", TestStatus.PASSED, false));
  }

  @Test
  void readsRspecsJson() throws Exception {
    String json =
        "{\"examples\": [{\"id\": \"./a[1:1]\", \"status\": \"passed\"},"
            + " {\"id\": \"./a[1:2]\", \"status\": \"pending\"}]}";

    assertThat(Reporting.Format.RSPEC.read(json))
        .containsExactly(
            new ReportedTest("", "./a[1:1]", TestStatus.PASSED, false),
            new ReportedTest("", "./a[1:2]", TestStatus.SKIPPED, false));
    // A run that was cut short leaves an empty file.
    assertThatThrownBy(() -> Reporting.Format.RSPEC.read(""))
        .isInstanceOf(MalformedReportException.class);
  }
}
