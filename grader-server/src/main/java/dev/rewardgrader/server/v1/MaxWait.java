package dev.rewardgrader.server.v1;

import dev.rewardgrader.json.InputException;
import dev.rewardgrader.server.http.Request;
import java.time.Duration;

/** How long a request may stand in the queue before it is told to come again. */
final class MaxWait {
  private static final Duration DEFAULT = Duration.ofMinutes(1);
  private static final double LONGEST_S = 86_400;

  private MaxWait() {}

  /** What {@code ?max_wait_s=} says, else a minute. */
  static Duration of(Request request) throws InputException {
    String text = request.query().get("max_wait_s");
    if (text == null) {
      return DEFAULT;
    }
    try {
      double seconds = Double.parseDouble(text);
      if (seconds >= 0 && seconds <= LONGEST_S) {
        return Duration.ofMillis(Math.round(seconds * 1000));
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw new InputException("?max_wait_s", "'" + text + "' is not a number from 0 to 86400");
  }
}
