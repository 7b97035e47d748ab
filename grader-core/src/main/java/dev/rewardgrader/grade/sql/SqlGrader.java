package dev.rewardgrader.grade.sql;

import static java.util.stream.Collectors.joining;

import dev.rewardgrader.extract.Candidate;
import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.Grader;
import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.grade.GradingOptions;
import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.grade.sql.engine.QueryOutcome;
import dev.rewardgrader.grade.sql.engine.QueryOutcome.Failure;
import dev.rewardgrader.grade.sql.engine.QueryOutcome.Kind;
import dev.rewardgrader.grade.sql.engine.QueryOutcome.Rows;
import dev.rewardgrader.grade.sql.engine.QueryRunner;
import dev.rewardgrader.grade.sql.engine.SqlQuery;
import dev.rewardgrader.grade.sql.gate.Dialect;
import dev.rewardgrader.grade.sql.gate.NonDeterminism;
import dev.rewardgrader.grade.sql.gate.SqlLexer;
import dev.rewardgrader.grade.sql.gate.SqlToken;
import dev.rewardgrader.grade.sql.gate.StatementBounds;
import dev.rewardgrader.grade.sql.gate.StatementGate;
import dev.rewardgrader.grade.sql.gate.StatementGate.Refusal;
import dev.rewardgrader.grade.sql.result.Counted;
import dev.rewardgrader.rollout.Completion;
import dev.rewardgrader.rollout.SqlGold;
import dev.rewardgrader.rollout.SqlTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Judges an SQL answer by running it. The score {@code score} is the task's metric in its published
 * range; all other scores of the same result stand beside it by name.
 */
public final class SqlGrader implements Grader<SqlTask>, AutoCloseable {
  private final QueryRunner runner;
  private final RunStore runs;
  private final GoldStore golds;
  private final SqlScorer scorer;
  private final SqlWarmUp warmUp;

  /**
   * A grader over a runner, which it closes.
   *
   * @param runner runs candidates and golds alike
   */
  public SqlGrader(QueryRunner runner) {
    this(runner, SqlWarmUp.NONE);
  }

  private SqlGrader(QueryRunner runner, SqlWarmUp warmUp) {
    this.runner = runner;
    this.warmUp = warmUp;
    DatabaseHashes hashes = new DatabaseHashes();
    this.runs = new RunStore(runner, hashes);
    this.golds = new GoldStore(runner, hashes, runs);
    this.scorer = new SqlScorer(runner, golds);
  }

  /**
   * A grader for many candidates: while its first gold waits for its database's hash and a worker,
   * made-up candidates are graded in the background, so that the first real ones meet compiled
   * code, and the threads that compile give way to others from then on (on Linux, where the program
   * may call native functions). That costs one to three seconds of processor time, once a process.
   *
   * @param runner as for {@link #SqlGrader(QueryRunner)}
   */
  public static SqlGrader warming(QueryRunner runner) {
    return new SqlGrader(runner, SqlWarmUp.oncePerProcess());
  }

  /** A grader whose queries run in worker processes. */
  public static SqlGrader isolated() {
    return new SqlGrader(
        SqlIsolation.PROCESS.start(Math.max(2, Runtime.getRuntime().availableProcessors())));
  }

  @Override
  public Class<SqlTask> taskType() {
    return SqlTask.class;
  }

