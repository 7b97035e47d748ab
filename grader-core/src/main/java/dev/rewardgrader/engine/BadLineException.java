package dev.rewardgrader.engine;

import dev.rewardgrader.rollout.RolloutLine;

/** Ends a run under {@link BadLines#FAIL}. */
public final class BadLineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadLineException(RolloutLine.Bad line) {
    super(line.message());
  }
}
