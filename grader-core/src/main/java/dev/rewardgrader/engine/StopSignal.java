package dev.rewardgrader.engine;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Asks a run to end early and in order, and tells when it has. */
public final class StopSignal {
  private volatile boolean asked;
  private final CountDownLatch ended = new CountDownLatch(1);

  /** Lets the run finish what it has begun and begin nothing more. */
  public void stop() {
    asked = true;
  }

  public boolean isAsked() {
    return asked;
  }

  /** Called by whoever owns the run once its output is closed. */
  public void ended() {
    ended.countDown();
  }

  /**
   * @return whether the run ended within the time
   */
  public boolean awaitEnd(long time, TimeUnit unit) throws InterruptedException {
    return ended.await(time, unit);
  }
}
