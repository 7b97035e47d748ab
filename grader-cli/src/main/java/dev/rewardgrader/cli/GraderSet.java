package dev.rewardgrader.cli;

import dev.rewardgrader.cli.options.SandboxOptions;
import dev.rewardgrader.grade.Grader;
import dev.rewardgrader.grade.code.CodeGrader;
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
  private final SandboxPool pool;
  private final SqlGrader sql;
  private final SweEngine containers;
  private final List<Grader<?>> graders;

  private GraderSet(
      SandboxPool pool, SqlGrader sql, SweEngine containers, List<Grader<?>> graders) {
    this.pool = pool;
    this.sql = sql;
    this.containers = containers;
    this.graders = graders;
  }

  /**
   * @param jobs rollouts graded at one time
   */
  static GraderSet open(SandboxOptions sandbox, SqlIsolation sqlIsolation, int jobs)
      throws IOException {
    SandboxPool pool = sandbox.pool(jobs);
    SqlGrader sql = new SqlGrader(sqlIsolation.start(jobs));
    SweEngine containers = new LazySweEngine(DockerSweEngine::connect);
    return new GraderSet(
        pool,
        sql,
        containers,
        List.of(
            new CodeGrader(pool, sandbox.languages()),
            new MathGrader(),
            sql,
            new SweGrader(containers, SweSettings.defaults())));
  }

  List<Grader<?>> all() {
    return graders;
  }

  @Override
  public void close() {
    pool.close();
    sql.close();
    containers.close();
  }
}
