package dev.rewardgrader.grade.sql.engine;

import dev.rewardgrader.grade.sql.engine.QueryOutcome.Failure;
import dev.rewardgrader.grade.sql.engine.QueryOutcome.Kind;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One worker process, leased by one caller at a time. The pool's watchdog looks at {@link #check}
 * from another thread and kills the process; the caller then reads the end of the stream and learns
 * why.
 */
final class Worker implements AutoCloseable {
  /**
   * Requests sent ahead stay far below what a pipe holds, so that neither side waits for the other
   * to read.
   */
  private static final int AHEAD_BYTES = 16_000;

  private static final String OUT_OF_MEMORY = "out of memory";

  /** SQLite sorts what it cannot hold in files, at some hundred megabytes a second. */
  private static final long MAX_SCRATCH_BYTES = 2L << 30;

  /** Looks of the watchdog between two at the temporary files, which cost more. */
  private static final int LOOKS = 50;

  private static final long IDLE = Long.MAX_VALUE;

  /** For starting a process and opening a database, which are not the query's doing. */
  private static final Duration OPENING = Duration.ofSeconds(60);

  private final WorkerProcess process;
  private final String scope;
  private final DataInputStream in;
  private final DataOutputStream out;
  private final Duration grace;
  private final long maxResidentBytes;
  private final Set<String> open = new HashSet<>();
  private int served;
  private long started;
  private long allowed;
  private volatile long killAt = IDLE;
  private volatile Kind killedFor;
  private volatile boolean scratchFull;
  private int looks;

  Worker(WorkerProcess process, String scope, Duration grace, long maxResidentBytes) {
    this.grace = grace;
    this.maxResidentBytes = maxResidentBytes;
    this.process = process;
    this.scope = scope;
    this.in = new DataInputStream(new BufferedInputStream(process.output(), 1 << 16));
    this.out = new DataOutputStream(new BufferedOutputStream(process.input(), 1 << 16));
  }

  /** What this worker sees, see {@link WorkerLauncher#scoped}. */
  String scope() {
    return scope;
  }

  /**
   * The outcomes in order. There are fewer than queries when the worker died: the last one then
   * says why, or, where it died for a reason of its own, the query at hand has none and is to be
   * run on a fresh worker.
   */
  List<QueryOutcome> run(List<SqlQuery> queries) {
    List<QueryOutcome> outcomes = new ArrayList<>(queries.size());
    try {
      int sent = 0;
      while (outcomes.size() < queries.size()) {
        SqlQuery query = queries.get(outcomes.size());
        start(open.contains(query.database()) ? query.limits().deadline() : OPENING);
        sent = send(queries, sent, outcomes.size());
        SoonReader.await(in);
        if (WireFormat.readsOpened(in)) {
          start(query.limits().deadline());
        }
        QueryOutcome outcome = WireFormat.readOutcome(in);
        killAt = IDLE;
        remember(query, outcome);
        outcomes.add(outcome);
      }
    } catch (IOException e) {
      killAt = IDLE;
      Failure failure = autopsy(e, Duration.ofNanos(System.nanoTime() - started));
      boolean early = failure.kind() == Kind.TIME_LIMIT && System.nanoTime() - started < allowed;
      boolean retry = early || (failure.kind() == Kind.WORKER_LOST && served + outcomes.size() > 0);
      if (!retry) {
        outcomes.add(failure);
      }
    }
    served += outcomes.size();
    return outcomes;
  }

  /** The clock starts when a query does: opening its database has a time of its own. */
  private void start(Duration deadline) {
    started = System.nanoTime();
    allowed = deadline.plus(grace).toNanos();
    killAt = started + allowed;
  }

  /** Follows which databases the worker keeps open. */
  private void remember(SqlQuery query, QueryOutcome outcome) {
    if (outcome instanceof Failure failure && failure.kind() != Kind.ERROR) {
      open.remove(query.database());
    } else {
      open.add(query.database());
    }
  }

  private int send(List<SqlQuery> queries, int sent, int answered) throws IOException {
    int next = sent;
    int bytes = 0;
    while (next < queries.size() && (next == answered || bytes < AHEAD_BYTES)) {
      if (next > answered && next - answered > 64) {
        break;
      }
      SqlQuery query = queries.get(next);
      bytes += query.sql().length() * 3 + query.database().length();
      if (next > answered && bytes >= AHEAD_BYTES) {
        break;
      }
      WireFormat.write(out, query);
      next++;
    }
    out.flush();
    return next;
  }

  private Failure autopsy(IOException cause, Duration time) {
    if (killedFor == Kind.TIME_LIMIT) {
      return new Failure(Kind.TIME_LIMIT, "stopped after its deadline", time);
    }
    if (killedFor == Kind.MEMORY_LIMIT) {
      return new Failure(
          Kind.MEMORY_LIMIT,
          scratchFull
              ? "more than " + MAX_SCRATCH_BYTES + " bytes of temporary files"
              : OUT_OF_MEMORY,
          time);
    }
    WorkerProcess.End end = process.end();
    return end.outOfMemory()
        ? new Failure(Kind.MEMORY_LIMIT, OUT_OF_MEMORY, time)
        : new Failure(
            Kind.WORKER_LOST,
            "a worker process ended with " + end.what() + ": " + cause.getMessage(),
            time);
  }

  /** Kills the process when it is over its time, its memory or its temporary files. */
  void check(long now) {
    long limit = killAt;
    if (limit == IDLE) {
      return;
    }
    if (now - limit > 0) {
      kill(Kind.TIME_LIMIT);
    } else if (process.residentBytes() > maxResidentBytes) {
      kill(Kind.MEMORY_LIMIT);
    } else if (++looks % LOOKS == 0 && process.scratchBytes() > MAX_SCRATCH_BYTES) {
      scratchFull = true;
      kill(Kind.MEMORY_LIMIT);
    }
  }

  private void kill(Kind reason) {
    killedFor = reason;
    process.kill();
  }

  boolean alive() {
    return killedFor == null && process.alive();
  }

  @Override
  public void close() {
    process.close();
  }
}
