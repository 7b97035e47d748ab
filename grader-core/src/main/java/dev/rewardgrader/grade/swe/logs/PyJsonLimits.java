package dev.rewardgrader.grade.swe.logs;

import com.fasterxml.jackson.core.StreamReadConstraints;

/**
 * The limits of Python's JSON reader, and no others: whole numbers have at most 4300 digits, and
 * nesting is bounded by the depth of calls.
 */
final class PyJsonLimits extends StreamReadConstraints {
  private static final long serialVersionUID = 1L;

  private static final int MOST_DIGITS = 4300;
  private static final int DEEPEST = 1000;

  PyJsonLimits() {
    super(DEEPEST, -1, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, -1);
  }

  @Override
  public void validateIntegerLength(int digits) {
    if (digits > MOST_DIGITS) {
      throw new LogFaultException(
          LogFault.NUMBER_TOO_LONG, "the reporter's JSON has a number of " + digits + " digits");
    }
  }

  @Override
  public void validateNestingDepth(int depth) {
    if (depth > DEEPEST) {
      throw new LogFaultException(
          LogFault.NESTED_TOO_DEEPLY, "the reporter's JSON is nested more than " + DEEPEST);
    }
  }
}
