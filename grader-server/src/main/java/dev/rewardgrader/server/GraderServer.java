package dev.rewardgrader.server;

import dev.rewardgrader.engine.GradingEngine;
import dev.rewardgrader.engine.RetryPolicy;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.rollout.RolloutParser;
import dev.rewardgrader.rollout.TaskKind;
import dev.rewardgrader.rollout.TaskReader;
import dev.rewardgrader.sandboxes.graders.GraderSet;
import dev.rewardgrader.server.grading.GradingService;
import dev.rewardgrader.server.grading.UploadedTasks;
import dev.rewardgrader.server.http.Api;
import dev.rewardgrader.server.http.HttpService;
import dev.rewardgrader.server.http.Route;
import dev.rewardgrader.server.http.Router;
import dev.rewardgrader.server.metrics.ServerMetrics;
import dev.rewardgrader.server.v1.GradeApi;
import dev.rewardgrader.server.v1.HealthApi;
import dev.rewardgrader.server.v1.StreamApi;
import dev.rewardgrader.server.v1.TasksApi;
import dev.rewardgrader.server.work.Dispatcher;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** A running service. */
public final class GraderServer implements AutoCloseable {
  /** A client waits: half a minute of retries, as in a run over files, would outlast it. */
  private static final RetryPolicy RETRY =
      new RetryPolicy(3, Duration.ofMillis(300), Duration.ofSeconds(2));

  private final HttpService http;
  private final Dispatcher dispatcher;
  private final Duration drain;
  private final AtomicBoolean ready;

  private GraderServer(
      HttpService http, Dispatcher dispatcher, Duration drain, AtomicBoolean ready) {
    this.http = http;
    this.dispatcher = dispatcher;
    this.drain = drain;
    this.ready = ready;
  }

  /**
   * Starts a service.
   *
   * @param graders stay the caller's to close, after the service
   * @throws IOException when the address cannot be listened on or the state not be read
   * @throws InputException when the state holds what is no task
   */
  public static GraderServer start(ServerOptions options, GraderSet graders)
      throws IOException, InputException, InterruptedException {
    TaskReader reader = new TaskReader(options.data());
    UploadedTasks tasks =
        new UploadedTasks(options.state().resolve("tasks"), reader, options.tasks());
    GradingEngine engine =
        GradingEngine.with(graders.all())
            .policy(options.policy())
            .retry(RETRY)
            .revealTests(options.revealTests())
            .build();
    Map<String, Integer> lanes = new HashMap<>();
    TaskKind.words().forEach(kind -> lanes.put(kind, options.jobs()));
    Dispatcher dispatcher = new Dispatcher(lanes, options.queue());
    ServerMetrics metrics = new ServerMetrics();
    metrics.watch(dispatcher, lanes.keySet());
    metrics.watch("candidates", graders::poolState);
    metrics.watch("checkers", graders::checkerPoolState);
    GradingService service =
        new GradingService(engine, new RolloutParser(reader, tasks), dispatcher, metrics::recorded);
    AtomicBoolean ready = new AtomicBoolean(true);
    List<Api> apis =
        List.of(
            new GradeApi(service),
            new StreamApi(service, options.limits().bodyBytes()),
            new TasksApi(tasks),
            new HealthApi(ready::get, metrics));
    List<Route> routes = new ArrayList<>();
    apis.forEach(api -> routes.addAll(api.routes()));
    HttpService http =
        HttpService.start(
            options.host(),
            options.port(),
            options.token(),
            options.limits(),
            new Router(routes),
            metrics);
    metrics.watch("grader.connections", "open connections", http::connections);
    return new GraderServer(http, dispatcher, options.drain(), ready);
  }

  public int port() {
    return http.port();
  }

  /** Takes no more, finishes what has begun as far as the time allows, and ends. */
  @Override
  public void close() {
    ready.set(false);
    http.drain();
    try {
      dispatcher.awaitIdle(drain);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    http.close();
    dispatcher.close();
  }
}
