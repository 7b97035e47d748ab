package dev.rewardgrader.cli;

import dev.rewardgrader.grade.Grader;
import dev.rewardgrader.sandbox.SandboxPool;
import java.util.List;

/** The graders of a run and what they hold open. */
final class GraderSet implements AutoCloseable {
  private final SandboxPool pool;
  private final List<Grader<?>> graders;

  private GraderSet(SandboxPool pool, List<Grader<?>> graders) {
    this.pool = pool;
    this.graders = graders;
  }

  static GraderSet open(SandboxOptions sandbox, int jobs) {
    SandboxPool pool = sandbox.pool(jobs);
    return new GraderSet(pool, List.of());
  }

  List<Grader<?>> all() {
    return graders;
  }

  @Override
  public void close() {
    pool.close();
  }
}
