package dev.rewardgrader.grade.swe.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rewardgrader.grade.swe.logs.TestStatus;
import dev.rewardgrader.grade.swe.report.ReportedTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MavenRunsTest {
  private static ReportedTest test(String suite, String name, TestStatus status) {
    return new ReportedTest(suite, name, status, false);
  }

  @Test
  void oneRunForEverySetOfOptions() {
    MavenRuns runs =
        MavenRuns.of(
                List.of(
                    "mvn -B test -pl a -Dtest=x.ATest#one",
                    "mvn -B test -pl a -Dtest=x.ATest#two",
                    "mvn -B test -pl b -Dtest=x.BTest",
                    "mvn -B test -pl b -Dtest=x.BTest#one",
                    ""))
            .orElseThrow();

    assertThat(runs.commands())
        .containsExactly(
            "mvn -B test -pl a -fae -Dtest=x.ATest#one+two",
            "mvn -B test -pl b -fae -Dtest=x.BTest");
    assertThat(runs.ids())
        .containsExactlyInAnyOrder("x.ATest#one", "x.ATest#two", "x.BTest", "x.BTest#one");
  }

  @Test
  void otherCommandsStayAsTheyAre() {
    assertThat(MavenRuns.of(List.of("mvn test -Dtest=A", "cat log"))).isEmpty();
    assertThat(MavenRuns.of(List.of("mvn test -Dtest=A | tee log"))).isEmpty();
    assertThat(MavenRuns.of(List.of("mvn test -Dtest=A*"))).isEmpty();
    assertThat(MavenRuns.of(List.of("mvn test"))).isEmpty();
    assertThat(MavenRuns.of(List.of())).isEmpty();
  }

  @Test
  void anIdPassesIfAllThatFitsItDoes() {
    MavenRuns runs =
        MavenRuns.of(
                List.of(
                    "mvn test -Dtest=ATest#one",
                    "mvn test -Dtest=ATest#two",
                    "mvn test -Dtest=ATest#gone",
                    "mvn test -Dtest=BTest"))
            .orElseThrow();

    assertThat(
            runs.statuses(
                List.of(
                    test("x.ATest", "one", TestStatus.PASSED),
                    test("x.ATest", "oneMore", TestStatus.FAILED),
                    test("x.ATest", "two(int)[1]", TestStatus.PASSED),
                    test("x.ATest", "two(int)[2]", TestStatus.ERROR),
                    test("x.BTest", "a", TestStatus.PASSED),
                    test("x.BTest", "b", TestStatus.SKIPPED),
                    test("x.OtherBTest", "c", TestStatus.FAILED))))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("ATest#one", "PASSED", "ATest#two", "FAILED", "BTest", "PASSED"));
  }
}
