package dev.rewardgrader.server.http;

import java.io.IOException;
import java.io.InputStream;

/** Answers while the request is still coming. Runs like an {@link Endpoint}. */
@FunctionalInterface
public interface StreamEndpoint {

  /** Where the answer goes, piece by piece; may be called from several threads. */
  @FunctionalInterface
  interface Sink {
    void write(byte[] bytes) throws IOException;
  }

  /**
   * @param head the request without its body
   * @param body the bytes as they come
   * @throws IOException when the connection is gone
   */
  void answer(Request head, InputStream body, Sink sink)
      throws Problem, IOException, InterruptedException;
}
