package dev.rewardgrader.sandboxes.protocol;

import dev.rewardgrader.sandbox.Execution;
import dev.rewardgrader.sandbox.ExecutionResult;
import dev.rewardgrader.sandbox.ExecutionResult.Ending;
import dev.rewardgrader.sandbox.PairResult;
import dev.rewardgrader.sandbox.SandboxException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/**
 * The host's side of one supervisor. Not thread-safe, save {@link #close()}, {@link #isOverdue} and
 * {@link #isAbandoned}.
 *
 * <p>Runs are sent ahead of the results of earlier ones, but never more bytes than the pipe takes
 * while the supervisor is busy: so one thread can write and read without either side waiting for
 * the other for ever. Files, and the end of what is not wanted any more, are sent ahead as well:
 * their answers are read when the next one is needed, so that a candidate costs one round trip.
 */
public final class Supervisor implements AutoCloseable {
  private static final int AHEAD_BYTES = 40 << 10;
  private static final int AHEAD_RUNS = 16;
  private static final Duration GRACE = Duration.ofSeconds(30);
  private static final long NEVER = Long.MAX_VALUE;
  private static final Ending[] ENDINGS = {
    Ending.EXITED,
    Ending.SIGNALED,
    Ending.CPU_LIMIT,
    Ending.WALL_LIMIT,
    Ending.MEMORY_LIMIT,
    Ending.OUTPUT_LIMIT,
    Ending.START_FAILED
  };

  private final Connection connection;
  private final FrameWriter out;
  private final FrameReader in;
  private final boolean namespaces;
  private final String detail;
  private final Output[] stdout = {new Output(), new Output()};
  private final Output[] report = {new Output(), new Output()};
  private volatile long deadline = NEVER;
  private volatile Thread waiting;

  /** Answers that were not waited for, in the order of their commands. */
  private final Deque<Answer> owed = new ArrayDeque<>();

  /** Bytes sent since the last answer that was waited for. */
  private long unanswered;

  /** Whether the run of the last result left its partner before that one left it. */
  private boolean leftFirst;

  /** What answers a command that was sent ahead. */
  private enum Answer {
    OK,
    /** Comes after whatever the runs that it ends still had to say. */
    CANCELLED
  }

  private Supervisor(Connection connection, long boxBytes) throws SandboxException {
    this.connection = connection;
    this.out = new FrameWriter(connection.toSupervisor());
    this.in = new FrameReader(connection.fromSupervisor());
    try {
      expectWithin(GRACE);
      out.begin(Frame.HELLO).u32(Frame.VERSION).u64(boxBytes).u32(1 << 16).u8(1).end();
      out.flush();
      if (in.next() != Frame.OUT_HELLO || in.u32() != Frame.VERSION) {
        throw new IOException("not a supervisor of version " + Frame.VERSION);
      }
      namespaces = in.u8() == 1;
      in.u8();
      detail = in.string();
      expectNothing();
    } catch (IOException e) {
      throw broken(e);
    }
  }

