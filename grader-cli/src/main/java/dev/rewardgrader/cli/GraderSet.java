package dev.rewardgrader.cli;

import dev.rewardgrader.grade.Grader;
import dev.rewardgrader.grade.code.CodeGrader;
import dev.rewardgrader.grade.code.check.ProgramCheckers;
import dev.rewardgrader.grade.math.MathGrader;
import dev.rewardgrader.sandbox.SandboxPool;
import java.io.IOException;
import java.util.List;

/** The graders of a run and what they hold open. */
final class GraderSet implements AutoCloseable {
  private final SandboxPool pool;
  private final SandboxPool checkerPool;
  private final ProgramCheckers checkers;
  private final List<Grader<?>> graders;

  private GraderSet(
      SandboxPool pool,
      SandboxPool checkerPool,
      ProgramCheckers checkers,
      List<Grader<?>> graders) {
    this.pool = pool;
    this.checkerPool = checkerPool;
    this.checkers = checkers;
    this.graders = graders;
  }

  static GraderSet open(SandboxOptions sandbox, int jobs) throws IOException {
    SandboxPool pool = sandbox.pool(jobs);
    // Checkers have a pool of their own: a candidate that waits for its checker holds a sandbox.
    SandboxPool checkerPool = sandbox.pool(jobs);
    ProgramCheckers checkers = new ProgramCheckers(checkerPool, sandbox.languages(), jobs);
    return new GraderSet(
        pool,
        checkerPool,
        checkers,
        List.of(new CodeGrader(pool, sandbox.languages(), checkers), new MathGrader()));
  }

  List<Grader<?>> all() {
    return graders;
  }

  @Override
  public void close() {
    checkers.close();
    checkerPool.close();
    pool.close();
  }
}
