package dev.rewardgrader.sandbox;

/** A bounded set of sandboxes, kept warm and reused between candidates. Thread-safe. */
public interface SandboxPool extends AutoCloseable {

  /**
   * Leases a sandbox, waiting for one while all are in use.
   *
   * @param image the name of an image in {@code languages.yaml}, such as {@code python}
   * @throws SandboxException when none can be made: no engine, no such image, no space
   */
  Sandbox acquire(String image) throws SandboxException, InterruptedException;

  /** What the pool has at this moment. */
  PoolState state();

  /**
   * The tools that sandboxes of an image have, as a text that changes when they do.
   *
   * @return null where that cannot be told
   */
  default String toolsOf(String image) throws SandboxException {
    return null;
  }

  /** Destroys every sandbox of this pool, idle or leased. */
  @Override
  void close();
}
