package dev.rewardgrader.sandboxes.graders;

import dev.rewardgrader.grade.Grader;
import dev.rewardgrader.grade.code.CodeGrader;
import dev.rewardgrader.grade.code.check.ProgramCheckers;
import dev.rewardgrader.grade.math.MathGrader;
import dev.rewardgrader.grade.sql.SqlGrader;
import dev.rewardgrader.grade.sql.SqlIsolation;
import dev.rewardgrader.grade.swe.SweGrader;
import dev.rewardgrader.grade.swe.SweSettings;
import dev.rewardgrader.grade.swe.container.SweEngine;
import dev.rewardgrader.sandbox.PoolState;
import dev.rewardgrader.sandbox.SandboxPool;
import dev.rewardgrader.sandboxes.docker.swe.DockerSweEngine;
import java.io.IOException;
import java.util.List;

/** The graders of all families and what they hold open. */
public final class GraderSet implements AutoCloseable {
  private final SandboxPool pool;
  private final SandboxPool checkerPool;
  private final ProgramCheckers checkers;
  private final List<AutoCloseable> open;
  private final List<Grader<?>> graders;

  private GraderSet(
      SandboxPool pool,
      SandboxPool checkerPool,
      ProgramCheckers checkers,
      List<AutoCloseable> open,
      List<Grader<?>> graders) {
    this.pool = pool;
    this.checkerPool = checkerPool;
    this.checkers = checkers;
    this.open = open;
    this.graders = graders;
  }

  /**
   * @param jobs rollouts graded at one time
   */
  public static GraderSet open(SandboxSetup sandbox, SqlIsolation sqlIsolation, int jobs)
      throws IOException {
    SandboxPool pool = sandbox.pool(jobs);
    // Checkers have a pool of their own: a candidate that waits for its checker holds a sandbox.
    SandboxPool checkerPool = sandbox.pool(jobs);
    ProgramCheckers checkers = new ProgramCheckers(checkerPool, sandbox.languages(), jobs);
    SqlGrader sql = SqlGrader.warming(sqlIsolation.start(jobs));
    SweEngine containers = new LazySweEngine(DockerSweEngine::connect);
    return new GraderSet(
        pool,
        checkerPool,
        checkers,
        List.of(checkers, checkerPool, pool, sql, containers),
        List.of(
            new CodeGrader(pool, sandbox.languages(), checkers),
            new MathGrader(),
            sql,
            new SweGrader(containers, SweSettings.defaults())));
  }

  public List<Grader<?>> all() {
    return graders;
  }

  /** Makes checkers of programs; closed with this. */
  public ProgramCheckers checkers() {
    return checkers;
  }

  /** The pool that candidates run in. */
  public PoolState poolState() {
    return pool.state();
  }

  /** The pool that checker programs run in. */
  public PoolState checkerPoolState() {
    return checkerPool.state();
  }

  @Override
  public void close() {
    for (AutoCloseable one : open) {
      try {
        one.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
