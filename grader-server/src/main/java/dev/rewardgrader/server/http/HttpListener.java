package dev.rewardgrader.server.http;

import java.time.Duration;

/** Hears of every answered request. */
@FunctionalInterface
public interface HttpListener {
  /**
   * @param path the route's path, or {@code other}
   */
  void answered(String path, int status, Duration time);
}
