package dev.rewardgrader.grade.swe.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LogParsersPropertyTest {
  private static final Set<String> PLAIN_LINES =
      Set.of(
          "pytest",
          "pytest_options",
          "jest",
          "tap",
          "cargo",
          "gotest",
          "redis",
          "rspec_transformed_json");

  private static final List<String> PIECES =
      List.of(
          "PASSED ",
          "FAILED ",
          "ERROR",
          "a.py::t",
          "[x]",
          "[",
          "]",
          " - ",
          " ... ",
          "ok",
          "FAIL:",
          "\n",
          " ",
          "\t",
          "\u2003",
          "✓ ",
          "✔ ",
          "✕ ",
          "1) ",
          "(5 ms)",
          "(",
          ")",
          "<a>",
          "</a>",
          "{",
          "}",
          "Chrome 1.0 (Linux 0.0) ",
          "Error",
          ":",
          "test ",
          "=",
          ".",
          "-Dtest=A",
          "BUILD SUCCESS",
          "[ok]: ",
          "\u001b[1m",
          "😀",
          "٣",
          "Starting browser",
          "Testing against Django installed in ");

  @Provide
  Arbitrary<String> logs() {
    return Arbitraries.of(PIECES).list().ofMaxSize(60).map(pieces -> String.join("", pieces));
  }

  @Property
  void everyParserAnswersEveryLog(@ForAll("logs") String log) {
    for (String name : LogParsers.names()) {
      LogParser parser = LogParsers.find(name).orElseThrow();

      assertThat(parser.parse(log, new LogContext("a__b-2006", "2.0"))).isNotNull();
    }
  }

  @Property
  void parsersOfSingleLinesSeeEachLineAlone(
      @ForAll("logs") String first, @ForAll("logs") String second) {
    for (String name : PLAIN_LINES) {
      Map<String, String> together = map(name, first + "\n" + second);

      Map<String, String> joined = new LinkedHashMap<>(map(name, first));
      joined.putAll(map(name, second));
      assertThat(together).as(name).isEqualTo(joined);
    }
  }

  private static Map<String, String> map(String name, String log) {
    ParsedLog parsed =
        LogParsers.find("parse_log_" + name)
            .orElseThrow()
            .parse(log, new LogContext("a__b-2006", "2.0"));
    return ((ParsedLog.Statuses) parsed).map();
  }
}
