package dev.rewardgrader.grade.code.check;

import java.util.Arrays;

/**
 * Equal bytes, or two finite decimal numbers within a tolerance. What is not a finite decimal
 * number ({@code nan}, {@code inf}, {@code 1e400}, {@code 0x10}, {@code 1_000}, digits of other
 * scripts) is text.
 */
record FloatEquality(double absolute, double relative) implements ByteEquality {

  @Override
  public boolean same(byte[] a, int aStart, int aEnd, byte[] e, int eStart, int eEnd) {
    return Arrays.equals(a, aStart, aEnd, e, eStart, eEnd)
        || Decimals.within(
            Outputs.latin(a, aStart, aEnd), Outputs.latin(e, eStart, eEnd), absolute, relative);
  }
}