  @Override
  public Grade grade(SqlTask task, Completion completion, GradingOptions grading)
      throws GraderFault, InterruptedException {
    SqlTaskOptions options = SqlTaskOptions.of(task);
    Dialect dialect = dialect(task);
    warmUp.start();
    // A broken task is a fault whatever the candidate wrote.
    List<GoldAnswer> answers = golds.answers(dialect, task.database(), task.gold(), options);
    if (options.metric().comparesQueries() && !(task.gold() instanceof SqlGold.Query)) {
      throw Attempt.goldIsResult(task);
    }
    golds.requireOpen(dialect, options.databases());
    warmUp.finish();
    Optional<Candidate> found = options.extraction().extract(completion.text());
    if (found.isEmpty()) {
      Attempt nothing = new Attempt(task, dialect, completion.text(), null, Optional.empty());
      return unscored(
          nothing,
          options,
          answers,
          Grade.of(Verdict.NO_ANSWER).reason("no-sql", "the completion holds no SQL"));
    }
    Candidate candidate = found.get();
    // No metric reads a text of any length that a model can write.
    boolean tooLong = StatementGate.tooLong(candidate.text());
    Candidate read = tooLong ? new Candidate("", "sql", candidate.rule()) : candidate;
    Attempt attempt = new Attempt(task, dialect, completion.text(), read, Optional.empty());
    String ran = tooLong ? candidate.text() : options.runs(candidate.text());
    List<SqlToken> tokens = SqlLexer.tokens(read.text(), dialect);
    Optional<Refusal> refusal =
        ran.equals(read.text())
            ? StatementGate.check(ran, tokens, dialect)
            : StatementGate.check(ran, dialect);
    if (refusal.isPresent()) {
      boolean forbidden = refusal.get().kind() == Refusal.Kind.FORBIDDEN;
      return unscored(
          attempt,
          options,
          answers,
          Grade.of(forbidden ? Verdict.REJECTED : Verdict.RUNTIME_ERROR)
              .reason(forbidden ? "forbidden-statement" : "not-a-query", refusal.get().reason())
              .candidate(candidate));
    }
    List<SqlToken> statement = StatementBounds.of(tokens, dialect).statement();
    List<String> flags = new ArrayList<>(NonDeterminism.flags(statement));
    if (!readsTable(statement) && goldReadsTable(task, dialect)) {
      flags.add("reads-no-table");
    }
    if (options.dropNondeterministic() && NonDeterminism.varies(flags)) {
      return unscored(
          attempt,
          options,
          answers,
          Grade.of(Verdict.REJECTED)
              .reason(
                  "nondeterministic",
                  "the result may differ from run to run: " + String.join(", ", flags))
              .candidate(candidate)
              .flags(flags));
    }
    QueryOutcome outcome =
        runs.candidate(
            new SqlQuery(dialect, task.database(), ran, options.limits()),
            !NonDeterminism.mayVary(flags));
    return switch (outcome) {
      case Failure failure -> failed(attempt, options, answers, failure, flags);
      case Rows rows -> scored(attempt, options, answers, rows, flags);
    };
  }

  /**
   * The query that is run for a text, a candidate's or a gold's, under a task's options.
   *
   * @throws GraderFault for options that are none
   */
  public static SqlQuery query(SqlTask task, String sql) throws GraderFault {
    SqlTaskOptions options = SqlTaskOptions.of(task);
    return new SqlQuery(dialect(task), task.database(), options.runs(sql), options.limits());
  }

  private static boolean readsTable(List<SqlToken> tokens) {
    for (SqlToken token : tokens) {
      if (token.word().equals("FROM")) {
        return true;
      }
    }
    return false;
  }

  /** An answer that is written down and not looked up is right by luck or by memory. */
  private static boolean goldReadsTable(SqlTask task, Dialect dialect) {
    return task.gold() instanceof SqlGold.Query query
        && readsTable(SqlLexer.tokens(query.sql(), dialect));
  }

  private static Dialect dialect(SqlTask task) throws GraderFault {
    try {
      return Dialect.of(task.dialect());
    } catch (IllegalArgumentException e) {
      throw GraderFault.badTask(
          "no such dialect: "
              + task.dialect()
              + "; the dialects are "
              + Arrays.stream(Dialect.values()).map(Dialect::word).collect(joining(", ")));
    }
  }

  private Grade unscored(
      Attempt attempt, SqlTaskOptions options, List<GoldAnswer> answers, Grade.Builder grade)
      throws GraderFault, InterruptedException {
    Map<String, Double> components = new LinkedHashMap<>();
    double value = scorer.value(attempt, options, null, answers.getFirst(), components);
    grade.score("score", value);
    components.forEach(grade::score);
    return grade.build();
  }

  private Grade failed(
      Attempt attempt,
      SqlTaskOptions options,
      List<GoldAnswer> answers,
      Failure failure,
      List<String> flags)
      throws GraderFault, InterruptedException {
    if (QueryFaults.isFault(failure)) {
      throw QueryFaults.of(failure, attempt.sql(), attempt.task().database());
    }
    Verdict verdict =
        switch (failure.kind()) {
          case TIME_LIMIT -> Verdict.TIME_LIMIT_EXCEEDED;
          case MEMORY_LIMIT -> Verdict.MEMORY_LIMIT_EXCEEDED;
          case OUTPUT_LIMIT -> Verdict.OUTPUT_LIMIT_EXCEEDED;
          case WRITE -> Verdict.REJECTED;
          default -> Verdict.RUNTIME_ERROR;
        };
    String code =
        failure.kind() == Kind.ERROR ? "sql-error" : failure.kind().name().toLowerCase(Locale.ROOT);
    return unscored(
        attempt,
        options,
        answers,
        Grade.of(verdict)
            .reason(code.replace('_', '-'), failure.message())
            .candidate(attempt.candidate())
            .flags(flags)
            .detail("sql", Feedback.of(failure, attempt))
            .runTime(failure.time()));
  }

