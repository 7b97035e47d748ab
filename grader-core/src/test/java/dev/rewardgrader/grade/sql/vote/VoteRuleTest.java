package dev.rewardgrader.grade.sql.vote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rewardgrader.grade.sql.result.Fingerprint;
import dev.rewardgrader.grade.sql.result.ResultTable;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class VoteRuleTest {

  private static Ballot ballot(String id, List<String> names, Object... cells) {
    List<Object[]> rows = Arrays.stream(cells).map(cell -> new Object[] {cell}).toList();
    Fingerprint print = Fingerprint.of(new ResultTable(names, rows));
    return new Ballot(id, true, rows.size(), print.bag(), print.set(), print.named());
  }

  private static final List<String> A = List.of("a");
  private static final List<String> B = List.of("b");

  private static String winner(VoteRule rule, Ballot... ballots) {
    List<VoteRule.Group> groups = rule.count(List.of(ballots));
    return groups.isEmpty() ? null : groups.getFirst().first().id();
  }

  @Test
  void theLargerGroupWinsWhateverTheRowOrder() {
    Ballot[] ballots = {
      ballot("wrong", A, 9L), ballot("right", A, 1L, 2L), ballot("turned", B, 2L, 1L)
    };
    assertThat(winner(VoteRule.SOUND, ballots)).isEqualTo("right");
    assertThat(winner(VoteRule.BIRD, ballots)).isEqualTo("right");
  }

  @Test
  void ofEqualGroupsTheFirstSeenWins() {
    assertThat(winner(VoteRule.SOUND, ballot("x", A, 1L), ballot("y", A, 2L))).isEqualTo("x");
  }

  @Test
  void namesAndRowOrderSplitPaverlsVotes() {
    Ballot[] ballots = {
      ballot("wrong", A, 9L), ballot("right", A, 1L, 2L), ballot("turned", B, 2L, 1L)
    };
    assertThat(VoteRule.PAVERL.count(List.of(ballots))).hasSize(3);
    assertThat(winner(VoteRule.PAVERL, ballots)).isEqualTo("wrong");
  }

  @Test
  void repeatedRowsDoNotCountForBird() {
    Ballot[] ballots = {ballot("once", A, 1L), ballot("twice", A, 1L, 1L)};
    assertThat(VoteRule.BIRD.count(List.of(ballots))).hasSize(1);
    assertThat(VoteRule.SOUND.count(List.of(ballots))).hasSize(2);
  }

  @Test
  void rowsBeatEmptyResultsInOursAlone() {
    Ballot[] ballots = {ballot("none", A), ballot("nil", B), ballot("some", A, 1L)};
    assertThat(winner(VoteRule.SOUND, ballots)).isEqualTo("some");
    assertThat(winner(VoteRule.BIRD, ballots)).isEqualTo("none");
  }

  @Test
  void nobodyWinsWhereNothingRan() {
    for (VoteRule rule : VoteRule.values()) {
      assertThat(winner(rule, Ballot.failed("x"), Ballot.failed("y"))).isNull();
    }
  }
}
