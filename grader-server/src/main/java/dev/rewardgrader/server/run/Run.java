package dev.rewardgrader.server.run;

import java.time.Duration;
import java.util.List;

/**
 * One run of a program.
 *
 * @param time CPU time; wall time is a second more
 * @param fetch files to bring back, relative to the work folder
 */
public record Run(byte[] stdin, Duration time, List<String> arguments, List<String> fetch) {
  public Run {
    arguments = List.copyOf(arguments);
    fetch = List.copyOf(fetch);
  }
}
