package dev.rewardgrader.server.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.function.IntConsumer;

/**
 * The one answer to a request: sent, refused before the request was whole, or given up because the
 * client went away.
 */
final class Answer {
  private final HttpServerResponse response;
  private final HttpServerRequest request;
  private final ConnectionGuard guard;
  private final BodyBudget budget;
  private final IntConsumer sent;
  private final Context context = Vertx.currentContext();

  /** Used by the event loop alone. */
  private boolean refused;

  private long taken;
  private Thread thread;
  private boolean gone;

  Answer(HttpServerRequest request, ConnectionGuard guard, BodyBudget budget, IntConsumer sent) {
    this.request = request;
    this.response = request.response();
    this.guard = guard;
    this.budget = budget;
    this.sent = sent;
    response.exceptionHandler(_ -> gone());
    response.closeHandler(_ -> gone());
  }

  boolean isRefused() {
    return refused;
  }

  boolean takeFromBudget(int bytes) {
    if (!budget.take(bytes)) {
      return false;
    }
    synchronized (this) {
      taken += bytes;
    }
    return true;
  }

  /** The thread that makes the answer, which ends early when the client goes; false if it has. */
  synchronized boolean begins(Thread worker) {
    thread = worker;
    return !gone;
  }

  /** The client went away: nobody reads the answer. */
  void gone() {
    giveBack();
    synchronized (this) {
      if (!gone) {
        gone = true;
        if (thread != null) {
          thread.interrupt();
        }
      }
    }
  }

  void send(Reply reply) {
    synchronized (this) {
      thread = null;
    }
    giveBack();
    context.runOnContext(_ -> write(reply));
  }

  /** Answers before the request is whole, and ends the connection: the rest is not wanted. */
  void refuse(ErrorShape errors, Problem problem) {
    if (refused) {
      return;
    }
    refused = true;
    giveBack();
    Reply reply = withRetry(errors.reply(problem), problem);
    if (request.isEnded()) {
      write(reply);
      return;
    }
    response.putHeader("Connection", "close");
    write(reply);
    guard.refused();
  }

  static Reply withRetry(Reply reply, Problem problem) {
    return problem.retryAfter() == null
        ? reply
        : reply.with("Retry-After", Long.toString(Math.max(1, problem.retryAfter().toSeconds())));
  }

  private void write(Reply reply) {
    if (response.closed() || response.ended()) {
      return;
    }
    guard.answered(reply.body().length);
    response.setStatusCode(reply.status()).putHeader("Content-Type", reply.contentType());
    reply.headers().forEach(response::putHeader);
    response.end(Buffer.buffer(reply.body()));
    sent.accept(reply.status());
  }

  private void giveBack() {
    long bytes;
    synchronized (this) {
      bytes = taken;
      taken = 0;
    }
    budget.giveBack(bytes);
  }
}
