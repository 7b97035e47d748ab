package dev.rewardgrader.server.http;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Listens, reads requests on event loops, and answers each on a virtual thread of its own. */
public final class HttpService implements AutoCloseable {
  private static final int EVENT_LOOPS =
      Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4);
  private static final int LONGEST_HEAD = 64 << 10;
  private static final int LONGEST_LINE = 16 << 10;

  /** Long enough for a burst of clients that all connect at once. */
  private static final int BACKLOG = 4096;

  /** For saying that the service ends. */
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(2);

  private final Vertx vertx;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<HttpServer> servers = new CopyOnWriteArrayList<>();
  private final AtomicBoolean draining = new AtomicBoolean();
  private final AtomicInteger connections = new AtomicInteger();
  private final HttpLimits limits;

  static {
    // Half a second of every start: event classes that nobody records, and a resolver that a server
    // which connects to nobody never asks.
    System.getProperties().putIfAbsent("io.netty.jfr.enabled", "false");
    System.getProperties().putIfAbsent("vertx.disableDnsResolver", "true");
  }

  private HttpService(HttpLimits limits) {
    this.limits = limits;
    this.vertx =
        Vertx.builder()
            .with(
                new VertxOptions()
                    .setEventLoopPoolSize(EVENT_LOOPS)
                    .setWorkerPoolSize(2)
                    .setInternalBlockingPoolSize(2)
                    .setUseDaemonThread(true))
            .build();
  }

  /**
   * Listens.
   *
   * @param port 0 for any free one
   * @param token null to let everybody in
   * @throws IOException when the address cannot be listened on
   */
  public static HttpService start(
      String host, int port, String token, HttpLimits limits, Router router, HttpListener listener)
      throws IOException, InterruptedException {
    HttpService service = new HttpService(limits);
    Gate gate = new Gate(token);
    BodyBudget budget = new BodyBudget(limits.bodyBytesTogether());
    try {
      service
          .vertx
          .deployVerticle(
              () ->
                  service
                  .new Loop(
                      host,
                      port,
                      new RequestReader(
                          router,
                          gate,
                          limits,
                          budget,
                          listener,
                          service.threads,
                          service.draining::get)),
              new DeploymentOptions().setInstances(EVENT_LOOPS))
          .toCompletionStage()
          .toCompletableFuture()
          .get();
      return service;
    } catch (ExecutionException e) {
      service.close();
      throw new IOException(
          "cannot listen on %s:%d: %s".formatted(host, port, e.getCause().getMessage()), e);
    }
  }

  /** The port that is listened on. */
  public int port() {
    return servers.getFirst().actualPort();
  }

  public int connections() {
    return connections.get();
  }

  /** New requests are told to go elsewhere; those that have begun go on. */
  public void drain() {
    draining.set(true);
  }

  public boolean isDraining() {
    return draining.get();
  }

  /** Those whose answers are not made yet are told so. */
  @Override
  public void close() {
    draining.set(true);
    threads.shutdownNow();
    try {
      boolean _ = threads.awaitTermination(LAST_ANSWERS.toMillis(), TimeUnit.MILLISECONDS);
      vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the HTTP service did not end", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One event loop with its connections. */
  private final class Loop extends VerticleBase {
    private final String host;
    private final int port;
    private final RequestReader reader;
    private final Set<ConnectionGuard> guards = new HashSet<>();

    Loop(String host, int port, RequestReader reader) {
      this.host = host;
      this.port = port;
      this.reader = reader;
    }

    @Override
    public Future<?> start() {
      HttpServer server =
          vertx.createHttpServer(
              new HttpServerOptions()
                  .setAcceptBacklog(BACKLOG)
                  .setTcpNoDelay(true)
                  .setMaxHeaderSize(LONGEST_HEAD)
                  .setMaxInitialLineLength(LONGEST_LINE)
                  .setMaxFormAttributeSize(0)
                  .setDecompressionSupported(true)
                  .setHandle100ContinueAutomatically(true)
                  .setHttp2ClearTextEnabled(false));
      server.connectionHandler(
          connection -> {
            if (connections.incrementAndGet() > limits.connections()) {
              connections.decrementAndGet();
              connection.close();
              return;
            }
            ConnectionGuard guard = new ConnectionGuard(connection, limits);
            guards.add(guard);
            reader.opened(connection, guard);
            connection.closeHandler(
                _ -> {
                  guards.remove(guard);
                  reader.closed(connection);
                  connections.decrementAndGet();
                });
          });
      server.requestHandler(reader);
      vertx.setPeriodic(
          1000,
          _ -> {
            long now = System.nanoTime();
            List.copyOf(guards).forEach(guard -> guard.closeIfOverdue(now));
          });
      // The free port must be the same for all loops.
      SocketAddress address =
          port == 0
              ? SocketAddress.sharedRandomPort(1, host)
              : SocketAddress.inetSocketAddress(port, host);
      return server.listen(address).onSuccess(servers::add);
    }
  }
}
