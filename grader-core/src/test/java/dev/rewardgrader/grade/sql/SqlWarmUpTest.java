package dev.rewardgrader.grade.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SqlWarmUpTest {

  @Test
  void gradesEveryMadeUpCandidate() {
    assertThat(SqlWarmUp.run()).isEqualTo(SqlWarmUp.CANDIDATES);
  }
}
