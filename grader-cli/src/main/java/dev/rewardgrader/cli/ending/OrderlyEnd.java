package dev.rewardgrader.cli.ending;

import dev.rewardgrader.engine.StopSignal;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Lets a command end in order on Ctrl-C and SIGTERM: from its making to its closing the process
 * waits for the command to close what it has opened. The exit code is the signal's then, 130 or
 * 143, whatever the command returns.
 */
public final class OrderlyEnd implements AutoCloseable {
  /** How long what was given up may take to clear up. */
  private static final Duration CLEARING = Duration.ofSeconds(15);

  private final StopSignal signal = new StopSignal();
  private final Duration patience;
  private final String goOn;
  private final Thread hook = Thread.ofPlatform().unstarted(this::end);

  /**
   * Begins to listen for signals.
   *
   * @param patience how long what has begun may go on until it is given up
   * @param goOn how the run goes on later, said only where it does not end in time
   */
  public OrderlyEnd(Duration patience, String goOn) {
    this.patience = patience;
    this.goOn = goOn;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Tells the command that it is to end. */
  public StopSignal signal() {
    return signal;
  }

  private void end() {
    signal.stop();
    try {
      if (!signal.awaitEnd(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        signal.giveUp();
        if (!signal.awaitEnd(CLEARING.toMillis(), TimeUnit.MILLISECONDS)) {
          System.err.println("grader: gave up waiting for what was running; " + goOn);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What the command had opened is closed. Where a signal came, the process ends with this. */
  @Override
  public void close() {
    signal.ended();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already.
    }
  }
}
