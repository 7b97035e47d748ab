package dev.rewardgrader.grade.sql.engine;

/** The port to workers in containers; whoever has a Docker client provides it as a service. */
public interface DockerWorkers {

  /** A launcher of containers that hold these limits; needs no engine before the first start. */
  WorkerLauncher launcher(WorkerPool.Options options);
}
