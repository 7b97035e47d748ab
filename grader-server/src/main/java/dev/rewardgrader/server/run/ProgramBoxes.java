package dev.rewardgrader.server.run;

import dev.rewardgrader.sandbox.ExecutionResult;
import dev.rewardgrader.sandbox.Sandbox;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Which sandbox holds which program. At most as many as there are places; the one unused longest
 * makes room. Thread-safe.
 */
final class ProgramBoxes {
  private static final int REMEMBERED = 512;

  /** What all copies together may take of the heap. */
  private static final long BUILT_BYTES = 64L << 20;

  /**
   * A sandbox with a program in it.
   *
   * @param compile how compiling ended, or null in a language that is not compiled
   */
  record Box(Sandbox sandbox, ExecutionResult compile) {
    boolean usable() {
      return compile == null || compile.succeeded();
    }
  }

  private record Idle(String key, Box box) {}

  private final int places;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** The one used last at the end. */
  private final List<Idle> idle = new ArrayList<>();

  /** Boxes that are in use or being built, by program. */
  private final Map<String, Integer> busy = new HashMap<>();

  private int busyTotal;

  /** How many wait for a box, by program. */
  private final Map<String, Integer> waiting = new HashMap<>();

  /** Programs that can be copied into a second box, the one used last at the end. */
  private final LinkedHashMap<String, BuiltProgram> built = new LinkedHashMap<>(16, 0.75f, true);

  private long builtBytes;

  /** How programs failed to compile; those need no sandbox to say so again. */
  private final Map<String, ExecutionResult> failures =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ExecutionResult> eldest) {
          return size() > REMEMBERED;
        }
      };

  ProgramBoxes(int places) {
    this.places = places;
  }

  ExecutionResult failure(String key) {
    lock.lock();
    try {
      return failures.get(key);
    } finally {
      lock.unlock();
    }
  }

  /**
   * A box with this program, or null when the caller shall build one, for which there is room then.
   *
   * @param wait whether to wait for a box that is in use instead of building another, unless the
   *     program can be {@linkplain #built copied}
   */
  Box take(String key, boolean wait) throws InterruptedException {
    Sandbox old = null;
    lock.lockInterruptibly();
    try {
      while (true) {
        Box found = takeIdle(key);
        if (found != null) {
          return found;
        }
        boolean room = busyTotal < places;
        boolean another = !wait || !busy.containsKey(key) || copyOf(key) != null;
        if (room && another || failures.containsKey(key)) {
          break;
        }
        waiting.merge(key, 1, Integer::sum);
        try {
          changed.await();
        } finally {
          waiting.computeIfPresent(key, (_, count) -> count == 1 ? null : count - 1);
        }
      }
      occupy(key);
      if (busyTotal + idle.size() > places) {
        old = idle.removeFirst().box().sandbox();
      }
    } finally {
      lock.unlock();
    }
    if (old != null) {
      old.close();
    }
    return null;
  }

  /** The program to be copied into a new box, or null when it has to be compiled. */
  BuiltProgram built(String key) {
    lock.lock();
    try {
      return copyOf(key);
    } finally {
      lock.unlock();
    }
  }

  /** Whether others wait for this program, there is a place for them, and nobody has packed it. */
  boolean wantsCopy(String key) {
    lock.lock();
    try {
      return waiting.containsKey(key) && busyTotal < places && !built.containsKey(key);
    } finally {
      lock.unlock();
    }
  }

  /** Keeps a program to be copied; those that were not used for longest go. */
  void keep(String key, BuiltProgram program) {
    lock.lock();
    try {
      BuiltProgram before = built.put(key, program);
      builtBytes += program.archive().length - (before == null ? 0 : before.archive().length);
      while (builtBytes > BUILT_BYTES || built.size() > REMEMBERED) {
        builtBytes -= built.pollFirstEntry().getValue().archive().length;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void giveBack(String key, Box box, boolean sound) {
    lock.lock();
    try {
      release(key);
      if (sound) {
        idle.add(new Idle(key, box));
        return;
      }
    } finally {
      lock.unlock();
    }
    box.sandbox().close();
  }

  /** The program does not compile: its box is not kept. */
  void failed(String key, Box box) {
    lock.lock();
    try {
      release(key);
      failures.put(key, box.compile());
    } finally {
      lock.unlock();
    }
    box.sandbox().close();
  }

  void notBuilt(String key) {
    lock.lock();
    try {
      release(key);
    } finally {
      lock.unlock();
    }
  }

  void closeIdle() {
    List<Idle> all;
    lock.lock();
    try {
      all = List.copyOf(idle);
      idle.clear();
    } finally {
      lock.unlock();
    }
    all.forEach(one -> one.box().sandbox().close());
  }

  private BuiltProgram copyOf(String key) {
    BuiltProgram program = built.get(key);
    return program != null && program.canBeCopied() ? program : null;
  }

  private Box takeIdle(String key) {
    for (Iterator<Idle> each = idle.iterator(); each.hasNext(); ) {
      Idle one = each.next();
      if (one.key().equals(key)) {
        each.remove();
        occupy(key);
        return one.box();
      }
    }
    return null;
  }

  private void occupy(String key) {
    busy.merge(key, 1, Integer::sum);
    busyTotal++;
  }

  private void release(String key) {
    busy.computeIfPresent(key, (_, count) -> count == 1 ? null : count - 1);
    busyTotal--;
    changed.signalAll();
  }
}
