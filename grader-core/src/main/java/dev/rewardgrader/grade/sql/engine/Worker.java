package dev.rewardgrader.grade.sql.engine;

import dev.rewardgrader.grade.sql.engine.QueryOutcome.Failure;
import dev.rewardgrader.grade.sql.engine.QueryOutcome.Kind;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One worker process, leased by one caller at a time. The pool's watchdog looks at {@link #check}
 * from another thread and kills the process; the caller then reads the end of the stream and learns
 * why.
 */
final class Worker implements AutoCloseable {
  /** Exit code of a JVM started with {@code ExitOnOutOfMemoryError}. */
  private static final int OUT_OF_MEMORY = 3;

  private static final int PAGE_BYTES = 4096;

  /**
   * Requests sent ahead stay far below what a pipe holds, so that neither side waits for the other
   * to read.
   */
  private static final int AHEAD_BYTES = 16_000;

  private static final long IDLE = Long.MAX_VALUE;

  private final Process process;
  private final DataInputStream in;
  private final DataOutputStream out;
  private final Duration grace;
  private final long maxResidentBytes;
  private int served;
  private volatile long killAt = IDLE;
  private volatile Kind killedFor;

  Worker(List<String> command, Duration grace, long maxResidentBytes) throws IOException {
    this.grace = grace;
    this.maxResidentBytes = maxResidentBytes;
    this.process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    this.in = new DataInputStream(new BufferedInputStream(process.getInputStream(), 1 << 16));
    this.out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), 1 << 16));
  }

  /**
   * The outcomes in order. There are fewer than queries when the worker died: the last one then
   * says why, or, where an earlier query may be to blame, the query at hand has none and is to be
   * run on a fresh worker.
   */
  List<QueryOutcome> run(List<SqlQuery> queries) {
    List<QueryOutcome> outcomes = new ArrayList<>(queries.size());
    long start = System.nanoTime();
    try {
      int sent = 0;
      while (outcomes.size() < queries.size()) {
        sent = send(queries, sent, outcomes.size());
        start = System.nanoTime();
        killAt = start + queries.get(outcomes.size()).limits().deadline().plus(grace).toNanos();
        outcomes.add(WireFormat.readOutcome(in));
        killAt = IDLE;
      }
    } catch (IOException e) {
      killAt = IDLE;
      boolean fresh = served + outcomes.size() == 0;
      Duration time = Duration.ofNanos(System.nanoTime() - start);
      Failure failure = autopsy(e, time);
      Duration allowed = queries.get(outcomes.size()).limits().deadline().plus(grace);
      boolean late = failure.kind() == Kind.TIME_LIMIT && time.compareTo(allowed) >= 0;
      if (fresh || late) {
        outcomes.add(failure);
      }
    }
    served += outcomes.size();
    return outcomes;
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
    process.destroyForcibly();
    int exit;
    try {
      exit = process.waitFor();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      exit = -1;
    }
    if (killedFor == Kind.TIME_LIMIT) {
      return new Failure(Kind.TIME_LIMIT, "stopped after its deadline", time);
    }
    if (killedFor == Kind.MEMORY_LIMIT || exit == OUT_OF_MEMORY) {
      return new Failure(Kind.MEMORY_LIMIT, "out of memory", time);
    }
    return new Failure(
        Kind.WORKER_LOST,
        "a worker process ended with code " + exit + ": " + cause.getMessage(),
        time);
  }

  /** Kills the process when it is over its time or memory. */
  void check(long now) {
    long limit = killAt;
    if (limit == IDLE) {
      return;
    }
    if (now - limit > 0) {
      kill(Kind.TIME_LIMIT);
    } else if (residentBytes() > maxResidentBytes) {
      kill(Kind.MEMORY_LIMIT);
    }
  }

  private void kill(Kind reason) {
    killedFor = reason;
    process.destroyForcibly();
  }

  /** Resident memory, or 0 where the system does not tell. */
  private long residentBytes() {
    try {
      String[] fields =
          Files.readString(Path.of("/proc/" + process.pid() + "/statm")).split(" ", 3);
      return Long.parseLong(fields[1]) * PAGE_BYTES;
    } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException _) {
      return 0;
    }
  }

  boolean alive() {
    return killedFor == null && process.isAlive();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
