package dev.rewardgrader.grade.code.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import dev.rewardgrader.rollout.CodeTask;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckersTest {

  @Test
  void linesIgnoreBlanksAtLineEndsFinalNewlinesAndAByteOrderMark() throws Exception {
    assertThat(accepts("lines", "1 2 \r\n3\t\n\n", "1 2\n3")).isTrue();
    assertThat(accepts("lines", "\ufeff1\n", "1")).isTrue();
    assertThat(accepts("lines", "", "\n\n")).isTrue();
  }

  @Test
  void linesKeepInnerAndLeadingBlanks() throws Exception {
    assertThat(accepts("lines", "1  2", "1 2")).isFalse();
    assertThat(accepts("lines", " 1", "1")).isFalse();
    assertThat(accepts("lines", "\n1", "1")).isFalse();
    assertThat(accepts("lines", "1\n\n2", "1\n2")).isFalse();
  }

  @Test
  void exactTakesEveryByte() throws Exception {
    assertThat(accepts("exact", "1\n", "1\n")).isTrue();
    assertThat(accepts("exact", "1", "1\n")).isFalse();
    assertThat(accepts("exact", "1\r\n", "1\n")).isFalse();
  }

  @Test
  void namesTheFirstDifferenceAndRevealsTheExpectedTextOnlyOnDemand() throws Exception {
    CheckResult result = check("lines", "1\n5\n", "1\n4\n");

    assertThat(result.text(false)).isEqualTo("line 2: got '5'");
    assertThat(result.text(true)).isEqualTo("line 2: got '5', expected '4'");
  }

  @ParameterizedTest
  @CsvSource({"lines", "tokens", "exact", "unordered", "case_insensitive", "float"})
  void neverShowsExpectedTextInTheMessage(String type) throws Exception {
    for (String actual : List.of("", "secre", "x\ny\nz")) {
      assertThat(check(type, actual, "secret").message()).doesNotContain("secret'");
    }
  }

  @Test
  void comparesInvalidUtf8AndNulAsBytes() throws Exception {
    byte[] one = {'a', (byte) 0xff, 0, '\n'};
    byte[] other = {'a', (byte) 0xfe, 0, '\n'};
    for (String type : List.of("exact", "lines", "tokens", "unordered", "lcb", "verl_sf")) {
      OutputChecker checker = Checkers.of(new CodeTask.Checker(type, null));
      assertThat(checker.check(one, List.of(one), new byte[0]).accepted()).as(type).isTrue();
      assertThat(checker.check(one, List.of(other), new byte[0]).accepted()).as(type).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1.0000001, 1, true",
    "1000000.5, 1000000, true",
    "1.1, 1, false",
    "1e0, 1, true",
    "nan, nan, true",
    "nan, 1, false",
    "inf, 1e400, false",
    "1e400, 1e401, false",
    "0x10, 16, false",
    "1_000, 1000, false",
    "１２, 12, false",
    "+1, 1, true",
    "1., 1, true",
    "., 0, false",
    "1e, 1, false"
  })
  void floatTakesFiniteDecimalsWithinTheToleranceAndElseText(
      String actual, String expected, boolean accepted) throws Exception {
    assertThat(accepts("float", actual, expected)).isEqualTo(accepted);
  }

  @Test
  void floatTellsNumbersApartThatADoubleCannot() throws Exception {
    String options = "{\"type\":\"float\",\"abs\":0.5}";
    assertThat(acceptsWith(options, "9007199254740993", "9007199254740992")).isFalse();
    assertThat(acceptsWith(options, "9007199254740993.4", "9007199254740993")).isTrue();
  }

  @Test
  void unorderedCountsHowOften() throws Exception {
    assertThat(accepts("unordered", "b\na\n", "a\nb")).isTrue();
    assertThat(accepts("unordered", "a\na\nb", "a\nb\nb")).isFalse();
    assertThat(accepts("unordered", "a", "a\na")).isFalse();
    assertThat(acceptsWith("{\"type\":\"unordered\",\"unit\":\"tokens\"}", "2 1", "1\n2")).isTrue();
  }

  @Test
  void acceptsAnyOfSeveralOutputs() throws Exception {
    OutputChecker checker = Checkers.of(new CodeTask.Checker("any-of", null));
    List<byte[]> outputs = List.of(bytes("1"), bytes("2"));

    assertThat(checker.check(bytes("2\n"), outputs, new byte[0]).accepted()).isTrue();
    assertThat(checker.check(bytes("3\n"), outputs, new byte[0]).accepted()).isFalse();
  }

  @Test
  void acceptsWhatOneOfSeveralCheckersAccepts() throws Exception {
    String options =
        "{\"type\":\"any_of\",\"checkers\":[\"exact\",{\"type\":\"float\",\"tolerance\":0.1}]}";
    assertThat(acceptsWith(options, "1.05", "1")).isTrue();
    assertThat(acceptsWith(options, "1.2", "1")).isFalse();
  }

  @Test
  void matchesRegularExpressionsInLinearTime() throws Exception {
    String options = "{\"type\":\"regex\",\"pattern\":\"(a*)*b\"}";
    assertThat(acceptsWith(options, "aaab\n", "")).isTrue();
    assertThat(acceptsWith(options, "a".repeat(100_000), "")).isFalse();
  }

  @Test
  void takesExpectedOutputsAsPatternsWhereTheCheckerHasNone() throws Exception {
    assertThat(accepts("regex", "42 apples", "\\d+ apples")).isTrue();
    assertThatThrownBy(() -> accepts("regex", "42", "(")).isInstanceOf(GraderFault.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "[1,2]; [1, 2]; true",
        "1; 1.0; true",
        "1.0000001; 1.0; true",
        "1; true; false",
        "\"1\"; 1; false",
        "null; 0; false",
        "NaN; NaN; true",
        "NaN; 1.0; false",
        "Infinity; Infinity; true",
        "-Infinity; Infinity; false",
        "1e400; Infinity; false",
        "{\"a\":1,\"b\":2}; {\"b\":2,\"a\":1}; true",
        "[[1],[2]]; [[2],[1]]; false",
        "100000000000000000001; 100000000000000000000; false",
        "not json; 1; false"
      })
  void comparesResultsByTypeAndValue(String actual, String expected, boolean accepted)
      throws Exception {
    OutputChecker checker = Checkers.ofCalls(new CodeTask.Checker("lines", null));
    assertThat(checker.check(bytes(actual), List.of(bytes(expected)), new byte[0]).accepted())
        .isEqualTo(accepted);
  }

  @Test
  void comparesListsInAnyOrderOnDemand() throws Exception {
    OutputChecker checker =
        Checkers.ofCalls(
            new CodeTask.Checker("json", Json.parse("{\"type\":\"json\",\"unordered\":true}")));
    assertThat(
            checker.check(bytes("[[2],[1]]"), List.of(bytes("[[1],[2]]")), new byte[0]).accepted())
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({"YES, yes, false, true", "yes, yes, false, true", "YES, yes, true, false"})
  void kattisFlagsDecideAboutCase(String actual, String expected, boolean sensitive, boolean ok)
      throws Exception {
    String options = "{\"type\":\"kattis\",\"case_sensitive\":" + sensitive + "}";
    assertThat(acceptsWith(options, actual, expected)).isEqualTo(ok);
  }

  @Test
  void kattisFlagsDecideAboutBlanksAndFloats() throws Exception {
    String blanks = "{\"type\":\"kattis\",\"space_change_sensitive\":true}";
    assertThat(acceptsWith(blanks, "1 2\n", "1 2\n")).isTrue();
    assertThat(acceptsWith(blanks, "1  2\n", "1 2\n")).isFalse();
    assertThat(acceptsWith(blanks, "1 2", "1 2\n")).isFalse();
    String floats = "{\"type\":\"kattis\",\"float_tolerance\":1e-6}";
    assertThat(acceptsWith(floats, "1.0000001", "1")).isTrue();
    assertThat(acceptsWith(floats, "1.001", "1")).isFalse();
  }

  @Test
  void suggestsANameForAnUnknownChecker() {
    assertThatThrownBy(() -> accepts("tokns", "1", "1"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("tokens");
    assertThatThrownBy(() -> acceptsWith("{\"type\":\"lines\",\"abs\":1}", "1", "1"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("abs");
  }

  @Test
  void selectsAProfileByNameOrByVersion() throws Exception {
    assertThat(Checkers.of(checker("{\"type\":\"profile\",\"name\":\"lcb\"}")).id())
        .isEqualTo("lcb/1");
    assertThat(Checkers.of(new CodeTask.Checker("lcb/1", null)).id()).isEqualTo("lcb/1");
    assertThatThrownBy(() -> Checkers.of(new CodeTask.Checker("lcb/9", null)))
        .isInstanceOf(InputException.class);
  }

  @Test
  void refusesAProfileForTheOtherForm() {
    assertThatThrownBy(() -> Checkers.of(new CodeTask.Checker("evalplus", null)))
        .hasMessageContaining("results of functions");
  }

  @Test
  void isAFaultOfTheTaskWhenNothingIsExpected() throws Exception {
    OutputChecker checker = Checkers.of(new CodeTask.Checker("lines", null));
    assertThatThrownBy(() -> checker.check(bytes("1"), List.of(), new byte[0]))
        .isInstanceOf(GraderFault.class);
  }

  @Test
  void comparesLargeOutputsWithoutCopies() throws Exception {
    byte[] large = new byte[32 << 20];
    Arrays.fill(large, (byte) '7');
    byte[] other = large.clone();
    other[other.length - 1] = '8';
    OutputChecker checker = Checkers.of(new CodeTask.Checker("tokens", null));

    assertThat(checker.check(large, List.of(large), new byte[0]).accepted()).isTrue();
    CheckResult result = checker.check(large, List.of(other), new byte[0]);
    assertThat(result.accepted()).isFalse();
    assertThat(result.message()).hasSizeLessThan(200);
  }

  private static boolean accepts(String type, String actual, String expected) throws Exception {
    return check(type, actual, expected).accepted();
  }

  private static CheckResult check(String type, String actual, String expected) throws Exception {
    return Checkers.of(new CodeTask.Checker(type, null))
        .check(bytes(actual), List.of(bytes(expected)), new byte[0]);
  }

  private static boolean acceptsWith(String options, String actual, String expected)
      throws Exception {
    return Checkers.of(checker(options))
        .check(bytes(actual), List.of(bytes(expected)), new byte[0])
        .accepted();
  }

  private static CodeTask.Checker checker(String options) throws InputException {
    var node = Json.parse(options);
    return new CodeTask.Checker(node.get("type").textValue(), node);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
