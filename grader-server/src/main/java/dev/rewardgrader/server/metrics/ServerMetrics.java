package dev.rewardgrader.server.metrics;

import dev.rewardgrader.reward.RewardRecord;
import dev.rewardgrader.sandbox.PoolState;
import dev.rewardgrader.server.http.HttpListener;
import dev.rewardgrader.server.work.Dispatcher;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** Counts and times what the service does, in the names of {@code docs/serving.md}. */
public final class ServerMetrics implements HttpListener {
  /** The media type of {@link #text()}. */
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private static final Duration[] BUCKETS = {
    Duration.ofMillis(1),
    Duration.ofMillis(5),
    Duration.ofMillis(25),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(2),
    Duration.ofSeconds(10),
    Duration.ofMinutes(1),
    Duration.ofMinutes(10)
  };

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  private final Map<TimerKey, Timer> timers = new ConcurrentHashMap<>();

  private record TimerKey(String name, List<String> tags) {}

  public ServerMetrics() {
    Gauge.builder("process.resident.memory.bytes", ProcessUsage::residentBytes)
        .description("memory that the process holds")
        .register(registry);
    FunctionCounter.builder("process.cpu.seconds", this, _ -> ProcessUsage.cpuSeconds())
        .description("processor time that the process has used")
        .register(registry);
  }

  /** Watches the queue and the workers of each lane. */
  public void watch(Dispatcher dispatcher, Collection<String> lanes) {
    for (String lane : lanes) {
      Gauge.builder("grader.queue.depth", () -> dispatcher.state(lane).queued())
          .description("requests that wait for a worker")
          .tag("lane", lane)
          .register(registry);
      Gauge.builder("grader.in.flight", () -> dispatcher.state(lane).running())
          .description("requests that are being worked on")
          .tag("lane", lane)
          .register(registry);
    }
  }

  /** Watches a pool of sandboxes. */
  public void watch(String pool, Supplier<PoolState> state) {
    pool(pool, "size", () -> state.get().size());
    pool(pool, "leased", () -> state.get().leased());
    pool(pool, "idle", () -> state.get().idle());
  }

  /** Watches a number. */
  public void watch(String name, String description, IntSupplier value) {
    Gauge.builder(name, value::getAsInt).description(description).register(registry);
  }

  private void pool(String pool, String state, IntSupplier value) {
    Gauge.builder("grader.sandboxes", value::getAsInt)
        .description("sandboxes of a pool: the most there may be, those in use, those waiting")
        .tag("pool", pool)
        .tag("state", state)
        .register(registry);
  }

  @Override
  public void answered(String path, int status, Duration time) {
    timer("grader.http.requests", "path", path, "status", Integer.toString(status)).record(time);
  }

  /** Counts a record that was given out. */
  public void recorded(RewardRecord record) {
    String kind = record.kind() == null ? "none" : record.kind();
    phase(kind, "queue", record.queueTime());
    phase(kind, "total", record.totalTime());
    if (record.isFault()) {
      registry.counter("grader.faults", "kind", kind, "code", record.fault().code()).increment();
      return;
    }
    phase(kind, "compile", record.grade().compileTime());
    phase(kind, "run", record.grade().runTime());
    registry
        .counter("grader.verdicts", "kind", kind, "verdict", record.verdict().name())
        .increment();
    registry.counter("grader.cache", "result", record.cached() ? "hit" : "miss").increment();
  }

  /** Counts something by name. */
  public void count(String name, String tag, String value) {
    registry.counter(name, tag, value).increment();
  }

  private void phase(String kind, String phase, Duration time) {
    timer("grader.latency", "kind", kind, "phase", phase).record(time);
  }

  /** Building a timer takes longer than finding it, and every request asks for six. */
  private Timer timer(String name, String... tags) {
    return timers.computeIfAbsent(
        new TimerKey(name, List.of(tags)),
        _ -> Timer.builder(name).tags(tags).serviceLevelObjectives(BUCKETS).register(registry));
  }

  /** Everything in Prometheus' text format. */
  public String text() {
    return registry.scrape();
  }
}
