package dev.rewardgrader.grade.code.check;

import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.sandbox.Sandbox;
import dev.rewardgrader.sandbox.SandboxException;
import dev.rewardgrader.sandbox.SandboxPool;
import dev.rewardgrader.sandbox.language.Language;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * Sandboxes that hold a compiled checker, kept for its next check. Never more than a fixed number,
 * so that the pool behind is not used up: the one that waited longest makes room.
 */
final class CheckerBoxes implements AutoCloseable {
  /** What checks leave behind adds up; a box this old is given back. */
  private static final int MAX_USES = 500;

  /** A sandbox with a compiled checker. */
  static final class Box {
    private final CheckerSource source;
    private final Sandbox sandbox;
    private final BuiltProgram program;
    private int uses;

    private Box(CheckerSource source, Sandbox sandbox, BuiltProgram program) {
      this.source = source;
      this.sandbox = sandbox;
      this.program = program;
    }

    Sandbox sandbox() {
      return sandbox;
    }

    BuiltProgram program() {
      return program;
    }

    /** The number of this check in this box. */
    int use() {
      return ++uses;
    }
  }

  private final SandboxPool pool;
  private final int capacity;
  private final Deque<Box> idle = new ArrayDeque<>();
  private int held;
  private boolean closed;

  CheckerBoxes(SandboxPool pool, int capacity) {
    this.pool = pool;
    this.capacity = capacity;
  }

  /** What is done in a box. */
  interface Work<T> {
    T in(Box box) throws GraderFault, SandboxException;
  }

  /**
   * Does some work in a box that has the program.
   *
   * @throws GraderFault also when the sandbox fails
   */
  <T> T in(CheckerSource source, Language language, Work<T> work)
      throws GraderFault, InterruptedException {
    boolean sound = false;
    Box box = null;
    try {
      box = lease(source, language);
      T result = work.in(box);
      sound = true;
      return result;
    } catch (SandboxException e) {
      throw e.isTransient()
          ? GraderFault.transientFault("checker-sandbox", e.getMessage(), e)
          : GraderFault.permanent("checker-sandbox", e.getMessage(), e);
    } finally {
      if (box != null) {
        release(box, sound);
      }
    }
  }

  private Box lease(CheckerSource source, Language language)
      throws GraderFault, SandboxException, InterruptedException {
    Box evicted;
    synchronized (this) {
      while (true) {
        Box ready = takeIdle(source);
        if (ready != null) {
          return ready;
        }
        evicted = idle.pollFirst();
        if (evicted != null) {
          break;
        }
        if (held < capacity) {
          held++;
          break;
        }
        wait();
      }
    }
    if (evicted != null) {
      evicted.sandbox.close();
    }
    return prepare(source, language);
  }

  private Box takeIdle(CheckerSource source) {
    for (Iterator<Box> boxes = idle.iterator(); boxes.hasNext(); ) {
      Box box = boxes.next();
      if (box.source.equals(source)) {
        boxes.remove();
        return box;
      }
    }
    return null;
  }

  private Box prepare(CheckerSource source, Language language)
      throws GraderFault, SandboxException, InterruptedException {
    Sandbox sandbox = null;
    boolean ready = false;
    try {
      sandbox = pool.acquire(language.image());
      Box box = new Box(source, sandbox, BuiltProgram.in(sandbox, source, language));
      ready = true;
      return box;
    } finally {
      if (!ready) {
        if (sandbox != null) {
          sandbox.close();
        }
        drop();
      }
    }
  }

  /** Gives a box back. */
  private void release(Box box, boolean sound) {
    boolean keep;
    synchronized (this) {
      keep = sound && !closed && box.uses < MAX_USES;
      if (keep) {
        idle.addLast(box);
        notifyAll();
      }
    }
    if (!keep) {
      if (!sound) {
        box.sandbox.discard("a check in it failed");
      }
      box.sandbox.close();
      drop();
    }
  }

  private synchronized void drop() {
    held--;
    notifyAll();
  }

  @Override
  public void close() {
    List<Box> boxes;
    synchronized (this) {
      closed = true;
      boxes = List.copyOf(idle);
      held -= idle.size();
      idle.clear();
    }
    boxes.forEach(box -> box.sandbox.close());
  }
}
