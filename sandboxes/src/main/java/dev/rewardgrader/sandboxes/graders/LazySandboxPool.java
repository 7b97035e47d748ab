package dev.rewardgrader.sandboxes.graders;

import dev.rewardgrader.sandbox.PoolState;
import dev.rewardgrader.sandbox.Sandbox;
import dev.rewardgrader.sandbox.SandboxException;
import dev.rewardgrader.sandbox.SandboxPool;

/**
 * Opens the real pool when the first sandbox is asked for: a run of mathematics alone needs none.
 */
public final class LazySandboxPool implements SandboxPool {
  /** Makes the real pool. */
  @FunctionalInterface
  public interface Opener {
    SandboxPool open() throws SandboxException;
  }

  private final Opener opener;
  private SandboxPool pool;
  private boolean closed;

  public LazySandboxPool(Opener opener) {
    this.opener = opener;
  }

  @Override
  public Sandbox acquire(String image) throws SandboxException, InterruptedException {
    return pool().acquire(image);
  }

  @Override
  public String toolsOf(String image) throws SandboxException {
    return pool().toolsOf(image);
  }

  private synchronized SandboxPool pool() throws SandboxException {
    if (closed) {
      throw new SandboxException("the run is over", false);
    }
    if (pool == null) {
      pool = opener.open();
    }
    return pool;
  }

  @Override
  public synchronized PoolState state() {
    return pool == null ? PoolState.EMPTY : pool.state();
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (pool != null) {
      pool.close();
    }
  }
}
