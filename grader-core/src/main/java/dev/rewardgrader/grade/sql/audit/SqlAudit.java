package dev.rewardgrader.grade.sql.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.grade.GradingOptions;
import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.grade.sql.SqlGrader;
import dev.rewardgrader.grade.sql.engine.QueryLimits;
import dev.rewardgrader.grade.sql.gate.Dialect;
import dev.rewardgrader.rollout.Completion;
import dev.rewardgrader.rollout.SqlGold;
import dev.rewardgrader.rollout.SqlTask;
import java.util.ArrayList;
import java.util.List;

/** Grades the wrong queries that a task's gold gives rise to. */
public final class SqlAudit {
  /** A wrong query gets this time, or this many times the gold's, where the task allows it. */
  private static final long MIN_DEADLINE_MS = 3_000;

  private static final int SLOWER = 20;

  private final SqlGrader grader;

  /** An audit with a grader, which stays open. */
  public SqlAudit(SqlGrader grader) {
    this.grader = grader;
  }

  /** What became of a wrong query. */
  public enum Outcome {
    /** It does not run, so it says nothing. */
    NOT_RUN,
    /** It gets less than the full reward. */
    CAUGHT,
    /** Its result is the gold's: the data cannot tell it from the right one. */
    SAME_RESULT,
    /** Its result is another one, and the metric pays in full: a hole of the metric. */
    PAID
  }

  /**
   * A wrong query and its fate.
   *
   * @param score of the task's metric
   */
  public record Finding(Mutant mutant, Outcome outcome, double score) {}

  /**
   * The findings of one task; none where its gold is no query.
   *
   * @throws GraderFault when the task itself is broken
   */
  public List<Finding> of(SqlTask task) throws GraderFault, InterruptedException {
    if (!(task.gold() instanceof SqlGold.Query gold)) {
      return List.of();
    }
    ObjectNode options = withWholeText(task.options());
    JsonNode own = grade(with(task, gold, options), gold.sql()).details().get("sql");
    int columns = own == null ? 0 : own.path("columns").asInt();
    double goldMillis = own == null ? 0 : own.path("ms").asDouble();
    SqlTask whole = with(task, gold, withDeadline(options, goldMillis));
    List<Finding> findings = new ArrayList<>();
    for (Mutant mutant : GoldMutator.mutants(gold.sql(), columns, Dialect.of(task.dialect()))) {
      Grade grade = grade(whole, mutant.sql());
      double score = grade.scores().getOrDefault("score", 0.0);
      findings.add(new Finding(mutant, outcome(grade), score));
    }
    return findings;
  }

  private static SqlTask with(SqlTask task, SqlGold gold, ObjectNode options) {
    return new SqlTask(
        task.id(), task.policy(), task.dialect(), task.database(), gold, task.metric(), options);
  }

  /**
   * A query that lost its WHERE may pair all rows of all tables; it is not waited for to the end.
   */
  private static ObjectNode withDeadline(ObjectNode options, double goldMillis) {
    long enough = Math.max(MIN_DEADLINE_MS, Math.round(goldMillis * SLOWER));
    long deadline = options.path("deadline_ms").asLong(QueryLimits.DEFAULT.deadline().toMillis());
    return options.deepCopy().put("deadline_ms", Math.min(deadline, enough));
  }

  private static Outcome outcome(Grade grade) {
    JsonNode run = grade.details().get("sql");
    if (run == null || !run.path("executed").asBoolean()) {
      return Outcome.NOT_RUN;
    }
    if (grade.verdict() != Verdict.ACCEPTED) {
      return Outcome.CAUGHT;
    }
    boolean same = grade.scores().getOrDefault("sound", 0.0) == 1;
    return same ? Outcome.SAME_RESULT : Outcome.PAID;
  }

  private Grade grade(SqlTask task, String sql) throws GraderFault, InterruptedException {
    return grader.grade(task, new Completion(sql), GradingOptions.DEFAULT);
  }

  private static ObjectNode withWholeText(JsonNode options) {
    ObjectNode whole = JsonNodeFactory.instance.objectNode();
    if (options instanceof ObjectNode object) {
      whole.setAll(object);
    }
    return whole.put("extraction", "whole");
  }
}