  /**
   * Greets a supervisor that was just started.
   *
   * @param boxBytes size of the box
   */
  public static Supervisor greet(Connection connection, long boxBytes) throws SandboxException {
    try {
      return new Supervisor(connection, boxBytes);
    } catch (SandboxException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /** Whether runs are in namespaces of their own, or only in a process tree of their own. */
  public boolean hasNamespaces() {
    return namespaces;
  }

  /** Why there are no namespaces; empty where there are. */
  public String detail() {
    return detail;
  }

  /** Whether an answer has been due for so long that the supervisor must be thought dead. */
  public boolean isOverdue() {
    return deadline != NEVER && System.nanoTime() - deadline > 0;
  }

  /** Whether the thread that waits for an answer was interrupted: nobody wants it any more. */
  public boolean isAbandoned() {
    Thread thread = waiting;
    return thread != null && thread.isInterrupted();
  }

  /** Puts a file into the box; that it could not be put may show at the next command only. */
  public void put(String path, byte[] content, boolean executable) throws SandboxException {
    try {
      expectWithin(GRACE);
      aboutToSend(path.length() * 3L + content.length);
      out.begin(Frame.PUT).u8(executable ? 1 : 0).string(path).end();
      out.chunks(Frame.DATA, content);
      out.begin(Frame.END).end();
      owed.add(Answer.OK);
      expectNothing();
    } catch (IOException e) {
      throw broken(e);
    }
  }

  /** The content of a regular file of at most so many bytes, or null. */
  public byte[] get(String path, long maxBytes) throws SandboxException {
    try {
      expectWithin(GRACE);
      out.begin(Frame.GET).u64(maxBytes).string(path).end();
      out.flush();
      settle();
      Output content = new Output();
      while (true) {
        switch (in.next()) {
          case Frame.OUT_DATA -> {
            in.u8();
            content.add(in.rest());
          }
          case Frame.OUT_OK -> {
            expectNothing();
            return content.with(new byte[0]);
          }
          case Frame.OUT_NONE -> {
            expectNothing();
            return null;
          }
          default -> throw unexpected();
        }
      }
    } catch (IOException e) {
      throw broken(e);
    }
  }

  public void ping() throws SandboxException {
    simple(Frame.PING);
  }

  /** Empties the box; returns when no process of any run is left. */
  public void reset() throws SandboxException {
    simple(Frame.RESET);
  }

  /** Has the box emptied; a failure shows at the next command. */
  public void beginReset() throws SandboxException {
    try {
      expectWithin(GRACE);
      out.begin(Frame.RESET).end();
      owed.add(Answer.OK);
      out.flush();
      expectNothing();
    } catch (IOException e) {
      throw broken(e);
    }
  }

  /** Runs programs in order, in one round trip where their input is small. */
  public List<ExecutionResult> runAll(List<Execution> executions, Predicate<ExecutionResult> goOn)
      throws SandboxException {
    List<ExecutionResult> results = new ArrayList<>(executions.size());
    int sent = 0;
    long ahead = 0;
    try {
      while (results.size() < executions.size()) {
        boolean wrote = false;
        while (sent < executions.size()
            && mayFollow(executions.get(sent), results.size(), sent - results.size(), ahead)) {
          long size = RunCommand.size(executions.get(sent));
          aboutToSend(size);
          ahead += size;
          RunCommand.write(out, executions.get(sent++), 0);
          wrote = true;
        }
        if (wrote) {
          out.flush();
        }
        Execution current = executions.get(results.size());
        settle();
        expectWithin(current.limits().wallTime().plus(GRACE));
        ExecutionResult result = receive();
        ahead -= RunCommand.size(current);
        results.add(result);
        if (!goOn.test(result)) {
          break;
        }
      }
      if (sent > results.size()) {
        out.begin(Frame.CANCEL).end();
        owed.add(Answer.CANCELLED);
        out.flush();
      }
      expectNothing();
      return results;
    } catch (IOException e) {
      throw broken(e);
    }
  }

  /** Runs two programs at once, joined by pipes. */
  public PairResult runTogether(Execution first, Execution second) throws SandboxException {
    try {
      expectWithin(GRACE);
      aboutToSend(RunCommand.size(first) + RunCommand.size(second));
      RunCommand.write(out, first, Frame.RUN_PAIRED);
      RunCommand.write(out, second, 0);
      out.flush();
      settle();
      expectWithin(first.limits().wallTime().plus(second.limits().wallTime()).plus(GRACE));
      ExecutionResult one = receive();
      ExecutionResult two = receive();
      boolean secondLeftFirst = leftFirst;
      expectNothing();
      return new PairResult(one, two, secondLeftFirst);
    } catch (IOException e) {
      throw broken(e);
    }
  }

  @Override
  public void close() {
    connection.close();
  }

  /** Nothing is sent ahead of the first result, since the first test is what most failures fail. */
  private static boolean mayFollow(Execution next, int done, int running, long ahead) {
    return running == 0
        || (done > 0 && running < AHEAD_RUNS && ahead + RunCommand.size(next) <= AHEAD_BYTES);
  }

  private ExecutionResult receive() throws IOException, SandboxException {
    while (true) {
      switch (in.next()) {
        case Frame.OUT_STDOUT -> stdout[in.u8()].add(in.rest());
        case Frame.OUT_REPORT -> report[in.u8()].add(in.rest());
        case Frame.OUT_RESULT -> {
          return result();
        }
        case Frame.OUT_FAULT -> throw fault(in.string());
        default -> throw unexpected();
      }
    }
  }

  private ExecutionResult result() {
    int which = in.u8();
    Ending ending = ENDINGS[in.u8()];
    int exitCode = in.u32();
    int signal = in.u32();
    Duration cpu = Duration.ofNanos(in.u64());
    Duration wall = Duration.ofNanos(in.u64());
    long peak = in.u64();
    int flags = in.u8();
    boolean truncated = (flags & Frame.RESULT_TRUNCATED) != 0;
    leftFirst = (flags & Frame.RESULT_LEFT_FIRST) != 0;
    byte[] out = stdout[which].with(in.bytes());
    byte[] err = in.bytes();
    byte[] reported = report[which].with(in.bytes());
    return new ExecutionResult(
        ending, exitCode, signal, cpu, wall, peak, out, err, truncated, reported, in.string());
  }

  /**
   * While answers are owed, no more is sent than the pipe takes: the supervisor may be waiting for
   * this side to read.
   */
  private void aboutToSend(long size) throws IOException, SandboxException {
    if (owed.isEmpty()) {
      unanswered = 0;
    } else if (unanswered + size > AHEAD_BYTES) {
      out.flush();
      settle();
    }
    unanswered += size;
  }

  /** Reads the answers that were not waited for, after what they answer was flushed. */
  private void settle() throws IOException, SandboxException {
    while (!owed.isEmpty()) {
      expectWithin(GRACE);
      switch (owed.remove()) {
        case OK -> expectOk();
        case CANCELLED -> expectCancelled();
      }
    }
    unanswered = 0;
  }

  private void expectCancelled() throws IOException {
    while (in.next() != Frame.OUT_CANCELLED) {
      // What a run after the last wanted one still had to say.
    }
    stdout[0] = new Output();
    report[0] = new Output();
  }

  private void simple(int type) throws SandboxException {
    try {
      expectWithin(GRACE);
      out.begin(type).end();
      out.flush();
      settle();
      expectOk();
      expectNothing();
    } catch (IOException e) {
      throw broken(e);
    }
  }

  private void expectOk() throws IOException, SandboxException {
    switch (in.next()) {
      case Frame.OUT_OK -> {}
      case Frame.OUT_FAULT -> throw fault(in.string());
      default -> throw unexpected();
    }
  }

  private void expectWithin(Duration time) {
    deadline = System.nanoTime() + time.toNanos();
    waiting = Thread.currentThread();
  }

  private void expectNothing() {
    deadline = NEVER;
    waiting = null;
  }

  private static SandboxException fault(String message) {
    return new SandboxException("the sandbox failed: " + message, true);
  }

  private static IOException unexpected() {
    return new IOException("an answer that does not belong here");
  }

  private SandboxException broken(IOException e) {
    String complaint = connection.complaint();
    connection.close();
    return new SandboxException(
        "lost the sandbox: " + (complaint.isEmpty() ? e.getMessage() : complaint),
        !connection.isHopeless(),
        e);
  }
}
