package dev.rewardgrader.testsuites.sql;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.grade.GradingOptions;
import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.grade.sql.SqlGrader;
import dev.rewardgrader.grade.sql.metric.ResultEquality;
import dev.rewardgrader.grade.sql.result.PyValue;
import dev.rewardgrader.grade.sql.result.ResultTable;
import dev.rewardgrader.rollout.Completion;
import dev.rewardgrader.rollout.SqlGold;
import dev.rewardgrader.rollout.SqlTask;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What the metric {@code sound} pays in full, by the whole way of a real task: each gold for
 * itself, and no query whose result is another one. Which is another one is told without that
 * metric: there is no order of the columns in which both are the same bag of rows. A query with the
 * same rows in another order is in neither label, since ties decide there. Other rows of a tie that
 * the gold's LIMIT cuts are the engine's choice, so that case counts as unstable.
 */
final class SoundCases {
  private final SqlGrader grader;
  private final LabelCounts counts;

  /** Cases for a grader, which stays open. */
  SoundCases(SqlGrader grader, LabelCounts counts) {
    this.grader = grader;
    this.counts = counts;
  }

  /**
   * Checks one case.
   *
   * @param result of the predicted query; empty where it does not run
   * @param identity whether the predicted query is the gold
   */
  void check(
      String id,
      GoldCase gold,
      ResultTable goldResult,
      String predicted,
      Optional<ResultTable> result,
      boolean identity)
      throws InterruptedException, GraderFault {
    if (identity || result.isEmpty() || !sameBag(goldResult, result.get())) {
      Grade grade = grade(gold, predicted);
      counts.add(
          identity ? "sound.gold_paid" : "sound.wrong_unpaid",
          id,
          identity,
          grade.verdict() == Verdict.ACCEPTED,
          grade.flags().contains("limit-tie"));
    }
  }

  private static boolean sameBag(ResultTable gold, ResultTable predicted) {
    return ResultEquality.equal(untyped(gold), untyped(predicted), false);
  }

  /** 1 and 1.0 are one number here; the test suite's comparison may hold them apart. */
  private static ResultTable untyped(ResultTable table) {
    List<Object[]> rows = new ArrayList<>();
    for (Object[] row : table.rows()) {
      rows.add(Arrays.stream(row).map(PyValue::key).toArray());
    }
    return new ResultTable(table.columns(), rows);
  }

  private Grade grade(GoldCase gold, String predicted) throws InterruptedException, GraderFault {
    SqlTask task =
        new SqlTask(
            null,
            null,
            "sqlite",
            gold.mainPath(),
            new SqlGold.Query(gold.sql()),
            "sound",
            JsonNodeFactory.instance.objectNode().put("extraction", "whole"));
    return grader.grade(task, new Completion(predicted), GradingOptions.DEFAULT);
  }
}
