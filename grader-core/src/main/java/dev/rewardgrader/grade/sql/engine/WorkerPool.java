package dev.rewardgrader.grade.sql.engine;

import dev.rewardgrader.grade.sql.engine.QueryOutcome.Failure;
import dev.rewardgrader.grade.sql.engine.QueryOutcome.Kind;
import dev.rewardgrader.grade.sql.engine.WorkerLauncher.Scoped;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs queries in worker processes, each with a hard heap limit, killed after deadline and grace
 * and replaced. A query that shared its worker with one that was killed is run again elsewhere, so
 * nobody gets another's verdict.
 */
public final class WorkerPool implements QueryRunner {
  private static final Duration TICK = Duration.ofMillis(10);

  private final WorkerLauncher launcher;
  private final Options options;
  private final Semaphore places;
  private final ConcurrentLinkedDeque<Worker> idle = new ConcurrentLinkedDeque<>();
  private final Set<Worker> all = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * What a pool looks like.
   *
   * @param workers processes at most
   * @param heapMegabytes heap of each
   * @param maxResidentBytes resident memory at which a busy worker is killed
   * @param grace time after a query's deadline in which the engine should have stopped by itself
   */
  public record Options(int workers, int heapMegabytes, long maxResidentBytes, Duration grace) {
    public static Options standard() {
      int workers = Math.max(2, Runtime.getRuntime().availableProcessors());
      return new Options(workers, 192, 512L << 20, Duration.ofMillis(250));
    }

    public Options withWorkers(int count) {
      return new Options(count, heapMegabytes, maxResidentBytes, grace);
    }
  }

  /** A pool of processes of this machine. */
  public WorkerPool(Options options) {
    this(options, new LocalWorkers(options.heapMegabytes()));
  }

  /** A pool over a launcher, which it closes. */
  public WorkerPool(Options options, WorkerLauncher launcher) {
    this.options = options;
    this.launcher = launcher;
    this.places = new Semaphore(options.workers());
    Thread.ofPlatform().daemon().name("sql-worker-watchdog").start(this::watch);
  }

  private void watch() {
    while (!closed) {
      long now = System.nanoTime();
      all.forEach(worker -> worker.check(now));
      LockSupport.parkNanos(TICK.toNanos());
    }
  }

  @Override
  public QueryOutcome run(SqlQuery query) throws InterruptedException {
    return runAll(List.of(query)).getFirst();
  }

  @Override
  public List<QueryOutcome> runAll(List<SqlQuery> queries) throws InterruptedException {
    List<Scoped> scoped = queries.stream().map(launcher::scoped).toList();
    places.acquire();
    try {
      List<QueryOutcome> outcomes = new ArrayList<>(queries.size());
      boolean blamed = false;
      while (outcomes.size() < queries.size()) {
        String scope = scoped.get(outcomes.size()).scope();
        Worker worker = blamed ? start(scope) : lease(scope);
        List<QueryOutcome> answered = worker.run(sameScope(scoped, outcomes.size()));
        blamed = answered.isEmpty();
        outcomes.addAll(answered);
        giveBack(worker);
      }
      return outcomes;
    } catch (IOException e) {
      Failure lost =
          new Failure(
              Kind.WORKER_LOST, "cannot start a worker process: " + e.getMessage(), Duration.ZERO);
      return queries.stream().<QueryOutcome>map(_ -> lost).toList();
    } finally {
      places.release();
    }
  }

  /** The queries from this one on that one worker may have. */
  private static List<SqlQuery> sameScope(List<Scoped> queries, int from) {
    int end = from;
    while (end < queries.size() && queries.get(end).scope().equals(queries.get(from).scope())) {
      end++;
    }
    return queries.subList(from, end).stream().map(Scoped::query).toList();
  }

  private Worker lease(String scope) throws IOException {
    for (Worker worker : idle) {
      if (worker.scope().equals(scope) && idle.remove(worker)) {
        if (worker.alive()) {
          return worker;
        }
        retire(worker);
      }
    }
    return start(scope);
  }

  /** An idle worker that sees something else makes room. */
  private Worker start(String scope) throws IOException {
    if (closed) {
      throw new IOException("the pool is closed");
    }
    Worker other = all.size() >= options.workers() ? idle.pollLast() : null;
    if (other != null) {
      retire(other);
    }
    Worker worker =
        new Worker(launcher.start(scope), scope, options.grace(), options.maxResidentBytes());
    all.add(worker);
    return worker;
  }

  private void giveBack(Worker worker) {
    if (worker.alive() && !closed) {
      idle.addFirst(worker);
    } else {
      retire(worker);
    }
  }

  private void retire(Worker worker) {
    all.remove(worker);
    worker.close();
  }

  @Override
  public void close() {
    closed = true;
    all.forEach(Worker::close);
    all.clear();
    idle.clear();
    launcher.close();
  }
}
