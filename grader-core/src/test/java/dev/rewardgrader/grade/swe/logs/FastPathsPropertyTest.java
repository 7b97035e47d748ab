package dev.rewardgrader.grade.swe.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rewardgrader.python.PyText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is written for speed gives what the plain way gives, on lines that nearly fit too. */
class FastPathsPropertyTest {
  private static final List<String> PIECES =
      List.of(
          "\n",
          "\n\n",
          " ",
          "\t",
          "a",
          "PASSED ",
          " FAILED",
          "PASS",
          "[32m",
          "[0m",
          "[3",
          "[1-a]",
          "\u001b[1m",
          "\u001b",
          "\u0001",
          " - passed",
          " - failed",
          " - passe",
          "<a>",
          "</a>",
          "<b>",
          "</b>",
          "<",
          "{\n",
          "\n}",
          "[\n",
          "\n]",
          "1) x:",
          "測",
          "٣",
          "😀",
          "✔ ",
          "2) ",
          "(3ms)",
          "  s\n",
          "\r",
          "\u2003");

  @Provide
  Arbitrary<String> logs() {
    return Arbitraries.of(PIECES).list().ofMaxSize(40).map(pieces -> String.join("", pieces));
  }

  @Property
  void linesAreThoseOfASplit(@ForAll("logs") String log) {
    List<String> seen = new ArrayList<>();
    Lines.until(log, 0, log.length(), (start, end) -> seen.add(log.substring(start, end)));

    assertThat(seen)
        .isEqualTo(Arrays.stream(log.split("\n", -1)).filter(line -> !line.isEmpty()).toList());
  }

  @Property
  void linesThatHoldATextAreFound(@ForAll("logs") String log) {
    List<String> seen = new ArrayList<>();
    Lines.holding(
        log,
        (start, end) -> seen.add(log.substring(start, end)),
        new NextIndex(log, "passed"),
        new NextIndex(log, "<a>"));

    assertThat(seen)
        .isEqualTo(
            Arrays.stream(log.split("\n", -1))
                .filter(line -> line.contains("passed") || line.contains("<a>"))
                .toList());
  }

  @Property
  void theLastPlaceIsThatOfTheString(@ForAll("logs") String log) {
    String tail = log.substring(log.length() / 3);
    int last = tail.lastIndexOf("<a>");

    int from = log.length() / 3;
    assertThat(Lines.lastIndexOf(log, from, log.length(), "<a>"))
        .isEqualTo(new NextIndex(log, "<a>").last(from, log.length()))
        .isEqualTo(last < 0 ? -1 : from + last);
  }

  @Property
  void rspecIsItsRegularExpression(@ForAll("logs") String log) {
    Pattern line = Pattern.compile("(.+) - (passed|failed)");
    Map<String, String> plain = new LinkedHashMap<>();
    for (String text : log.split("\n", -1)) {
      Matcher matcher = line.matcher(PyText.strip(text).replace('\r', '?'));
      if (matcher.lookingAt()) {
        plain.put(
            PyText.strip(text).substring(0, matcher.end(1)),
            matcher.group(2).toUpperCase(Locale.ROOT));
      }
    }

    assertThat(map("rspec_transformed_json", log)).isEqualTo(plain);
  }

  @Property
  void coloursAreGoneAsByRegularExpressions(@ForAll("logs") String log) {
    Pattern colour = Pattern.compile("\\[\\d+m", Pattern.UNICODE_CHARACTER_CLASS);
    StringBuilder plain = new StringBuilder();
    for (String text : log.split("\n", -1)) {
      String clean = colour.matcher(text).replaceAll("");
      clean.chars().filter(c -> c >= ' ' || c == 0).forEach(c -> plain.append((char) c));
      plain.append('\n');
    }

    assertThat(map("pytest_v2", log)).isEqualTo(map("pytest_v2", plain.toString()));
  }

  @Property
  void escapesAreGoneAsByARegularExpression(@ForAll("logs") String log) {
    String plain = log.replaceAll("\u001b(?:[@-Z\\\\-_]|\\[[0-?]*[ -/]*[@-~])", "");

    assertThat(PyText.withoutAnsi(log)).isEqualTo(plain);
  }

  @Property
  void markupIsRemovedAsOneElementAtATime(@ForAll("logs") String log) {
    assertThat(MarkupBlocks.remove(log)).isEqualTo(oneAtATime(log));
  }

  /** Removes the first opening tag that has a closing one, until there is none. */
  private static String oneAtATime(String log) {
    String text = log;
    Pattern opening = Pattern.compile("<(\\w+)>", Pattern.UNICODE_CHARACTER_CLASS);
    Matcher matcher = opening.matcher(text);
    int from = 0;
    while (matcher.find(from)) {
      String open = matcher.group();
      String close = "</" + matcher.group(1) + ">";
      if (text.indexOf(close, matcher.end()) < 0) {
        from = matcher.end();
        continue;
      }
      int depth = 1;
      int at = matcher.end();
      while (depth > 0) {
        int nextOpen = text.indexOf(open, at);
        int nextClose = text.indexOf(close, at);
        if (nextClose < 0) {
          break;
        }
        boolean deeper = nextOpen >= 0 && nextOpen < nextClose;
        depth += deeper ? 1 : -1;
        at = deeper ? nextOpen + open.length() : nextClose + close.length();
      }
      text = text.substring(0, matcher.start()) + open.repeat(depth) + text.substring(at);
      matcher = opening.matcher(text);
      from = 0;
    }
    return text;
  }

  private static Map<String, String> map(String name, String log) {
    ParsedLog parsed =
        LogParsers.find("parse_log_" + name)
            .orElseThrow()
            .parse(log, new LogContext("a__b-1", "1.0"));
    return ((ParsedLog.Statuses) parsed).map();
  }
}
