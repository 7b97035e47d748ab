package dev.rewardgrader.grade.swe.logs;

import static dev.rewardgrader.grade.swe.logs.MarkedLines.Gap.ALL;
import static dev.rewardgrader.grade.swe.logs.MarkedLines.Gap.ONE;
import static dev.rewardgrader.grade.swe.logs.MarkedLines.Gap.ONE_THEN_STRIP;
import static dev.rewardgrader.grade.swe.logs.MarkedLines.fail;
import static dev.rewardgrader.grade.swe.logs.MarkedLines.pass;
import static dev.rewardgrader.grade.swe.logs.MarkedLines.skip;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The registry of log parsers, under the names of SWE-bench 5.x ({@code
 * swebench/harness/log_parsers}, MIT licence): 57 names for 44 parsers.
 */
public final class LogParsers {
  private static final MarkedLines REDIS =
      MarkedLines.of(
          ONE,
          MarkedLines::beforeDurationAndFile,
          pass("[ok]:"),
          fail("[err]:"),
          skip("[skip]:"),
          skip("[ignore]:"));
  private static final MarkedLines JQ =
      MarkedLines.of(ONE, MarkedLines::whole, pass("PASS:"), fail("FAIL:"));
  private static final MarkedLines MICROPYTHON =
      MarkedLines.of(ALL, MarkedLines::whole, pass("pass"), fail("FAIL"), skip("skip"));
  private static final MarkedLines JEST =
      MarkedLines.of(ONE_THEN_STRIP, MarkedLines::beforeDuration, pass("✓"), fail("✕"), skip("○"));
  private static final MarkedLines JEST_JSON =
      MarkedLines.of(ONE, MarkedLines::whole, pass("[PASSED]"), fail("[FAILED]"));
  private static final MarkedLines VITEST =
      MarkedLines.of(ONE, MarkedLines::beforeTimeOrSkipped, pass("✓"), fail("×"), skip("↓"));

  private static final Map<String, LogParser> PARSERS = registry();

  private LogParsers() {}

  /** The parser of a name such as {@code parse_log_pytest}. */
  public static Optional<LogParser> find(String name) {
    return Optional.ofNullable(PARSERS.get(name));
  }

  /** All names, in the order of the registry. */
  public static Set<String> names() {
    return PARSERS.keySet();
  }

  private static Map<String, LogParser> registry() {
    Map<String, LogParser> parsers = new LinkedHashMap<>();
    python(parsers);
    javaScript(parsers);
    other(parsers);
    return Collections.unmodifiableMap(parsers);
  }

  private static void python(Map<String, LogParser> parsers) {
    LogParser.Body pytest = Lines.raw(PytestParsers::pytest);
    for (String name :
        List.of(
            "pytest",
            "astroid",
            "flask",
            "marshmallow",
            "pvlib",
            "pyvista",
            "sqlfluff",
            "xarray")) {
      add(parsers, name, pytest);
    }
    LogParser.Body options = Lines.raw(PytestParsers::options);
    for (String name : List.of("pytest_options", "pydicom", "pylint", "requests")) {
      add(parsers, name, options);
    }
    LogParser.Body withSpaces = Lines.raw(PytestParsers::withSpaces);
    for (String name : List.of("pytest_v2", "astropy", "scikit", "sphinx")) {
      add(parsers, name, withSpaces);
    }
    add(parsers, "matplotlib", Lines.raw(PytestParsers::matplotlib));
    add(parsers, "seaborn", PytestParsers::seaborn);
    add(parsers, "django", PythonSuiteParsers::django);
    add(parsers, "sympy", PythonSuiteParsers::sympy);
  }

  private static void javaScript(Map<String, LogParser> parsers) {
    LogParser.Body jest = Lines.stripped(JEST);
    LogParser.Body jestJson = Lines.stripped(JEST_JSON);
    add(parsers, "calypso", JestParsers::calypso);
    add(parsers, "bpmn_js", BrowserFailures::bpmn);
    add(parsers, "carbon", Lines.raw(JestParsers::files));
    add(parsers, "eslint", EslintParser::parse);
    add(parsers, "grommet", JestParsers::grommet);
    add(parsers, "highlightjs", MochaParsers::highlight);
    add(parsers, "lighthouse", MochaParsers::lighthouse);
    add(parsers, "next", NextParser::parse);
    add(parsers, "openlayers", BrowserFailures::openLayers);
    add(parsers, "prismjs", PrismParser::parse);
    add(parsers, "quarto_cli", QuartoParser::parse);
    add(parsers, "chart_js", BrowserFailures::chart);
    add(parsers, "marked", Lines.raw(ResultLines::numberedFailure));
    add(parsers, "p5js", P5Parser::parse);
    add(parsers, "react_pdf", Lines.raw(JestParsers::files));
    add(parsers, "jest", jest);
    add(parsers, "jest_json", jestJson);
    add(parsers, "vitest", Lines.stripped(VITEST));
    add(parsers, "karma", MochaParsers::karma);
    add(parsers, "tap", Lines.stripped(ResultLines::tap));
    add(parsers, "immutable_js", byPullRequest(false, Map.of("2006", jest, "2005", jestJson)));
  }

  private static void other(Map<String, LogParser> parsers) {
    LogParser.Body minitest = Lines.stripped(ResultLines::minitest);
    LogParser.Body cucumber = Lines.stripped(ResultLines::cucumber);
    add(parsers, "redis", Lines.stripped(REDIS));
    add(parsers, "jq", Lines.stripped(JQ));
    add(parsers, "doctest", DoctestParser::parse);
    add(parsers, "micropython_test", Lines.stripped(MICROPYTHON));
    add(parsers, "googletest", Lines.stripped(ResultLines::googleTest));
    add(parsers, "gotest", Lines.stripped(ResultLines::goTest));
    add(parsers, "maven", BuildToolParsers::maven);
    add(parsers, "ant", Lines.stripped(ResultLines::ant));
    add(parsers, "gradle_custom", BuildToolParsers::gradle);
    add(parsers, "phpunit", BuildToolParsers::phpunit);
    add(parsers, "minitest", minitest);
    add(parsers, "cucumber", cucumber);
    add(parsers, "ruby_unit", Lines.stripped(ResultLines::rubyUnit));
    add(parsers, "rspec_transformed_json", ResultLines::rspec);
    add(
        parsers,
        "jekyll",
        byPullRequest(
            true,
            Map.of(
                "9141", minitest, "8047", minitest, "8167", minitest, "8761", cucumber, "8771",
                cucumber)));
    add(parsers, "cargo", Lines.stripped(ResultLines::cargo));
  }

  private static void add(Map<String, LogParser> parsers, String name, LogParser.Body body) {
    String full = "parse_log_" + name;
    parsers.put(full, new LogParser(full, body));
  }

  /** Chooses by the part of the instance id after its first dash, or after its last. */
  private static LogParser.Body byPullRequest(boolean first, Map<String, LogParser.Body> bodies) {
    return (log, context, out) -> {
      String[] parts = context.instanceId().split("-", -1);
      if (first && parts.length < 2) {
        throw new LogFaultException(
            LogFault.MISSING_PART, "instance id '" + context.instanceId() + "' has no dash");
      }
      LogParser.Body body = bodies.get(first ? parts[1] : parts[parts.length - 1]);
      if (body == null) {
        throw new LogFaultException(
            LogFault.UNKNOWN_TASK,
            "no runner is known for instance '" + context.instanceId() + "'");
      }
      body.parse(log, context, out);
    };
  }
}
