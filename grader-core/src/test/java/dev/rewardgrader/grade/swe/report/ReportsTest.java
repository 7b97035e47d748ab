package dev.rewardgrader.grade.swe.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rewardgrader.grade.swe.logs.TestStatus;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportsTest {
  private static ReportedTest test(String suite, String name, TestStatus status) {
    return new ReportedTest(suite, name, status, false);
  }

  @Test
  void readsSurefire() throws MalformedReportException {
    String xml =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuite name="a.BTest" tests="4"><properties/>
          <testcase name="ok" classname="a.BTest" time="0.1"><system-out>x</system-out></testcase>
          <testcase name="bad" classname="a.BTest"><failure type="x">y</failure></testcase>
          <testcase name="gone" classname="a.BTest"><error/></testcase>
          <testcase name="off" classname="a.BTest"><skipped/></testcase>
          <testcase name="shaky" classname="a.BTest"><flakyFailure/></testcase>
        </testsuite>
        """;

    assertThat(XmlReport.read(xml))
        .containsExactly(
            test("a.BTest", "ok", TestStatus.PASSED),
            test("a.BTest", "bad", TestStatus.FAILED),
            test("a.BTest", "gone", TestStatus.ERROR),
            test("a.BTest", "off", TestStatus.SKIPPED),
            new ReportedTest("a.BTest", "shaky", TestStatus.PASSED, true));
  }

  @Test
  void readsGoogletestAndCtest() throws MalformedReportException {
    String google =
        "<testsuites><testsuite name='A'><testcase name='b' status='run' result='completed'/>"
            + "<testcase name='c' status='notrun' result='suppressed'/></testsuite></testsuites>";
    String ctest =
        "<Site><Testing><TestList><Test>./a</Test></TestList><Test Status='passed'><Name>a</Name>"
            + "<Results><NamedMeasurement name='x'><Value>1</Value></NamedMeasurement></Results></Test>"
            + "<Test Status='failed'><Name>b</Name></Test></Testing></Site>";

    assertThat(XmlReport.read(google))
        .containsExactly(test("A", "b", TestStatus.PASSED), test("A", "c", TestStatus.SKIPPED));
    assertThat(XmlReport.read(ctest))
        .containsExactly(test("", "a", TestStatus.PASSED), test("", "b", TestStatus.FAILED));
  }

  @Test
  void refusesEntitiesAndBrokenXml() {
    String bomb =
        "<!DOCTYPE a [<!ENTITY b 'x'><!ENTITY c '&b;&b;'>]><testsuite name='&c;'></testsuite>";

    assertThatThrownBy(() -> XmlReport.read(bomb)).isInstanceOf(MalformedReportException.class);
    assertThatThrownBy(() -> XmlReport.read("<testsuite>"))
        .isInstanceOf(MalformedReportException.class);
  }

  @Test
  void givesATestTheSuiteThatItIsIn() throws MalformedReportException {
    String nested =
        "\ufeff<testsuite name='A'><testsuite name='B'><testcase name='b'/></testsuite>"
            + "<testcase name='a'/></testsuite>";

    assertThat(XmlReport.read(nested))
        .containsExactly(test("B", "b", TestStatus.PASSED), test("A", "a", TestStatus.PASSED));
  }

  @Test
  void readsSurefireOfAnySize() throws MalformedReportException {
    String text = "&lt;&#10;".repeat(200_000);
    String xml =
        "<testsuite name='"
            + text
            + "'>"
            + "<p>".repeat(500)
            + "</p>".repeat(500)
            + "<testcase name='a' classname='B'><failure message='"
            + text
            + "'/></testcase></testsuite>";

    assertThat(XmlReport.read(xml)).containsExactly(test("B", "a", TestStatus.FAILED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no report",
        "<testsuite/><testsuite/>",
        "<?xml version='1.0'?><testsuite/><?xml version='1.0'?><testsuite/>",
        "<testsuite><testcase name='a'",
        "<testsuite name='a' name='b'/>",
        "<testsuite name='\u0000'/>",
        "<testsuite name='&#27;'/>",
        "<testsuite name='&unknown;'/>",
        "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><testsuite/>"
      })
  void saysWhereXmlIsBroken(String xml) {
    assertThatThrownBy(() -> XmlReport.read(xml))
        .isInstanceOf(MalformedReportException.class)
        .hasMessageStartingWith("the XML report is broken: line ");
  }

  @Test
  void refusesNestingThatNoRunnerWrites() {
    assertThatThrownBy(() -> XmlReport.read("<a>".repeat(100_000)))
        .isInstanceOf(MalformedReportException.class)
        .hasMessageContaining("depth");
  }

  @Test
  void refusesMoreNamespacesThanAnyRunnerDeclares() throws MalformedReportException {
    String test = "<testcase classname='c' name='n'/>";
    StringBuilder nested = new StringBuilder();
    StringBuilder together = new StringBuilder("<a");
    for (int i = 0; i < 20_000; i++) {
      nested.append("<a xmlns:n").append(i).append("='u'>");
      together.append(" xmlns:n").append(i).append("='u'");
    }

    assertThat(XmlReport.read("<a xmlns='' xmlns:b='u'>" + test + "<b:c/></a>")).hasSize(1);
    assertThat(XmlReport.read("<a>" + "<a xmlns:n='u'/>".repeat(20_000) + test + "</a>"))
        .hasSize(1);
    assertThatThrownBy(() -> XmlReport.read(nested.toString()))
        .isInstanceOf(MalformedReportException.class)
        .hasMessageContaining("namespaces");
    assertThatThrownBy(() -> XmlReport.read(together + ">" + test + "</a>"))
        .isInstanceOf(MalformedReportException.class);
  }

  @Test
  void refusesXmlThatIsCutAnywhere() {
    String xml =
        "<testsuites><testsuite name='A'><testcase name='b'><failure>c</failure></testcase>"
            + "<testcase name='d'/></testsuite></testsuites>";

    for (int length = 0; length < xml.length(); length++) {
      String cut = xml.substring(0, length);
      assertThatThrownBy(() -> XmlReport.read(cut)).isInstanceOf(MalformedReportException.class);
    }
  }

  @Test
  void noTestOfACutReportPassesThatDidNotEnd() {
    String go =
        """
        {"Action":"run","Package":"p","Test":"A"}
        {"Action":"pass","Package":"p","Test":"A","Elapsed":0.1}
        {"Action":"run","Package":"p","Test":"B"}
        {"Action":"fail","Package":"p","Test":"B","Elapsed":0.1}
        """;
    int passed = go.indexOf('\n', go.indexOf("pass"));

    for (int length = 0; length <= go.length(); length++) {
      boolean ended = length >= passed;
      assertThat(GoTestReport.read(go.substring(0, length)))
          .allMatch(t -> t.status() != TestStatus.PASSED || (ended && t.name().equals("A")));
    }
    assertThat(TapReport.read("1..3\nok 1 - a\nok 2"))
        .extracting(ReportedTest::status)
        .containsExactly(TestStatus.PASSED, TestStatus.PASSED, TestStatus.ERROR);
  }

  @Test
  void givesEveryMentionOfATestThatComesTwice() throws MalformedReportException {
    String xml =
        "<testsuite name='A'><testcase name='b' classname='A'><failure/></testcase>"
            + "<testcase name='b' classname='A'/></testsuite>";

    assertThat(XmlReport.read(xml))
        .containsExactly(test("A", "b", TestStatus.FAILED), test("A", "b", TestStatus.PASSED));
    assertThat(TapReport.read("not ok 1 - b\nok 1 - b\n"))
        .containsExactly(test("", "b", TestStatus.FAILED), test("", "b", TestStatus.PASSED));
  }

  /** Whatever arrives, a reader gives tests or says that the report is broken. */
  @Property
  void readersEndOnAnyText(@ForAll("reports") String report) throws MalformedReportException {
    assertThat(GoTestReport.read(report)).doesNotContainNull();
    assertThat(TapReport.read(report)).doesNotContainNull();
    try {
      assertThat(XmlReport.read(report)).doesNotContainNull();
    } catch (MalformedReportException e) {
      assertThat(e).hasMessageStartingWith("the XML report is broken");
    }
  }

  @Provide
  Arbitrary<String> reports() {
    return Arbitraries.of(
            "<testsuite name='a'>",
            "</testsuite>",
            "<testcase name='b'>",
            "<testcase name='c' status='notrun'/>",
            "</testcase>",
            "<failure/>",
            "<Test Status='failed'>",
            "<Name>n</Name>",
            "</Test>",
            "&lt;",
            "&x;",
            "{\"Action\":\"pass\",\"Test\":\"T\"}",
            "{\"Action\":[1],\"Test\":{}}",
            "{\"Action\":",
            "\n",
            "ok 1 - a",
            "not ok 2 # TODO x",
            "    ok 1",
            "  ---",
            "  ...",
            "1..3",
            "1..99999999999999999999",
            "Bail out!",
            "\u0000",
            "\ud83d",
            " ")
        .list()
        .ofMaxSize(20)
        .map(parts -> String.join("", parts));
  }

  @Test
  void countsAFailureOfAGoTestThatRunsTwice() {
    String events =
        """
        {"Action":"run","Package":"p","Test":"T"}
        {"Action":"fail","Package":"p","Test":"T"}
        {"Action":"run","Package":"p","Test":"T"}
        {"Action":"pass","Package":"p","Test":"T"}
        """;

    assertThat(GoTestReport.read(events)).containsExactly(test("p", "T", TestStatus.FAILED));
  }

  @Test
  void readsTheMarkedLinesOfGo() {
    String output =
        """
        \u0016=== RUN   TestA
        --- PASS: TestForged (0.00s)
        printed\u0016--- PASS: TestA (0.00s)
        \u0016    --- FAIL: TestB/x (1) (0.00s)
        \u0016--- SKIP: TestC (0.00s)
        \u0016--- PASS: TestWithoutTime
        """;

    assertThat(GoMarksReport.read(output))
        .containsExactly(
            test("", "TestA", TestStatus.PASSED),
            test("", "TestB/x (1)", TestStatus.FAILED),
            test("", "TestC", TestStatus.SKIPPED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\u0016--- PASS: ", "\u0016--- PASS: a\n", "\u0016--- PASS: a (", "\u0016"})
  @Timeout(20)
  void readsMarksOfGoWithoutGoingOverTheOutputAgain(String part) {
    assertThat(GoMarksReport.read(part.repeat(1_000_000))).hasSizeLessThan(2_000_000);
  }

  @Test
  void readsGoEvents() {
    String events =
        """
        {"Action":"run","Package":"p","Test":"TestA"}
        {"Action":"output","Package":"p","Test":"TestA","Output":"--- PASS: TestB"}
        {"Action":"pass","Package":"p","Test":"TestA","Elapsed":0}
        {"Action":"run","Package":"p","Test":"TestHangs"}
        FAIL
        {broken
        {"Action":"fail","Package":"p"}
        """;

    assertThat(GoTestReport.read(events))
        .containsExactly(
            test("p", "TestA", TestStatus.PASSED), test("p", "TestHangs", TestStatus.ERROR));
  }

  @Test
  void readsTap() {
    String tap =
        """
        TAP version 13
        1..5
        ok 1 - first
        not ok 2 - second # TODO later
          ---
          ok: 7
          ...
        ok 3 third # SKIP slow
        not ok 4
        """;

    assertThat(TapReport.read(tap))
        .containsExactly(
            test("", "first", TestStatus.PASSED),
            test("", "second", TestStatus.XFAIL),
            test("", "third", TestStatus.SKIPPED),
            test("", "test 4", TestStatus.FAILED),
            test("", "test 5", TestStatus.ERROR));
  }

  @Test
  void bailingOutFailsWhatWasPlanned() {
    assertThat(TapReport.read("1..2\nok 1 a\nBail out! broken\nok 2 b\n"))
        .containsExactly(test("", "a", TestStatus.PASSED), test("", "test 2", TestStatus.ERROR));
  }

  @Test
  void comparesTheChannels() {
    List<ReportedTest> report =
        List.of(
            test("tests.test_a.TestB", "test_c[x::y]", TestStatus.PASSED),
            test("tests.test_a", "test_d", TestStatus.FAILED),
            test("tests.test_a", "test_e", TestStatus.PASSED));
    Map<String, String> log =
        Map.of(
            "tests/test_a.py::TestB::test_c[x::y]", "PASSED",
            "tests/test_a.py::test_d", "PASSED",
            "tests/test_a.py::test_z", "PASSED");

    assertThat(Agreement.of(log, report, Agreement.Naming.PYTEST))
        .isEqualTo(
            new Agreement(
                2, List.of("tests/test_a.py::test_d"), List.of("tests/test_a.py::test_z"), 1));
    assertThat(
            Agreement.of(
                Map.of("a.B#c", "PASSED"),
                List.of(test("a.B", "c", TestStatus.PASSED)),
                Agreement.Naming.CLASS_HASH_METHOD))
        .isEqualTo(new Agreement(1, List.of(), List.of(), 0));
  }

  @Test
  void testsThatPassInTheLogAloneAreAbsent() {
    Reporting pytest = Reporting.of(List.of("pytest"), "parse_log_pytest").orElseThrow();
    String report = "<testsuite><testcase classname=\"tests.test_a\" name=\"test_x\"/></testsuite>";
    Map<String, String> log =
        Map.of(
            "tests/test_a.py::test_x", "PASSED",
            "tests/test_a.py::A::test_y", "PASSED",
            "tests/test_a.py::test_z", "FAILED",
            "tests/test_a.py::test_p[a::b]", "PASSED");

    SecondChannel channel = SecondChannel.of(pytest, List.of(report), log, List.of());

    assertThat(channel.absent(log, log.keySet(), pytest.naming()))
        .containsExactly("tests/test_a.py::A::test_y");
    assertThat(channel.absent(log, List.of(), pytest.naming())).isEmpty();
  }

  /** Gradle prints a class's display name, and its report has the class. */
  @Test
  void aDisplayNameOfGradleIsNotMissedInTheReport() {
    Reporting gradle = Reporting.of(List.of("./gradlew test"), "parse_log_gradle").orElseThrow();
    String report = "<testsuite><testcase classname=\"x.ATest\" name=\"b()\"/></testsuite>";
    Map<String, String> log =
        Map.of("Calculator tests > adds numbers", "PASSED", "x.ATest > c()", "PASSED");

    SecondChannel channel = SecondChannel.of(gradle, List.of(report), log, List.of());

    assertThat(channel.absent(log, log.keySet(), gradle.naming())).containsExactly("x.ATest > c()");
  }
}
