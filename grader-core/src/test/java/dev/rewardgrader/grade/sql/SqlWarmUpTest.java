package dev.rewardgrader.grade.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SqlWarmUpTest {

  @Test
  void gradesTheLeastNumberWhereTheGoldIsThereAtOnce() {
    SqlWarmUp warmUp = SqlWarmUp.oncePerProcess();
    warmUp.finish();
    assertThat(warmUp.run()).isEqualTo(SqlWarmUp.LEAST);
  }

  @Test
  void gradesMoreWhileTheGoldWaits() {
    assertThat(SqlWarmUp.oncePerProcess().run()).isEqualTo(SqlWarmUp.MOST);
  }
}
