package dev.rewardgrader.grade.swe.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogParsersTest {
  private static final LogContext CONTEXT = new LogContext("a__b-2006", "1.0");

  private static Map<String, String> map(String parser, String log) {
    return map(parser, log, CONTEXT);
  }

  private static Map<String, String> map(String parser, String log, LogContext context) {
    ParsedLog parsed = LogParsers.find("parse_log_" + parser).orElseThrow().parse(log, context);
    assertThat(parsed).isInstanceOf(ParsedLog.Statuses.class);
    return ((ParsedLog.Statuses) parsed).map();
  }

  private static LogFault fault(String parser, String log, LogContext context) {
    ParsedLog parsed = LogParsers.find("parse_log_" + parser).orElseThrow().parse(log, context);
    assertThat(parsed).isInstanceOf(ParsedLog.Refused.class);
    return ((ParsedLog.Refused) parsed).fault();
  }

  /** One line each; {@code |} stands for a newline, and an empty name for no result. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      ignoreLeadingAndTrailingWhitespace = false,
      textBlock =
          """
          pytest;PASSED t.py::a[x y];t.py::a[x;PASSED
          pytest;FAILED t.py::a - assert 1;t.py::a;FAILED
          pytest;SKIPPED [2] t.py:3: no;;
          pytest;PASSED [100%];[100%];PASSED
          pytest; PASSED t.py::a;;
          pytest_options;PASSED t.py::a[/tmp/x/y];t.py::a[/y];PASSED
          pytest_options;PASSED t.py::a[//tmp/y];t.py::a[//tmp/y];PASSED
          pytest_v2;t.py::a  b PASSED;t.py::a b;PASSED
          pytest_v2;[32mPASSED[0m t.py::a;t.py::a;PASSED
          matplotlib;PASSED a[MouseButton.LEFT];a[1];PASSED
          seaborn;t.py::a PASSED [ 3%];t.py::a;PASSED
          django;test_a (m.C) ... ok;test_a (m.C);PASSED
          django;test_a (m.C) ... skipped 'why';test_a (m.C);SKIPPED
          django;test_a (m.C) ... noise|ok;test_a (m.C);PASSED
          sympy;test_a ok;test_a;PASSED
          sympy;___ sympy/a.py:test_b ___;sympy/a.py:test_b;FAILED
          jest;  ✓ adds (12 ms);adds;PASSED
          jest;  ○ skipped later;skipped later;SKIPPED
          jest_json;[FAILED] a b;a b;FAILED
          vitest; × a 12ms;a;FAILED
          vitest; ↓ a [skipped];a;SKIPPED
          tap;not ok 12 a # b;a # b;FAILED
          carbon;PASS a/b.js (5.1 s);a/b.js;PASSED
          grommet;FAIL a/b.js (14.9s);a/b.js;FAILED
          marked;12) a b;a b;FAILED
          redis;[err]: a b in tests/x.tcl;a b;FAILED
          redis;[ok]: a b (12 ms);a b;PASSED
          jq;PASS: a;a;PASSED
          micropython_test;skip  a/b.py;a/b.py;SKIPPED
          googletest;[       OK ] A.b (0 ms);A.b;PASSED
          gotest;    --- SKIP: T/a_(b) (0.00s);T/a_(b);SKIPPED
          ant;[junit] [ERR] a.B;a.B;FAILED
          gradle_custom;a.B > c PASSED;a.B > c;PASSED
          gradle_custom;a.B > c|noise|FAILED;a.B > c;FAILED
          maven;+ mvn -Dtest=A#b -q|[INFO] BUILD SUCCESS;A#b;PASSED
          maven;[INFO] BUILD FAILURE|+ mvn -Dtest=A#b;A#b;FAILED
          cargo;test a::b ... ok;a::b;PASSED
          cargo;test a::b ... ignored;;
          minitest;A#test_b. 0.01 s = F;A#test_b;FAILED
          cucumber;a: b ...F;a: b;FAILED
          ruby_unit;test: a: O: (0.1);a;SKIPPED
          rspec_transformed_json;a - b - failed;a - b;FAILED
          phpunit; ✔ Adds up;None > Adds up;PASSED
          phpunit;Sum (A\\Sum)| ✘ Adds up;Sum > Adds up;FAILED
          calypso;+ ./node_modules/.bin/jest x|  a|    ✓ b (3ms);a - b;PASSED
          highlightjs;  a|    ✔ b (3ms);a.b;PASSED
          karma;Starting browser|  a|    ✔ b;a > b;PASSED
          bpmn_js;HeadlessChrome 1.0 (Linux 0.0) a b FAILED|;a b ;FAILED
          openlayers;  1) a|  b|Error: x;a b;FAILED
          chart_js;Chrome 1.0 (Linux) a FAILED;a ;FAILED
          eslint;  1) a|   b|  AssertionError: x;a b;FAILED
          p5js;  1) a|    b:|;a:b;FAILED
          quarto_cli;[smoke] /tmp/abc.qmd ... 32mok;[smoke] /tmp/0;PASSED
          next;+ xvfb-run x|  a|    ✗ b;a - b;FAILED
          """)
  void readsALineOfItsRunner(String parser, String log, String name, String status) {
    Map<String, String> expected = name == null ? Map.of() : Map.of(name, status);

    assertThat(map(parser, log.replace('|', '\n').replace("\\\\", "\\"))).isEqualTo(expected);
  }

  @Test
  void knowsFiftySevenNames() {
    assertThat(LogParsers.names()).hasSize(57).allMatch(name -> name.startsWith("parse_log_"));
    assertThat(LogParsers.find("parse_log_unknown")).isEmpty();
  }

  @Test
  void keepsTheFirstPlaceAndTheLastStatusOfARepeatedName() {
    Map<String, String> statuses = map("pytest", "PASSED a\nPASSED b\nFAILED a\n");

    assertThat(statuses.keySet()).containsExactly("a", "b");
    assertThat(statuses).containsEntry("a", "FAILED");
  }

  @Test
  void remembersEveryStatusOfARepeatedName() {
    ParsedLog.Statuses parsed =
        (ParsedLog.Statuses)
            LogParsers.find("parse_log_pytest")
                .orElseThrow()
                .parse("PASSED a\nFAILED a\n", CONTEXT);

    assertThat(parsed.conflicts().get("a")).containsExactly("PASSED", "FAILED");
  }

  @Test
  void takesUnicodeWhitespaceForWhitespace() {
    assertThat(map("pytest", "PASSED\u2003a\u0085b\n")).isEqualTo(Map.of("a", "PASSED"));
  }

  @Test
  void readsNestedSubcasesOfDoctest() {
    String log =
        """
        noise <doctest binary="t"><TestCase name="a"><SubCase name="b">
          <Expression success="true"/><SubCase><Expression success="false"/></SubCase>
        </SubCase><SubCase name="c"/></TestCase></doctest> more
        """;

    assertThat(map("doctest", log))
        .isEqualTo(Map.of("a > b", "FAILED", "a > None", "FAILED", "a > c", "PASSED"));
  }

  @Test
  void readsSuitesOfAnyPlausibleDepth() {
    String nested = "<a>".repeat(2000) + "<SubCase name='s'/>" + "</a>".repeat(2000);
    String log = "<doctest><TestCase name='t'>" + nested + "</TestCase></doctest>";

    assertThat(map("doctest", log)).isEqualTo(Map.of("t > s", "PASSED"));
  }

  @Test
  void readsXmlOfAnyDepthAndWithAnyNumberOfAttributes() {
    int many = 20_000;
    StringBuilder attributes = new StringBuilder();
    for (int i = 0; i < many; i++) {
      attributes.append(" a").append(i).append("='1'");
    }
    String subcase = "<" + "n".repeat(2 << 20) + "/><SubCase name='s'" + attributes + "/>";
    String nested = "<a>".repeat(many) + subcase + "</a>".repeat(many);
    String log = "<doctest><TestCase name='t'>" + nested + "</TestCase></doctest>";

    assertThat(map("doctest", log)).isEqualTo(Map.of("t > s", "PASSED"));
  }

  @Test
  void readsNoEntitiesFromXml() {
    String log = "<doctest><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>&b;</doctest>";

    assertThat(fault("doctest", log, CONTEXT)).isEqualTo(LogFault.MALFORMED_XML);
  }

  @Test
  void refusesBrokenJson() {
    String log = "+ ./node_modules/.bin/mocha tests/run.js --reporter json\n{\"passes\": [\n}";

    assertThat(fault("prismjs", log, CONTEXT)).isEqualTo(LogFault.MALFORMED_JSON);
  }

  @ParameterizedTest
  @CsvSource({
    "1e16,1e+16",
    "0.0001,0.0001",
    "5e-324,5e-324",
    "1e400,Infinity",
    "12,12",
    "true,true"
  })
  void namesATestByANumberAsPythonWritesIt(String title, String name) {
    assertThat(map("prismjs", prism(title))).isEqualTo(Map.of(name, "PASSED"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"INF", "-INF", "+INF", "+Infinity"})
  void refusesInfinitiesThatPythonDoesNotKnow(String title) {
    assertThat(fault("prismjs", prism(title), CONTEXT)).isEqualTo(LogFault.MALFORMED_JSON);
  }

  @Test
  void takesEqualNumbersForOneName() {
    assertThat(map("prismjs", prism("true}, {\"fullTitle\":1.0}, {\"fullTitle\":1")))
        .isEqualTo(Map.of("true", "PASSED"));
  }

  @Test
  void readsFractionsOfAnyLengthButNoWholeNumberThatPythonDoesNotRead() {
    assertThat(map("prismjs", prism("1." + "3".repeat(5000))))
        .isEqualTo(Map.of("1.3333333333333333", "PASSED"));
    assertThat(map("prismjs", prism("1e" + "0".repeat(5000) + "1")))
        .isEqualTo(Map.of("10.0", "PASSED"));
    assertThat(map("prismjs", prism("-" + "1".repeat(4300)))).hasSize(1);
    assertThat(fault("prismjs", prism("1".repeat(4301)), CONTEXT))
        .isEqualTo(LogFault.NUMBER_TOO_LONG);
  }

  @Test
  void readsJsonAsDeeplyNestedAsPythonDoes() {
    assertThat(fault("prismjs", prism("[".repeat(900) + "]".repeat(900)), CONTEXT))
        .isEqualTo(LogFault.WRONG_TYPE);
    assertThat(fault("prismjs", prism("[".repeat(2000) + "]".repeat(2000)), CONTEXT))
        .isEqualTo(LogFault.NESTED_TOO_DEEPLY);
  }

  private static String prism(String title) {
    return "+ ./node_modules/.bin/mocha tests/run.js --reporter json\n"
        + "{\"failures\":[],\"passes\":[{\"fullTitle\":"
        + title
        + "}]}\n";
  }

  @ParameterizedTest
  @ValueSource(strings = {"<:a/>", "<:/>", "<a :b='1'/>", "<?:a?>", "<?a:b?>"})
  void refusesXmlNamesWithAnEmptyPrefix(String element) {
    String log = "<doctest>" + element + "</doctest>";

    assertThat(fault("doctest", log, CONTEXT)).isEqualTo(LogFault.MALFORMED_XML);
  }

  @Test
  void refusesAnInstanceWithoutAKnownRunner() {
    LogContext unknown = new LogContext("jekyll__jekyll-1", "1.0");

    assertThat(fault("jekyll", "x", unknown)).isEqualTo(LogFault.UNKNOWN_TASK);
    assertThat(fault("immutable_js", "x", unknown)).isEqualTo(LogFault.UNKNOWN_TASK);
  }

  @Test
  void choosesLighthousesRunnerByVersion() {
    LogContext jest = new LogContext("a__b-1", "3.1");
    LogContext mocha = new LogContext("a__b-1", "10.0");

    assertThat(map("lighthouse", "PASS a.js (5ms)", jest)).isEqualTo(Map.of("a.js", "PASSED"));
    assertThat(map("lighthouse", "running 1 test files\n  s\n    ✔ a (5ms)\n1 passing", mocha))
        .isEqualTo(Map.of("a", "PASSED"));
    assertThat(map("lighthouse", "PASS a.js", new LogContext("a__b-1", "\u0663.\u0661")))
        .isEqualTo(Map.of("a.js", "PASSED"));
    assertThat(fault("lighthouse", "", new LogContext("a__b-1", null)))
        .isEqualTo(LogFault.WRONG_TYPE);
  }

  @Test
  void readsTwoUnfinishedDjangoMessages() {
    String line = "a ... Testing against Django installed in x\n";

    assertThat(map("django", line + line)).isEmpty();
    assertThat(map("django", line + line + "b silenced).\nok")).isEqualTo(Map.of("a", "PASSED"));
  }

  @Test
  void removesNestedMarkupAsIfOneElementAtATime() {
    assertThat(map("p5js", "<a><a>1) x:</a>\n</a>  2) b:")).isEqualTo(Map.of("b", "FAILED"));
    assertThat(map("p5js", "<a<b></b>>  1) x:</a>\n  2) b:")).isEqualTo(Map.of("b", "FAILED"));
  }

  @Test
  void removesMarkupThatIsFormedByRemovingMarkup() {
    String log = "<<a></a>b>1) x:</b>\n".repeat(1000) + "  2) b:";

    assertThat(map("p5js", log)).isEqualTo(Map.of("b", "FAILED"));
  }

  @Test
  void boundsTheNamesOfAHostileTree() {
    StatusMap map = new StatusMap(0);
    String name = "n".repeat(1 << 20);

    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 100; i++) {
                map.put(name, TestStatus.PASSED);
              }
            })
        .isInstanceOfSatisfying(
            LogFaultException.class, e -> assertThat(e.fault()).isEqualTo(LogFault.TOO_MANY_NAMES));
  }
}
