package dev.rewardgrader.server.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A request that is answered while it is coming. Reading pauses while the endpoint has enough to
 * do, or while the client leaves too much of the answer unread.
 */
final class StreamExchange {
  private static final Logger LOG = LoggerFactory.getLogger(StreamExchange.class);

  /** Chunks read ahead. */
  private static final int AHEAD = 16;

  /** Many clients read nothing before they have sent everything, so this must be generous. */
  private static final long UNREAD_BYTES = 256L << 20;

  private static final Buffer END = Buffer.buffer();

  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final ConnectionGuard guard;
  private final Request head;
  private final Route route;
  private final Answer answer;
  private final Context context = Vertx.currentContext();
  private final BlockingQueue<Buffer> chunks = new LinkedBlockingQueue<>();
  private final AtomicLong unread = new AtomicLong();
  private volatile boolean gone;
  private volatile boolean begun;

  StreamExchange(
      HttpServerRequest request, ConnectionGuard guard, Request head, Route route, Answer answer) {
    this.request = request;
    this.response = request.response();
    this.guard = guard;
    this.head = head;
    this.route = route;
    this.answer = answer;
  }

  void run(Executor threads) {
    guard.working();
    request.handler(
        chunk -> {
          chunks.add(chunk);
          if (chunks.size() >= AHEAD) {
            request.pause();
          }
        });
    request.endHandler(_ -> chunks.add(END));
    request.exceptionHandler(
        _ -> {
          gone = true;
          chunks.add(END);
          answer.gone();
        });
    threads.execute(this::work);
  }

  private void work() {
    if (!answer.begins(Thread.currentThread())) {
      return;
    }
    try {
      route.stream().answer(head, new Body(), this::write);
      context.runOnContext(_ -> end());
    } catch (Problem e) {
      if (begun) {
        abort();
      } else {
        answer.send(Answer.withRetry(route.errors().reply(e), e));
      }
    } catch (IOException | InterruptedException e) {
      abort();
    } catch (RuntimeException | Error e) {
      LOG.error("{}: the service failed", route.path(), e);
      abort();
    }
  }

  private void write(byte[] bytes) throws IOException {
    if (gone || response.closed()) {
      throw new IOException("the client went away");
    }
    begun = true;
    if (unread.addAndGet(bytes.length) > UNREAD_BYTES) {
      throw new IOException("the client leaves its answer unread");
    }
    context.runOnContext(
        _ -> {
          if (!response.headWritten()) {
            response.setChunked(true).putHeader("Content-Type", Reply.JSON_LINES);
          }
          response.write(Buffer.buffer(bytes)).onComplete(_ -> unread.addAndGet(-bytes.length));
        });
  }

  private void end() {
    if (response.closed()) {
      return;
    }
    if (!response.headWritten()) {
      response.putHeader("Content-Type", Reply.JSON_LINES);
    }
    guard.answered(unread.get());
    response.end();
  }

  /** The status has been sent already: an answer that breaks off is all that can be said. */
  private void abort() {
    context.runOnContext(_ -> request.connection().close());
  }

  /** The body as a stream of bytes for the endpoint's thread. */
  private final class Body extends InputStream {
    private Buffer chunk = Buffer.buffer();
    private int at;

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      while (at == chunk.length()) {
        if (chunk == END) {
          return -1;
        }
        next();
      }
      int count = Math.min(length, chunk.length() - at);
      chunk.getBytes(at, at + count, into, offset);
      at += count;
      return count;
    }

    private void next() throws IOException {
      try {
        chunk = chunks.take();
        at = 0;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("the client went away");
      }
      if (gone) {
        throw new IOException("the client went away");
      }
      if (chunks.size() < AHEAD / 2) {
        context.runOnContext(_ -> request.resume());
      }
    }
  }
}
