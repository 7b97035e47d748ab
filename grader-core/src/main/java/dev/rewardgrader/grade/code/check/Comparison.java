package dev.rewardgrader.grade.code.check;

/** Compares two outputs: time linear in their length, unless an implementation says otherwise. */
@FunctionalInterface
interface Comparison {
  CheckResult compare(byte[] actual, byte[] expected);
}
