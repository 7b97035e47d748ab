package dev.rewardgrader.server.run;

import java.time.Duration;
import java.util.List;

/**
 * One run of a program.
 *
 * @param time CPU time; wall time is a second more
 * @param fetch files to bring back, relative to the work folder
 * @param report whether the program has a channel for a report (descriptor 3)
 */
public record Run(
    byte[] stdin, Duration time, List<String> arguments, List<String> fetch, boolean report) {
  public Run {
    arguments = List.copyOf(arguments);
    fetch = List.copyOf(fetch);
  }

  /** A run with nothing but its input. */
  public static Run of(byte[] stdin, Duration time) {
    return new Run(stdin, time, List.of(), List.of(), false);
  }
}
