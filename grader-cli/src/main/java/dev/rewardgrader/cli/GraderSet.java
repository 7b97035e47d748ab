package dev.rewardgrader.cli;

import dev.rewardgrader.grade.Grader;
import dev.rewardgrader.grade.code.CodeGrader;
import dev.rewardgrader.grade.math.MathGrader;
import dev.rewardgrader.sandbox.SandboxPool;
import java.io.IOException;
import java.util.List;

/** The graders of a run and what they hold open. */
final class GraderSet implements AutoCloseable {
  private final SandboxPool pool;
  private final List<Grader<?>> graders;

  private GraderSet(SandboxPool pool, List<Grader<?>> graders) {
    this.pool = pool;
    this.graders = graders;
  }

  static GraderSet open(SandboxOptions sandbox, int jobs) throws IOException {
    SandboxPool pool = sandbox.pool(jobs);
    return new GraderSet(
        pool, List.of(new CodeGrader(pool, sandbox.languages()), new MathGrader()));
  }

  List<Grader<?>> all() {
    return graders;
  }

  @Override
  public void close() {
    pool.close();
  }
}
