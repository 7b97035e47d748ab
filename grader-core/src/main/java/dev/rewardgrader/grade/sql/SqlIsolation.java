package dev.rewardgrader.grade.sql;

import dev.rewardgrader.grade.sql.engine.DockerWorkers;
import dev.rewardgrader.grade.sql.engine.EmbeddedRunner;
import dev.rewardgrader.grade.sql.engine.InProcessRunner;
import dev.rewardgrader.grade.sql.engine.QueryRunner;
import dev.rewardgrader.grade.sql.engine.ServerRunner;
import dev.rewardgrader.grade.sql.engine.WorkerPool;
import java.util.Locale;
import java.util.ServiceLoader;

/** Where candidates' queries run. */
public enum SqlIsolation {
  /** In worker processes: the default. */
  PROCESS {
    @Override
    public QueryRunner start(int workers) {
      return new ServerRunner(new WorkerPool(WorkerPool.Options.standard().withWorkers(workers)));
    }
  },
  /**
   * Embedded engines in Docker containers, each of which sees one folder of databases, read-only,
   * and no network. Servers' drivers run in worker processes, since they need the network.
   */
  DOCKER {
    @Override
    public QueryRunner start(int workers) {
      WorkerPool.Options options = WorkerPool.Options.standard().withWorkers(workers);
      DockerWorkers docker =
          ServiceLoader.load(DockerWorkers.class)
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalStateException(
                          "SQL isolation docker needs the module sandboxes on the class path"));
      return new ServerRunner(
          new EmbeddedRunner(
              new WorkerPool(options, docker.launcher(options)), new WorkerPool(options)));
    }
  },
  /** In this process: for trusted SQL only, since a query can use up its memory. */
  IN_PROCESS {
    @Override
    public QueryRunner start(int workers) {
      return new ServerRunner(new InProcessRunner());
    }
  };

  /** Starts what runs the queries; the caller closes it. */
  public abstract QueryRunner start(int workers);

  /** The word used on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public String toString() {
    return word();
  }
}
