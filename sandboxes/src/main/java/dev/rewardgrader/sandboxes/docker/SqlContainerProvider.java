package dev.rewardgrader.sandboxes.docker;

import dev.rewardgrader.grade.sql.engine.DockerWorkers;
import dev.rewardgrader.grade.sql.engine.WorkerLauncher;
import dev.rewardgrader.grade.sql.engine.WorkerPool;

/** Offers SQL workers in containers to the core, which knows no Docker. */
public final class SqlContainerProvider implements DockerWorkers {

  @Override
  public WorkerLauncher launcher(WorkerPool.Options options) {
    return new SqlContainers(options);
  }
}
