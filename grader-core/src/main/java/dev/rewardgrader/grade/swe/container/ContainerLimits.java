package dev.rewardgrader.grade.swe.container;

/**
 * What a container may use. It has no network, no swap and no added capability.
 *
 * @param memoryBytes of all its processes together
 * @param pids processes and threads at once
 * @param cpus may be a fraction; 0 for no limit
 */
public record ContainerLimits(long memoryBytes, int pids, double cpus) {
  /** 4 GiB, 1024 processes, one CPU per evaluation is up to the number of workers. */
  public static final ContainerLimits DEFAULT = new ContainerLimits(4L << 30, 1024, 0);

  public ContainerLimits {
    if (memoryBytes <= 0 || pids <= 0 || !(cpus >= 0)) {
      throw new IllegalArgumentException(
          "container limits must be positive; given: memory "
              + memoryBytes
              + ", pids "
              + pids
              + ", cpus "
              + cpus);
    }
  }
}
