package dev.rewardgrader.cli.ending;

/** What the shell is told. */
public final class ExitCode {
  /** Everything was graded. */
  public static final int OK = 0;

  /** A failure that nobody foresaw. */
  public static final int UNEXPECTED = 1;

  /** The command line or the input is wrong. */
  public static final int BAD_INPUT = 2;

  /** Some records are faults of the grader. */
  public static final int FAULTS = 3;

  /** Nobody reads standard output any longer: what a shell shows for SIGPIPE. */
  public static final int READER_GONE = 141;

  /** Ended early by Ctrl-C or a signal. */
  public static final int INTERRUPTED = 130;

  private ExitCode() {}
}
