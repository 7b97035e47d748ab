package dev.rewardgrader.grade.sql.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WorkerWarmUpTest {

  @Test
  void answersEveryMadeUpQuery() {
    assertThat(WorkerWarmUp.run()).isEqualTo(WorkerWarmUp.QUERIES);
  }
}
