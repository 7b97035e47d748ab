package dev.rewardgrader.grade.sql.metric;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts the rows of a candidate that agree with gold rows in more and more columns. Rows that
 * agree in all columns so far, on either side, form a group.
 */
final class MatchedRows {
  private static final int NONE = -1;

  private final GoldRows gold;
  private final int[] goldGroups;
  private final int[] groups;
  private int groupCount = 1;

  MatchedRows(GoldRows gold, int predictedRows) {
    this.gold = gold;
    this.goldGroups = new int[gold.table().rowCount()];
    this.groups = new int[predictedRows];
  }

  /** Asks for agreement in one more pair of columns. */
  void refine(int[] goldColumn, int[] column) {
    Map<Long, Integer> numbers = new HashMap<>();
    for (int row = 0; row < goldGroups.length; row++) {
      Integer known = numbers.putIfAbsent(pair(goldGroups[row], goldColumn[row]), numbers.size());
      goldGroups[row] = known == null ? numbers.size() - 1 : known;
    }
    for (int row = 0; row < groups.length; row++) {
      if (groups[row] != NONE) {
        groups[row] = numbers.getOrDefault(pair(groups[row], column[row]), NONE);
      }
    }
    groupCount = numbers.size();
  }

  private static long pair(int group, int value) {
    return ((long) group << 32) | (value & 0xFFFFFFFFL);
  }

  /**
   * Rows of both sides that agree in the columns asked for so far: as a bag, or, where the gold has
   * an order, in that order. Of equal gold rows the first are taken first.
   */
  int count() {
    int[] next = new int[goldGroups.length];
    int[] first = new int[groupCount];
    Arrays.fill(first, NONE);
    for (int row = goldGroups.length - 1; row >= 0; row--) {
      next[row] = first[goldGroups[row]];
      first[goldGroups[row]] = row;
    }
    int[] places = new int[Math.min(groups.length, goldGroups.length)];
    int matched = 0;
    for (int group : groups) {
      int row = group == NONE ? NONE : first[group];
      if (row != NONE) {
        first[group] = next[row];
        places[matched++] = gold.place(row);
      }
    }
    return gold.ordered() ? longestRise(Arrays.copyOf(places, matched)) : matched;
  }

  /** Length of the longest subsequence that never falls. */
  static int longestRise(int[] places) {
    int[] tails = new int[places.length];
    int length = 0;
    for (int place : places) {
      int low = 0;
      int high = length;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (tails[middle] <= place) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      tails[low] = place;
      length = Math.max(length, low + 1);
    }
    return length;
  }
}