  private Grade scored(
      Attempt attempt,
      SqlTaskOptions options,
      List<GoldAnswer> answers,
      Rows rows,
      List<String> flags)
      throws GraderFault, InterruptedException {
    Attempt ran =
        new Attempt(
            attempt.task(),
            attempt.dialect(),
            attempt.completion(),
            attempt.candidate(),
            Optional.of(rows.table()));
    long start = System.nanoTime();
    double best = Double.NEGATIVE_INFINITY;
    double bestRank = Double.NEGATIVE_INFINITY;
    ResultScores bestScores = null;
    Map<String, Double> bestComponents = Map.of();
    for (GoldAnswer gold : answers) {
      ResultScores scores = ResultScores.of(rows.table(), gold, options);
      if (scorer.showsTie(ran, options, scores, gold)) {
        scores = scores.withTieShown();
      }
      Map<String, Double> components = new LinkedHashMap<>();
      double value = scorer.value(ran, options, scores, gold, components);
      double rank = rank(options.metric(), value, scores);
      if (rank > bestRank) {
        bestRank = rank;
        best = value;
        bestScores = scores;
        bestComponents = components;
      }
    }
    boolean accepted = accepted(options.metric(), best, bestScores);
    double nothing =
        options.metric() == SqlMetric.PAVERL || options.metric() == SqlMetric.PAVERL_SOUND
            ? 0.5
            : 0;
    Verdict verdict =
        accepted ? Verdict.ACCEPTED : best > nothing ? Verdict.PARTIAL : Verdict.WRONG_ANSWER;
    Grade.Builder grade =
        Grade.of(verdict)
            .reason(accepted ? "same-result" : "other-result", describe(rows, bestScores))
            .candidate(attempt.candidate())
            .score("score", best);
    for (Map.Entry<SqlMetric, Double> entry : bestScores.values().entrySet()) {
      grade.score(entry.getKey().word(), entry.getValue());
    }
    grade.score("sound_precision", bestScores.sound().precision());
    grade.score("sound_recall", bestScores.sound().recall());
    bestComponents.forEach(grade::score);
    return grade
        .flags(flags)
        .flags(bestScores.flags())
        .detail("sql", Feedback.of(rows))
        .runTime(rows.time().plus(Duration.ofNanos(System.nanoTime() - start)))
        .build();
  }

  /**
   * By what the best of several golds is found. PaVeRL-SQL's evaluation looks for the greatest
   * share, which copies of a column can lift above that of the gold that is met exactly.
   */
  private static double rank(SqlMetric metric, double value, ResultScores scores) {
    return metric == SqlMetric.PAVERL_EX_B ? scores.values().get(SqlMetric.PAVERL_EX_F) : value;
  }

  /**
   * The rewards of trainers mix format into their value; whether the answer is right is the
   * result's matter.
   */
  private static boolean accepted(SqlMetric metric, double value, ResultScores scores) {
    return switch (metric) {
      case ARCTIC, SKYRL, DEEP_RETRIEVAL, REASONING_SQL, BIRD_R_VES ->
          scores.values().get(SqlMetric.BIRD_EX) == 1;
      case THINK2SQL -> scores.values().get(SqlMetric.THINK2SQL) == 1;
      default -> value >= metric.full();
    };
  }

  private static String describe(Rows rows, ResultScores scores) {
    int agreeing = scores.sound().rows();
    return Counted.of(rows.table().rowCount(), "row")
        + " and "
        + Counted.of(rows.table().columnCount(), "column")
        + ", of which "
        + Counted.of(agreeing, "row")
        + (agreeing == 1 ? " agrees" : " agree")
        + " with the gold in "
        + Counted.of(scores.sound().columns(), "column");
  }

  @Override
  public void close() {
    runner.close();
  }
}
