package dev.rewardgrader.grade.math.compare;

import java.util.Arrays;
import java.util.function.BiFunction;

/**
 * Perfect bipartite matching of the values of two collections under an equality that may be
 * approximate.
 */
final class Matching {
  private static final int MAX = 64;

  private Matching() {}

  /**
   * Whether both collections hold the same values. {@code same} compares gold {@code i} with answer
   * {@code j}.
   */
  static Outcome match(int golds, int answers, BiFunction<Integer, Integer, Outcome> same) {
    if (golds != answers) {
      return Outcome.different("shape");
    }
    if (golds > MAX) {
      return Outcome.unknown("too-many-values");
    }
    Outcome[][] table = new Outcome[golds][golds];
    int[] owner = new int[golds];
    Arrays.fill(owner, -1);
    boolean unknown = false;
    for (int i = 0; i < golds; i++) {
      if (!augment(i, new boolean[golds], owner, table, same)) {
        for (int j = 0; j < golds; j++) {
          unknown |= table[i][j] != null && table[i][j].truth() == Outcome.Truth.UNKNOWN;
        }
        return unknown ? Outcome.unknown("value") : Outcome.different("value");
      }
    }
    Outcome all = Outcome.equal("structure", Outcome.PROVED);
    for (int j = 0; j < golds; j++) {
      all = all.and(table[owner[j]][j]);
    }
    return all;
  }

  private static boolean augment(
      int i,
      boolean[] seen,
      int[] owner,
      Outcome[][] table,
      BiFunction<Integer, Integer, Outcome> same) {
    int n = owner.length;
    for (int k = 0; k < n; k++) {
      // The same position first: most answers keep the order.
      int j = (i + k) % n;
      if (seen[j]) {
        continue;
      }
      if (table[i][j] == null) {
        table[i][j] = same.apply(i, j);
      }
      if (table[i][j].isEqual()) {
        seen[j] = true;
        if (owner[j] < 0 || augment(owner[j], seen, owner, table, same)) {
          owner[j] = i;
          return true;
        }
      }
    }
    return false;
  }
}
