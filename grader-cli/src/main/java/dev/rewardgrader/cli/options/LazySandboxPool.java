package dev.rewardgrader.cli.options;

import dev.rewardgrader.sandbox.Sandbox;
import dev.rewardgrader.sandbox.SandboxException;
import dev.rewardgrader.sandbox.SandboxPool;

/**
 * Opens the real pool when the first sandbox is asked for: a run of mathematics alone needs none.
 */
final class LazySandboxPool implements SandboxPool {
  /** Makes the real pool. */
  interface Opener {
    SandboxPool open() throws SandboxException;
  }

  private final Opener opener;
  private SandboxPool pool;
  private boolean closed;

  LazySandboxPool(Opener opener) {
    this.opener = opener;
  }

  @Override
  public Sandbox acquire(String image) throws SandboxException, InterruptedException {
    return pool().acquire(image);
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
  public synchronized void close() {
    closed = true;
    if (pool != null) {
      pool.close();
    }
  }
}
