package dev.rewardgrader.server;

import dev.rewardgrader.engine.GradingEngine;
import dev.rewardgrader.engine.RetryPolicy;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.reward.RewardPolicy;
import dev.rewardgrader.rollout.RolloutParser;
import dev.rewardgrader.rollout.TaskKind;
import dev.rewardgrader.rollout.TaskReader;
import dev.rewardgrader.sandbox.SandboxPool;
import dev.rewardgrader.sandboxes.graders.GraderSet;
import dev.rewardgrader.sandboxes.languages.Languages;
import dev.rewardgrader.server.dropin.FusionDatasetsApi;
import dev.rewardgrader.server.dropin.NemoGymApi;
import dev.rewardgrader.server.dropin.NemoSkillsApi;
import dev.rewardgrader.server.dropin.OpenInstructApi;
import dev.rewardgrader.server.dropin.OpenRlhfApi;
import dev.rewardgrader.server.dropin.PistonApi;
import dev.rewardgrader.server.dropin.SandboxFusionApi;
import dev.rewardgrader.server.dropin.ScaleBoxApi;
import dev.rewardgrader.server.dropin.ScriptsApi;
import dev.rewardgrader.server.dropin.SlimeApi;
import dev.rewardgrader.server.dropin.VTriuneApi;
import dev.rewardgrader.server.dropin.openai.OpenAiGraderApi;
import dev.rewardgrader.server.grading.GradingService;
import dev.rewardgrader.server.grading.UploadedTasks;
import dev.rewardgrader.server.http.Api;
import dev.rewardgrader.server.http.HttpService;
import dev.rewardgrader.server.http.Route;
import dev.rewardgrader.server.http.Router;
import dev.rewardgrader.server.jobs.Jobs;
import dev.rewardgrader.server.metrics.ServerMetrics;
import dev.rewardgrader.server.run.RunService;
import dev.rewardgrader.server.run.WarmPrograms;
import dev.rewardgrader.server.v1.GradeApi;
import dev.rewardgrader.server.v1.HealthApi;
import dev.rewardgrader.server.v1.JobsApi;
import dev.rewardgrader.server.v1.OpenApi;
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
  /** Sandboxes that stay with their program, for each job. */
  public static final int WARM_PROGRAMS = 4;

  /**
   * How long a program goes on whose client went away: retries come within seconds, and a program
   * that sleeps holds a sandbox.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** A client waits: half a minute of retries, as in a run over files, would outlast it. */
  private static final RetryPolicy RETRY =
      new RetryPolicy(3, Duration.ofMillis(300), Duration.ofSeconds(2));

  private final HttpService http;
  private final List<Route> routes;
  private final Dispatcher dispatcher;
  private final Jobs jobs;
  private final Duration drain;
  private final AtomicBoolean ready;

  private GraderServer(
      HttpService http,
      List<Route> routes,
      Dispatcher dispatcher,
      Jobs jobs,
      Duration drain,
      AtomicBoolean ready) {
    this.http = http;
    this.routes = List.copyOf(routes);
    this.dispatcher = dispatcher;
    this.jobs = jobs;
    this.drain = drain;
    this.ready = ready;
  }

  /**
   * Starts a service.
   *
   * @param graders stay the caller's to close, after the service
   * @param programPool where programs run that are not graded, {@link #WARM_PROGRAMS} a job; stays
   *     the caller's to close, too
   * @throws IOException when the address cannot be listened on or the state not be read
   * @throws InputException when the state holds what is no task
   */
  public static GraderServer start(
      ServerOptions options, GraderSet graders, SandboxPool programPool, Languages languages)
      throws IOException, InputException, InterruptedException {
    TaskReader reader = TaskReader.confinedTo(options.data());
    UploadedTasks tasks =
        new UploadedTasks(options.state().resolve("tasks"), reader, options.tasks());
    Map<String, Integer> lanes = new HashMap<>();
    TaskKind.words().forEach(kind -> lanes.put(kind, options.jobs()));
    lanes.put(RunService.LANE, options.jobs());
    Dispatcher dispatcher =
        new Dispatcher(
            lanes,
            options.queue(),
            Map.of(RunService.LANE, PATIENCE, TaskKind.CODE.word(), PATIENCE));
    ServerMetrics metrics = new ServerMetrics();
    metrics.watch(dispatcher, lanes.keySet());
    metrics.watch("candidates", graders::poolState);
    metrics.watch("checkers", graders::checkerPoolState);
    metrics.watch("programs", programPool::state);
    RolloutParser parser = new RolloutParser(reader, tasks);
    GradingService grading =
        new GradingService(
            engine(options, graders, options.policy()), parser, dispatcher, metrics::recorded);
    // Who answers test by test wants every test run, whatever the service's policy is.
    GradingService byTest =
        new GradingService(engine(options, graders, null), parser, dispatcher, metrics::recorded);
    RunService runs =
        new RunService(new WarmPrograms(programPool, WARM_PROGRAMS * options.jobs()), dispatcher);
    Jobs jobs = new Jobs(options.state().resolve("jobs"), grading);
    AtomicBoolean ready = new AtomicBoolean(true);
    List<Api> apis =
        List.of(
            new GradeApi(grading),
            new StreamApi(grading, options.limits().bodyBytes()),
            new TasksApi(tasks),
            new JobsApi(jobs),
            new HealthApi(ready::get, metrics),
            new OpenApi(),
            new SandboxFusionApi(runs, languages),
            new OpenRlhfApi(grading),
            new SlimeApi(grading),
            new NemoGymApi(grading),
            new OpenInstructApi(byTest),
            new NemoSkillsApi(runs, languages),
            new ScaleBoxApi(byTest),
            new PistonApi(runs, graders.checkers(), languages),
            new ScriptsApi(runs, languages),
            new FusionDatasetsApi(byTest),
            new VTriuneApi(grading),
            new OpenAiGraderApi(runs, languages));
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
    return new GraderServer(http, routes, dispatcher, jobs, options.drain(), ready);
  }

  private static GradingEngine engine(
      ServerOptions options, GraderSet graders, RewardPolicy policy) {
    return GradingEngine.with(graders.all())
        .policy(policy)
        .retry(RETRY)
        .revealTests(options.revealTests())
        .build();
  }

  /** Everything that is answered. */
  public List<Route> routes() {
    return routes;
  }

  public int port() {
    return http.port();
  }

  /** Takes no more, finishes what has begun as far as the time allows, and ends. */
  @Override
  public void close() {
    ready.set(false);
    http.drain();
    jobs.close();
    try {
      dispatcher.awaitIdle(drain);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    http.close();
    dispatcher.close();
  }
}
