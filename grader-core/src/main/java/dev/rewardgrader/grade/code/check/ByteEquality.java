package dev.rewardgrader.grade.code.check;

import java.util.Arrays;

/** Whether a part of the actual output stands for a part of the expected one. */
@FunctionalInterface
interface ByteEquality {
  boolean same(byte[] a, int aStart, int aEnd, byte[] e, int eStart, int eEnd);

  ByteEquality EXACT = Arrays::equals;

  /** ASCII letters in either case; other bytes as they are. */
  ByteEquality IGNORING_CASE =
      (a, aStart, aEnd, e, eStart, eEnd) -> {
        if (aEnd - aStart != eEnd - eStart) {
          return false;
        }
        for (int i = 0; i < aEnd - aStart; i++) {
          if (lower(a[aStart + i]) != lower(e[eStart + i])) {
            return false;
          }
        }
        return true;
      };

  static byte lower(byte b) {
    return b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
  }
}
