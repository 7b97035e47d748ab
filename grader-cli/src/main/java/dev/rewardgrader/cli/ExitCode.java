package dev.rewardgrader.cli;

/** What the shell is told. */
final class ExitCode {
  /** Everything was graded. */
  static final int OK = 0;

  /** A failure that nobody foresaw. */
  static final int UNEXPECTED = 1;

  /** The command line or the input is wrong. */
  static final int BAD_INPUT = 2;

  /** Some records are faults of the grader. */
  static final int FAULTS = 3;

  /** Nobody reads standard output any longer: what a shell shows for SIGPIPE. */
  static final int READER_GONE = 141;

  /** Ended early by Ctrl-C or a signal. */
  static final int INTERRUPTED = 130;

  private ExitCode() {}
}
