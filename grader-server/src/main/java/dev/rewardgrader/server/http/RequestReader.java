package dev.rewardgrader.server.http;

import dev.rewardgrader.json.InputException;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads requests of one event loop and has them answered. */
final class RequestReader implements Handler<HttpServerRequest> {
  private static final Logger LOG = LoggerFactory.getLogger(RequestReader.class);

  private final Router router;
  private final Gate gate;
  private final HttpLimits limits;
  private final BodyBudget budget;
  private final HttpListener listener;
  private final Executor threads;
  private final BooleanSupplier draining;
  private final IdentityHashMap<HttpConnection, ConnectionGuard> guards = new IdentityHashMap<>();

  RequestReader(
      Router router,
      Gate gate,
      HttpLimits limits,
      BodyBudget budget,
      HttpListener listener,
      Executor threads,
      BooleanSupplier draining) {
    this.router = router;
    this.gate = gate;
    this.limits = limits;
    this.budget = budget;
    this.listener = listener;
    this.threads = threads;
    this.draining = draining;
  }

  void opened(HttpConnection connection, ConnectionGuard guard) {
    guards.put(connection, guard);
  }

  void closed(HttpConnection connection) {
    guards.remove(connection);
  }

  @Override
  public void handle(HttpServerRequest request) {
    long start = System.nanoTime();
    ConnectionGuard guard = guards.get(request.connection());
    if (guard == null) {
      request.connection().close();
      return;
    }
    String path = Gate.withoutToken(pathOf(request));
    Router.Match match = null;
    Problem problem = null;
    try {
      match = router.find(request.method().name(), path);
    } catch (Problem e) {
      problem = e;
    }
    String name = match == null ? "other" : match.route().path();
    Answer answer =
        new Answer(
            request,
            guard,
            budget,
            status -> listener.answered(name, status, Duration.ofNanos(System.nanoTime() - start)));
    if (match == null) {
      answer.refuse(router.errorsOf(path), problem);
      return;
    }
    try {
      begin(request, guard, path, match, answer);
    } catch (Problem e) {
      answer.refuse(match.route().errors(), e);
    }
  }

  private void begin(
      HttpServerRequest request,
      ConnectionGuard guard,
      String path,
      Router.Match match,
      Answer answer)
      throws Problem {
    Route route = match.route();
    Map<String, String> headers = headers(request);
    if (!route.open()) {
      gate.check(pathOf(request), headers);
      if (draining.getAsBoolean()) {
        throw ending();
      }
    }
    Request head =
        new Request(
            path, match.parameters(), query(request), headers, caller(request), new byte[0]);
    if (route.stream() != null) {
      new StreamExchange(request, guard, head, route, answer).run(threads);
    } else {
      readWhole(request, guard, head, route, answer);
    }
  }

  private void readWhole(
      HttpServerRequest request, ConnectionGuard guard, Request head, Route route, Answer answer)
      throws Problem {
    String length = request.getHeader("Content-Length");
    if (length != null && Long.parseLong(length) > limits.bodyBytes()) {
      throw tooLarge();
    }
    Buffer body = Buffer.buffer();
    guard.bodyBegins();
    request.handler(
        chunk -> {
          if (answer.isRefused()) {
            return;
          }
          guard.bodyGrew(chunk.length());
          if (body.length() + (long) chunk.length() > limits.bodyBytes()) {
            answer.refuse(route.errors(), tooLarge());
          } else if (!answer.takeFromBudget(chunk.length())) {
            answer.refuse(
                route.errors(),
                Problem.busy("too many bytes of requests at once", Duration.ofSeconds(2)));
          } else {
            body.appendBuffer(chunk);
          }
        });
    request.exceptionHandler(_ -> answer.gone());
    request.endHandler(
        _ -> {
          if (!answer.isRefused()) {
            guard.working();
            Request whole =
                new Request(
                    head.path(),
                    head.parameters(),
                    head.query(),
                    head.headers(),
                    head.caller(),
                    body.getBytes());
            threads.execute(() -> answer(route, whole, answer));
          }
        });
  }

  private static Problem ending() {
    return Problem.busy("the service is shutting down", Duration.ofSeconds(2));
  }

  private void answer(Route route, Request request, Answer answer) {
    if (!answer.begins(Thread.currentThread())) {
      return;
    }
    Reply reply;
    try {
      reply = route.endpoint().answer(request);
    } catch (Problem e) {
      reply = Answer.withRetry(route.errors().reply(e), e);
    } catch (InputException e) {
      reply = route.errors().reply(new Problem(400, e.problem(), e.path(), null));
    } catch (InterruptedException e) {
      if (!draining.getAsBoolean()) {
        answer.gone();
        return;
      }
      Problem ending = ending();
      reply = Answer.withRetry(route.errors().reply(ending), ending);
    } catch (RuntimeException | Error e) {
      LOG.error("{} {}: the service failed", route.method(), route.path(), e);
      reply = route.errors().reply(new Problem(500, "the service failed: " + e));
    }
    answer.send(reply);
  }

  private Problem tooLarge() {
    return new Problem(413, "more than " + limits.bodyBytes() + " bytes (--max-body-mb)");
  }

  private static String pathOf(HttpServerRequest request) {
    String path = request.path();
    return path == null ? "/" : path;
  }

  private static Map<String, String> headers(HttpServerRequest request) {
    Map<String, String> headers = new HashMap<>();
    request
        .headers()
        .forEach(
            entry ->
                headers.putIfAbsent(entry.getKey().toLowerCase(Locale.ROOT), entry.getValue()));
    return headers;
  }

  private static Map<String, String> query(HttpServerRequest request) throws Problem {
    String text = request.query();
    if (text == null || text.isEmpty()) {
      return Map.of();
    }
    Map<String, String> query = new HashMap<>();
    for (String pair : text.split("&")) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      query.putIfAbsent(decoded(name), decoded(value));
    }
    return query;
  }

  private static String decoded(String text) throws Problem {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new Problem(400, "the query is not URL-encoded: " + e.getMessage());
    }
  }

  /** Who asks: a name that the client gives, else its address. */
  private static String caller(HttpServerRequest request) {
    String name = request.getHeader("X-Grader-Caller");
    if (name != null) {
      return name;
    }
    return request.remoteAddress() == null ? "" : request.remoteAddress().hostAddress();
  }
}
