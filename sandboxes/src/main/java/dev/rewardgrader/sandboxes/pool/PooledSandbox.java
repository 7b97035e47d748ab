package dev.rewardgrader.sandboxes.pool;

import dev.rewardgrader.sandbox.Execution;
import dev.rewardgrader.sandbox.ExecutionResult;
import dev.rewardgrader.sandbox.PairResult;
import dev.rewardgrader.sandbox.Sandbox;
import dev.rewardgrader.sandbox.SandboxException;
import dev.rewardgrader.sandbox.SandboxInfo;
import java.util.List;
import java.util.function.Predicate;

/** One lease. What it stands on goes back to the pool, whole or broken, when it is closed. */
final class PooledSandbox implements Sandbox {
  private final WarmPool pool;
  private final Member member;
  private boolean closed;
  private boolean sound = true;

  PooledSandbox(WarmPool pool, Member member) {
    this.pool = pool;
    this.member = member;
  }

  @Override
  public SandboxInfo info() {
    return member.info();
  }

  @Override
  public void put(String path, byte[] content, boolean executable) throws SandboxException {
    call(
        () -> {
          member.supervisor().put(path, content, executable);
          return null;
        });
  }

  @Override
  public byte[] get(String path, long maxBytes) throws SandboxException {
    return call(() -> member.supervisor().get(path, maxBytes));
  }

  @Override
  public ExecutionResult run(Execution execution) throws SandboxException {
    return runAll(List.of(execution), result -> true).getFirst();
  }

  @Override
  public List<ExecutionResult> runAll(List<Execution> executions, Predicate<ExecutionResult> goOn)
      throws SandboxException {
    return call(() -> member.supervisor().runAll(executions, goOn));
  }

  @Override
  public PairResult runTogether(Execution first, Execution second) throws SandboxException {
    return call(() -> member.supervisor().runTogether(first, second));
  }

  @Override
  public void discard(String why) {
    sound = false;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      pool.takeBack(member, sound);
    }
  }

  private interface Call<T> {
    T run() throws SandboxException;
  }

  /** Anything but a plain return leaves the stream at an unknown place. */
  private <T> T call(Call<T> call) throws SandboxException {
    if (closed) {
      throw new IllegalStateException("this lease is over");
    }
    boolean done = false;
    try {
      T result = call.run();
      done = true;
      return result;
    } finally {
      sound &= done;
    }
  }
}
