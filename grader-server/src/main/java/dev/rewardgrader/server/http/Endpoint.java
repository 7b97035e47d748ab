package dev.rewardgrader.server.http;

import dev.rewardgrader.json.InputException;

/**
 * Answers requests. Runs on a virtual thread of the request's own and may wait; the thread is
 * interrupted when the client goes away.
 */
@FunctionalInterface
public interface Endpoint {

  /**
   * @throws Problem for everything that is not an answer
   * @throws InputException for a body that does not say what it must: a problem with status 400
   */
  Reply answer(Request request) throws Problem, InputException, InterruptedException;
}
