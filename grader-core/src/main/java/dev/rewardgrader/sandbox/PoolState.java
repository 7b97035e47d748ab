package dev.rewardgrader.sandbox;

/**
 * How many sandboxes a pool has, for whoever watches it.
 *
 * @param size at most so many at once
 * @param leased in use
 * @param idle started and waiting
 */
public record PoolState(int size, int leased, int idle) {
  /** A pool that has started nothing. */
  public static final PoolState EMPTY = new PoolState(0, 0, 0);
}
