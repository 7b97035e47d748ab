package dev.rewardgrader.grade.sql;

import dev.rewardgrader.grade.GraderFault;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.ToLongFunction;

/**
 * Values that are computed once, however many threads ask at the same time. What was used least
 * lately is forgotten when all values together are too heavy; what fails is tried again for the
 * next who asks.
 */
final class OnceCache<K, V> {
  private final long maxWeight;
  private final ToLongFunction<V> weigher;
  private final Map<K, CompletableFuture<V>> known = new LinkedHashMap<>(64, 0.75f, true);
  private long weight;

  /**
   * An empty cache.
   *
   * @param weigher how much a value counts towards {@code maxWeight}
   */
  OnceCache(long maxWeight, ToLongFunction<V> weigher) {
    this.maxWeight = maxWeight;
    this.weigher = weigher;
  }

  /** Computes a value. */
  @FunctionalInterface
  interface Source<V> {
    V get() throws GraderFault, InterruptedException;
  }

  /**
   * The value of a key; the first who asks computes it, the others wait.
   *
   * @throws GraderFault of the computation
   */
  V get(K key, Source<V> source) throws GraderFault, InterruptedException {
    CompletableFuture<V> mine = null;
    CompletableFuture<V> value;
    synchronized (known) {
      value = known.get(key);
      if (value == null) {
        mine = new CompletableFuture<>();
        value = mine;
        known.put(key, mine);
      }
    }
    if (mine == null) {
      return await(value);
    }
    try {
      V computed = source.get();
      mine.complete(computed);
      add(weigher.applyAsLong(computed));
      return computed;
    } catch (GraderFault | InterruptedException | RuntimeException | Error e) {
      synchronized (known) {
        known.remove(key, mine);
      }
      mine.completeExceptionally(e);
      throw e;
    }
  }

  /** The value of a key, where it has been computed. */
  Optional<V> known(K key) {
    CompletableFuture<V> value;
    synchronized (known) {
      value = known.get(key);
    }
    return value == null || !value.isDone() || value.isCompletedExceptionally()
        ? Optional.empty()
        : Optional.of(value.join());
  }

  /** Adds a value that was computed elsewhere, unless there is one. */
  void put(K key, V value) {
    CompletableFuture<V> done = CompletableFuture.completedFuture(value);
    synchronized (known) {
      if (known.putIfAbsent(key, done) != null) {
        return;
      }
    }
    add(weigher.applyAsLong(value));
  }

  private V await(CompletableFuture<V> value) throws GraderFault, InterruptedException {
    try {
      return value.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GraderFault fault) {
        throw fault;
      }
      throw GraderFault.transientFault(
          "gold", "the gold could not be read: " + e.getCause(), e.getCause());
    }
  }

  private void add(long added) {
    synchronized (known) {
      weight += added;
      Iterator<CompletableFuture<V>> oldest = known.values().iterator();
      while (weight > maxWeight && known.size() > 1 && oldest.hasNext()) {
        CompletableFuture<V> value = oldest.next();
        if (value.isDone()) {
          weight -= weigher.applyAsLong(value.join());
          oldest.remove();
        }
      }
    }
  }
}
