package dev.rewardgrader.testsuites.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.testsuites.packages.TestGroup.Total;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a package's own grader prints for a group. */
class GroupProgramTest {
  @ParameterizedTest
  @CsvSource({"AC 50,50", "AC 12.5,12.5", "AC .5,0.5", "AC 3.,3", "AC -1e1,-10", "AC\t7,7"})
  void aScoreIsAnyDecimalNumber(String printed, double score) throws GraderFault {
    assertThat(GroupProgram.read(printed, List.of())).isEqualTo(new Total(Verdict.ACCEPTED, score));
  }

  @Test
  void aGroupThatIsRefusedScoresNothingAndKeepsTheVerdictOfItsTest() throws GraderFault {
    List<Total> parts = List.of(new Total(Verdict.MEMORY_LIMIT_EXCEEDED, 0));

    assertThat(GroupProgram.read("RTE 5", parts))
        .isEqualTo(new Total(Verdict.MEMORY_LIMIT_EXCEEDED, 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "AC", "AC x", "AC 1.2.3", "AC .", "AC NaN", "AC 1e999", "OK 1"})
  void anythingElseIsAFaultOfTheGrader(String printed) {
    assertThatThrownBy(() -> GroupProgram.read(printed, List.of()))
        .isInstanceOf(GraderFault.class)
        .hasMessageContaining("such as AC 50");
  }
}
