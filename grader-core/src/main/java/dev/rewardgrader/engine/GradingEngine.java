package dev.rewardgrader.engine;

import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.Grader;
import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.grade.Graders;
import dev.rewardgrader.grade.GradingOptions;
import dev.rewardgrader.grade.Reason;
import dev.rewardgrader.json.CanonicalJson;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.reward.Reward;
import dev.rewardgrader.reward.RewardPolicy;
import dev.rewardgrader.reward.RewardRecord;
import dev.rewardgrader.rollout.Rollout;
import dev.rewardgrader.rollout.RolloutLine;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Grades rollouts: one at a time with {@link #grade}, or a whole source with {@link #run}.
 * Thread-safe.
 *
 * <p>Whatever happens to a rollout ends in exactly one record. A fault of ours is tried again as
 * the {@link RetryPolicy} says and then becomes an error record without a reward.
 */
public final class GradingEngine {
  private static final Logger LOG = LoggerFactory.getLogger(GradingEngine.class);
  private static final int CACHED_GRADES = 4096;

  private final Graders graders;
  private final RewardPolicy policy;
  private final boolean revealTests;
  private final RetryPolicy retry;
  private final RunListener listener;
  private final BadLines badLines;
  private final int jobs;
  private final boolean ordered;
  private final GradeStore store;
  private final GradeCache cache = new GradeCache(CACHED_GRADES);

  private GradingEngine(Builder builder) {
    this.graders = new Graders(builder.graders);
    this.policy = builder.policy;
    this.revealTests = builder.revealTests;
    this.retry = builder.retry;
    this.listener = builder.listener;
    this.badLines = builder.badLines;
    this.jobs = builder.jobs;
    this.ordered = builder.ordered;
    this.store = builder.store;
  }

  /**
   * @param graders one for each family that the run shall know
   */
  public static Builder with(List<? extends Grader<?>> graders) {
    return new Builder(graders);
  }

  /** Grades one rollout in the calling thread. */
  public RewardRecord grade(Rollout rollout) throws InterruptedException {
    return grade(rollout, System.nanoTime());
  }

  /**
   * Grades everything that a source gives, {@code jobs} rollouts at a time, and writes the records
   * in the order of the source unless told otherwise.
   *
   * @param stop asked between rollouts: true ends the run after those that have begun
   * @throws IOException when the source cannot be read or the sink not be written
   * @throws BadLineException under {@link BadLines#FAIL}
   */
  public RunSummary run(RolloutSource source, RecordSink sink, StopSignal stop)
      throws IOException, InterruptedException {
    return new GradingRun(this, source, sink, stop).run();
  }

  int jobs() {
    return jobs;
  }

  boolean ordered() {
    return ordered;
  }

  BadLines badLines() {
    return badLines;
  }

  RunListener listener() {
    return listener;
  }

  /** The record of a line that is not a rollout. */
  static RewardRecord badLineRecord(RolloutLine.Bad line) {
    String id = line.id() == null ? "line-" + line.line() : line.id();
    return RewardRecord.fault(id, null, null, new Reason("bad-input", line.message()), Map.of());
  }

  /**
   * Grades one rollout in the calling thread.
   *
   * @param readAt when the rollout came, by {@link System#nanoTime()}: what lies between that and
   *     now is the record's queue time
   */
  public RewardRecord grade(Rollout rollout, long readAt) throws InterruptedException {
    return grade(rollout, readAt, () -> false);
  }

  /**
   * As {@link #grade(Rollout, long)}.
   *
   * @param givenUp no fault is tried again once that is true
   */
  RewardRecord grade(Rollout rollout, long readAt, BooleanSupplier givenUp)
      throws InterruptedException {
    long start = System.nanoTime();
    Reason fault;
    for (int attempt = 0; ; attempt++) {
      try {
        return gradeOnce(rollout, readAt, start);
      } catch (GraderFault e) {
        fault = new Reason(e.code(), named(rollout, e));
        if (!e.isTransient() || attempt >= retry.retries() || givenUp.getAsBoolean()) {
          break;
        }
        Duration pause = retry.pause(attempt);
        listener.retrying(rollout.id(), e.getMessage(), pause);
        Thread.sleep(pause);
      } catch (InputException e) {
        fault = new Reason("bad-policy", e.getMessage());
        break;
      } catch (RuntimeException | Error e) {
        LOG.error("rollout {}: the grader failed", rollout.id(), e);
        fault = new Reason("internal", "the grader failed: " + e);
        break;
      }
    }
    return new RewardRecord(
        rollout.id(),
        rollout.group(),
        rollout.task().kind().word(),
        null,
        null,
        null,
        fault,
        Duration.ofNanos(start - readAt),
        Duration.ofNanos(System.nanoTime() - start),
        false,
        rollout.meta());
  }

  /** What is wrong with a task is told with the task's name. */
  private static String named(Rollout rollout, GraderFault fault) {
    String task = rollout.task().id();
    return task == null || !fault.code().equals("bad-task")
        ? fault.getMessage()
        : "task " + task + ": " + fault.getMessage();
  }

  private RewardRecord gradeOnce(Rollout rollout, long readAt, long start)
      throws GraderFault, InputException, InterruptedException {
    RewardPolicy chosen = policyFor(rollout);
    GradingOptions options = new GradingOptions(!chosen.needsEveryTest(), revealTests);
    GradeCache.Cached cached = cache.get(rollout, () -> gradeOrFind(rollout, options));
    Grade grade = cached.grade();
    Reward reward = chosen.reward(grade, rollout);
    return new RewardRecord(
        rollout.id(),
        rollout.group(),
        rollout.task().kind().word(),
        grade,
        reward,
        chosen.text(),
        null,
        Duration.ofNanos(start - readAt),
        Duration.ofNanos(System.nanoTime() - start),
        cached.before(),
        rollout.meta());
  }

  private GradeCache.Cached gradeOrFind(Rollout rollout, GradingOptions options)
      throws GraderFault, InterruptedException {
    String key = store == null ? null : storeKey(rollout, options);
    Grade found = key == null ? null : store.find(key);
    if (found != null) {
      return new GradeCache.Cached(found, true);
    }
    Grade grade = graders.grade(rollout.task(), rollout.completion(), options);
    if (key != null) {
      store.keep(key, grade);
    }
    return new GradeCache.Cached(grade, false);
  }

  /** Null where the grade depends on things that nobody can tell. */
  private String storeKey(Rollout rollout, GradingOptions options)
      throws GraderFault, InterruptedException {
    String surroundings = graders.surroundings(rollout.task(), rollout.completion());
    return surroundings == null
        ? null
        : GradeStore.key(
            List.of(
                Build.ID,
                rollout.task().kind().word(),
                CanonicalJson.write(rollout.task(), "id", "policy"),
                rollout.completion().text(),
                CanonicalJson.write(options),
                surroundings));
  }

  /** The run's policy where one was given, else the task's, else the family's. */
  private RewardPolicy policyFor(Rollout rollout) throws InputException {
    if (policy != null) {
      return policy;
    }
    String own = rollout.task().policy();
    return own != null ? RewardPolicy.parse(own) : RewardPolicy.defaultFor(rollout.task().kind());
  }

  /** Settings of an engine; each has a default. */
  public static final class Builder {
    private final List<? extends Grader<?>> graders;
    private RewardPolicy policy;
    private boolean revealTests;
    private RetryPolicy retry = RetryPolicy.DEFAULT;
    private RunListener listener = RunListener.NONE;
    private BadLines badLines = BadLines.RECORD;
    private int jobs = Runtime.getRuntime().availableProcessors();
    private boolean ordered = true;
    private GradeStore store;

    private Builder(List<? extends Grader<?>> graders) {
      this.graders = graders;
    }

    /** One policy for all rollouts; null leaves it to each task and its family. */
    public Builder policy(RewardPolicy value) {
      this.policy = value;
      return this;
    }

    public Builder revealTests(boolean value) {
      this.revealTests = value;
      return this;
    }

    public Builder retry(RetryPolicy value) {
      this.retry = value;
      return this;
    }

    public Builder listener(RunListener value) {
      this.listener = value;
      return this;
    }

    public Builder badLines(BadLines value) {
      this.badLines = value;
      return this;
    }

    /** Rollouts graded at one time. */
    public Builder jobs(int value) {
      if (value < 1) {
        throw new IllegalArgumentException("jobs must be at least 1, not " + value);
      }
      this.jobs = value;
      return this;
    }

    /** Whether records come in the order of the source (the default) or as they are done. */
    public Builder ordered(boolean value) {
      this.ordered = value;
      return this;
    }

    /** Where grades are kept between runs; null for nowhere, the default. */
    public Builder store(GradeStore value) {
      this.store = value;
      return this;
    }

    public GradingEngine build() {
      return new GradingEngine(this);
    }
  }
}
