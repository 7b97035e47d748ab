package dev.rewardgrader.server.http;

import java.time.Duration;

/**
 * What the service takes from clients.
 *
 * @param bodyBytes of one request, after decompression
 * @param bodyBytesTogether of all requests that are being read or answered
 * @param connections at one time
 * @param head from a connection's opening to the end of its first request's head
 * @param idle between requests
 * @param bodyGrace for a body, beyond the time that it takes at {@code bodyRate}
 * @param bodyRate bytes a second that a client must keep up with
 */
public record HttpLimits(
    long bodyBytes,
    long bodyBytesTogether,
    int connections,
    Duration head,
    Duration idle,
    Duration bodyGrace,
    long bodyRate) {

  public static final HttpLimits DEFAULT =
      new HttpLimits(
          128L << 20,
          Math.max(256L << 20, Runtime.getRuntime().maxMemory() / 4),
          16_384,
          Duration.ofSeconds(20),
          Duration.ofMinutes(2),
          Duration.ofSeconds(20),
          32 << 10);

  /** The same limits with another largest body; all together may take twice as much at least. */
  public HttpLimits withBodyBytes(long bytes) {
    return new HttpLimits(
        bytes,
        Math.max(bodyBytesTogether, 2 * bytes),
        connections,
        head,
        idle,
        bodyGrace,
        bodyRate);
  }
}
