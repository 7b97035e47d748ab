package dev.rewardgrader.sandboxes.pool;

import dev.rewardgrader.sandbox.PoolState;
import dev.rewardgrader.sandbox.Sandbox;
import dev.rewardgrader.sandbox.SandboxException;
import dev.rewardgrader.sandbox.SandboxPool;
import dev.rewardgrader.sandboxes.protocol.Supervisor;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** At most so many sandboxes at once, of whatever images are asked for. */
public final class WarmPool implements SandboxPool {
  private static final long CHECKED_AFTER = Duration.ofSeconds(2).toNanos();

  private final Launcher launcher;
  private final long boxBytes;
  private final int size;
  private final Semaphore places;
  private final Set<Supervisor> alive = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("sandbox-watch").factory());

  /** Idle members, the one used last first. Guarded by {@link #lock}. */
  private final Deque<Member> idle = new ArrayDeque<>();

  private volatile boolean closed;

  /**
   * @param size sandboxes at most
   * @param boxBytes size of each one's box
   */
  public WarmPool(Launcher launcher, int size, long boxBytes) {
    this.launcher = launcher;
    this.boxBytes = boxBytes;
    this.size = size;
    this.places = new Semaphore(size, true);
    var _ = watch.scheduleWithFixedDelay(this::endUnwanted, 1, 1, TimeUnit.SECONDS);
  }

  @Override
  public Sandbox acquire(String image) throws SandboxException, InterruptedException {
    places.acquire();
    boolean leased = false;
    try {
      Member member = takeIdle(image);
      if (member == null) {
        member = start(image);
      }
      leased = true;
      return new PooledSandbox(this, member);
    } finally {
      if (!leased) {
        places.release();
      }
    }
  }

  @Override
  public String toolsOf(String image) throws SandboxException {
    return launcher.toolsOf(image);
  }

  /** Ends a lease: an unsound member is destroyed, a sound one emptied and kept. */
  void takeBack(Member member, boolean sound) {
    try {
      if (sound && member.supervisor().hasNamespaces() && !closed) {
        member.supervisor().beginReset();
        keep(member.idleNow());
      } else {
        destroy(member);
      }
    } catch (SandboxException | RuntimeException e) {
      destroy(member);
    } finally {
      places.release();
    }
  }

  @Override
  public PoolState state() {
    lock.lock();
    try {
      return new PoolState(size, size - places.availablePermits(), idle.size());
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    closed = true;
    watch.shutdownNow();
    alive.forEach(Supervisor::close);
    alive.clear();
    launcher.close();
  }

  private void keep(Member member) {
    lock.lock();
    try {
      if (!closed) {
        idle.addFirst(member);
        return;
      }
    } finally {
      lock.unlock();
    }
    destroy(member);
  }

  private Member takeIdle(String image) {
    while (true) {
      Member member = findIdle(image);
      if (member == null) {
        return null;
      }
      if (member.image().equals(image) && answers(member)) {
        return member;
      }
      destroy(member);
    }
  }

  /**
   * A member of this image; else, while all places are taken by idle ones, the one unused longest,
   * to make room.
   */
  private Member findIdle(String image) {
    lock.lock();
    try {
      for (Iterator<Member> each = idle.iterator(); each.hasNext(); ) {
        Member member = each.next();
        if (member.image().equals(image)) {
          each.remove();
          return member;
        }
      }
      return idle.size() > places.availablePermits() ? idle.pollLast() : null;
    } finally {
      lock.unlock();
    }
  }

  private static boolean answers(Member member) {
    if (System.nanoTime() - member.idleSince() < CHECKED_AFTER) {
      return true;
    }
    try {
      member.supervisor().ping();
      return true;
    } catch (SandboxException e) {
      return false;
    }
  }

  private Member start(String image) throws SandboxException, InterruptedException {
    if (closed) {
      throw new SandboxException("the sandbox pool is closed", false);
    }
    Supervisor supervisor = Supervisor.greet(launcher.launch(image), boxBytes);
    alive.add(supervisor);
    try {
      return new Member(
          image,
          supervisor,
          launcher.describe(image, supervisor.hasNamespaces()),
          System.nanoTime());
    } catch (SandboxException | RuntimeException e) {
      alive.remove(supervisor);
      supervisor.close();
      throw e;
    } finally {
      if (closed) {
        supervisor.close();
      }
    }
  }

  private void destroy(Member member) {
    alive.remove(member.supervisor());
    member.supervisor().close();
  }

  /** A read from a sandbox cannot be interrupted; the end of the sandbox ends it. */
  private void endUnwanted() {
    alive.stream()
        .filter(supervisor -> supervisor.isOverdue() || supervisor.isAbandoned())
        .forEach(Supervisor::close);
  }
}
