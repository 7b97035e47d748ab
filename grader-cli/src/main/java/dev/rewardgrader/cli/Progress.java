package dev.rewardgrader.cli;

import dev.rewardgrader.engine.FinishedRecords;
import dev.rewardgrader.engine.RunListener;
import dev.rewardgrader.reward.RewardRecord;
import dev.rewardgrader.rollout.LineSource;
import dev.rewardgrader.rollout.RolloutLine;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how far a run is: a bar on a terminal, a line now and then elsewhere. */
abstract class Progress implements RunListener, AutoCloseable {
  /** What the user asked for. */
  enum Style {
    AUTO,
    BAR,
    PLAIN,
    NONE;

    /** As it is written on the command line. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final PrintWriter err;

  private Progress(PrintWriter err) {
    this.err = err;
  }

  static Progress start(Style style, InputOptions input, FinishedRecords finished, PrintWriter err)
      throws IOException {
    Style shown = style;
    if (style == Style.AUTO) {
      shown = onTerminal() ? Style.BAR : Style.PLAIN;
    }
    return switch (shown) {
      case BAR -> new Bar(err, count(input), finished.count());
      case PLAIN -> new Lines(err);
      default -> new Silent(err);
    };
  }

  // Newer JDKs return a console even without a terminal, but not under every provider.
  @SuppressWarnings("SystemConsoleNull")
  private static boolean onTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  /** Lines to come, or -1 where that cannot be known without reading it all. */
  private static long count(InputOptions input) throws IOException {
    if (input.isStream()) {
      return -1;
    }
    long most = input.limit == null ? Long.MAX_VALUE : input.limit;
    try (LineSource lines = LineSource.open(input.rollouts)) {
      long count = 0;
      while (count < most && lines.next() != null) {
        count++;
      }
      return count;
    }
  }

  @Override
  public void skipped(RolloutLine.Bad line) {
    say("left out: " + line.message());
  }

  @Override
  public void retrying(String id, String message, Duration pause) {
    say("%s: %s; trying again in %.1f s".formatted(id, message, pause.toMillis() / 1000.0));
  }

  private void say(String message) {
    synchronized (err) {
      err.println(message);
      err.flush();
    }
  }

  @Override
  public void close() {}

  private static final class Silent extends Progress {
    Silent(PrintWriter err) {
      super(err);
    }
  }

  private static final class Bar extends Progress {
    private final ProgressBar bar;
    private long faults;

    Bar(PrintWriter err, long total, long done) {
      super(err);
      this.bar =
          new ProgressBarBuilder()
              .setTaskName("grading")
              .setInitialMax(total)
              .startsFrom(done, Duration.ZERO)
              .setStyle(ProgressBarStyle.UNICODE_BLOCK)
              .setUpdateIntervalMillis(200)
              .showSpeed()
              .build();
    }

    @Override
    public synchronized void recorded(RewardRecord record) {
      bar.step();
      if (record.isFault()) {
        faults++;
        bar.setExtraMessage(faults + " faults");
      }
    }

    @Override
    public void close() {
      bar.close();
    }
  }

  private static final class Lines extends Progress {
    private static final long EVERY_NANOS = Duration.ofSeconds(5).toNanos();

    private final PrintWriter err;
    private final long start = System.nanoTime();
    private long said = start;
    private long count;
    private long faults;

    Lines(PrintWriter err) {
      super(err);
      this.err = err;
    }

    @Override
    public synchronized void recorded(RewardRecord record) {
      count++;
      if (record.isFault()) {
        faults++;
      }
      long now = System.nanoTime();
      if (now - said >= EVERY_NANOS) {
        said = now;
        err.printf(
            Locale.ROOT,
            "%d graded, %d faults, %.0f/s%n",
            count,
            faults,
            count / ((now - start) / 1e9));
        err.flush();
      }
    }
  }
}
