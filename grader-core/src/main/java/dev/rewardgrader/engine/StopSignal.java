package dev.rewardgrader.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Asks a run to end early and in order, and tells when it has. Thread-safe.
 *
 * <p>There are two stages: a run that is asked to stop finishes what it has begun; one that is
 * given up leaves that without a record.
 */
public final class StopSignal {
  private static final System.Logger LOG = System.getLogger(StopSignal.class.getName());

  private final Stage asked = new Stage();
  private final Stage givenUp = new Stage();
  private final CountDownLatch ended = new CountDownLatch(1);

  /** Lets the run finish what it has begun and begin nothing more. */
  public void stop() {
    asked.reach();
  }

  public boolean isAsked() {
    return asked.reached;
  }

  /**
   * What is to be done when the run is asked to stop; at once where it was already. An action that
   * fails is logged.
   */
  public void whenAsked(Runnable action) {
    asked.then(action);
  }

  /** Lets the run leave what it has begun: nobody waits for it any longer. */
  public void giveUp() {
    asked.reach();
    givenUp.reach();
  }

  public boolean isGivenUp() {
    return givenUp.reached;
  }

  /**
   * What is to be done when the run is given up; at once where it was already. An action that fails
   * is logged.
   */
  public void whenGivenUp(Runnable action) {
    givenUp.then(action);
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

  /** Something that comes once, with what waits for it. */
  private static final class Stage {
    private final List<Runnable> actions = new ArrayList<>();
    private volatile boolean reached;

    void then(Runnable action) {
      synchronized (this) {
        if (!reached) {
          actions.add(action);
          return;
        }
      }
      run(action);
    }

    void reach() {
      List<Runnable> due;
      synchronized (this) {
        reached = true;
        due = List.copyOf(actions);
        actions.clear();
      }
      due.forEach(Stage::run);
    }

    /** Whoever asks has others to tell and an end to wait for, whatever becomes of one action. */
    private static void run(Runnable action) {
      try {
        action.run();
      } catch (RuntimeException | Error e) {
        LOG.log(System.Logger.Level.WARNING, "something was not ended with the run", e);
      }
    }
  }
}
