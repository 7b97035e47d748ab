package dev.rewardgrader.grade.swe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.grade.swe.container.ExecResult;
import dev.rewardgrader.grade.swe.container.SweContainer;
import dev.rewardgrader.json.Json;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that would count and whose reports tell of nothing deserves a second look. */
class TestRunTest {
  private static final String ID = "t.py::test_a[1-2]";
  private static final String HONEST =
      "<testsuites><testsuite><testcase classname=\"t\" name=\"test_a[1-2]\"/></testsuite></testsuites>";

  /** A container whose tests pass and leave one report. */
  private record Reporter(String report) implements SweContainer {
    @Override
    public String image() {
      return "none";
    }

    @Override
    public ExecResult exec(
        List<String> command, byte[] input, String workdir, Duration timeout, int maxOutput) {
      boolean reading = command.size() == 6;
      String text = reading ? "\n" + command.get(4) + "\n" + report : "PASSED " + ID + "\n";
      int most = Math.min(text.length(), maxOutput);
      return new ExecResult(0, text.substring(0, most), false, most < text.length(), Duration.ZERO);
    }

    @Override
    public void clear() {}

    @Override
    public boolean outOfMemory() {
      return false;
    }

    @Override
    public void close() {}
  }

  private static Attempt passing(String report) throws Exception {
    JsonNode json =
        Json.MAPPER
            .createObjectNode()
            .put("instance_id", "a__b-1")
            .put("repo", "a/b")
            .put("image", "none")
            .put("log_parser", "parse_log_pytest")
            .put("eval_type", "pass_and_fail")
            .put("FAIL_TO_PASS", "[\"" + ID + "\"]")
            .put("PASS_TO_PASS", "[]")
            .put(
                "eval_script",
                "cd /\n: '>>>>> Start Test Output'\npytest -rA t.py\n: '>>>>> End Test Output'\n");
    Attempt attempt = new Attempt(SweRow.of(json, null), SweSettings.defaults());
    attempt.enter(new Reporter(report));
    TestRun run = new TestRun(attempt);
    assertThat(run.grade(run.run()).resolved()).isTrue();
    run.requireReport();
    return attempt;
  }

  @Test
  void aPatchThatDoesNotApplyHasTheReasonThatGitGives() {
    assertThat(
            Attempt.problem("Checking patch b...\nerror: invalid path '../b'\npatching file a\n"))
        .isEqualTo("error: invalid path '../b'");
    assertThat(Attempt.problem("a\npatch: **** garbage\n")).isEqualTo("patch: **** garbage");
    assertThat(Attempt.problem("")).isEqualTo("the patch does not apply");
  }

  @Test
  void aReportOfTheTestsIsNoReasonForSuspicion() throws Exception {
    assertThat(passing(HONEST).flags).isEmpty();
  }

  /** Whatever a candidate leaves in the place of the runner's report, it does not go unsaid. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no report",
        "<testsuites/>",
        "unreported",
        "<!DOCTYPE a [<!ENTITY b \"c\"><!ENTITY d \"&b;&b;\">]><testsuites>&d;</testsuites>",
        "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><testsuites/>"
      })
  void aReportThatTellsOfNoTestIsNone(String report) throws Exception {
    assertThat(passing(report).flags).containsExactly("suspect:no-report");
  }

  @Test
  void aReportThatIsTooDeepOrCutOffIsNone() throws Exception {
    assertThat(passing("<a>".repeat(20_000)).flags).containsExactly("suspect:no-report");
    // Larger than what is read of reports.
    assertThat(passing(HONEST.substring(0, HONEST.length() - 30)).flags)
        .containsExactly("suspect:no-report");
  }
}
