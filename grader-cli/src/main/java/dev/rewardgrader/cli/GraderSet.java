package dev.rewardgrader.cli;

import dev.rewardgrader.cli.options.SandboxOptions;
import dev.rewardgrader.grade.Grader;
import dev.rewardgrader.grade.code.CodeGrader;
import dev.rewardgrader.grade.code.check.ProgramCheckers;
import dev.rewardgrader.grade.math.MathGrader;
import dev.rewardgrader.grade.sql.SqlGrader;
import dev.rewardgrader.grade.sql.SqlIsolation;
import dev.rewardgrader.grade.swe.SweGrader;
import dev.rewardgrader.grade.swe.SweSettings;
import dev.rewardgrader.grade.swe.container.SweEngine;
import dev.rewardgrader.sandbox.SandboxPool;
import dev.rewardgrader.sandboxes.docker.swe.DockerSweEngine;
import java.io.IOException;
import java.util.List;

/** The graders of a run and what they hold open. */
final class GraderSet implements AutoCloseable {
  private final List<AutoCloseable> open;
  private final List<Grader<?>> graders;

  private GraderSet(List<AutoCloseable> open, List<Grader<?>> graders) {
    this.open = open;
    this.graders = graders;
  }

  /**
   * @param jobs rollouts graded at one time
   */
  static GraderSet open(SandboxOptions sandbox, SqlIsolation sqlIsolation, int jobs)
      throws IOException {
    SandboxPool pool = sandbox.pool(jobs);
    // Checkers have a pool of their own: a candidate that waits for its checker holds a sandbox.
    SandboxPool checkerPool = sandbox.pool(jobs);
    ProgramCheckers checkers = new ProgramCheckers(checkerPool, sandbox.languages(), jobs);
    SqlGrader sql = new SqlGrader(sqlIsolation.start(jobs));
    SweEngine containers = new LazySweEngine(DockerSweEngine::connect);
    return new GraderSet(
        List.of(checkers, checkerPool, pool, sql, containers),
        List.of(
            new CodeGrader(pool, sandbox.languages(), checkers),
            new MathGrader(),
            sql,
            new SweGrader(containers, SweSettings.defaults())));
  }

  List<Grader<?>> all() {
    return graders;
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
