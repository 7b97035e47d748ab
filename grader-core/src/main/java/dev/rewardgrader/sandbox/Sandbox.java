package dev.rewardgrader.sandbox;

import java.util.List;
import java.util.function.Predicate;

/**
 * A leased place to run the programs of one candidate. Not thread-safe: one lease, one thread.
 *
 * <p>The box is the candidate's work folder. Files are put into it from outside or left there by a
 * run that {@linkplain Execution#keepsFiles() keeps files}; every other run sees them read-only,
 * with a private writable layer and a private {@code /tmp} of its own.
 */
public interface Sandbox extends AutoCloseable {

  /** Which wall this is, for the reward record. */
  SandboxInfo info();

  /**
   * Puts a file into the box. It is not waited for: what fails may show at the next call only.
   *
   * @param path relative, without {@code ..}; missing folders are made
   * @throws SandboxException when the sandbox is broken, the box is full, or the path leaves it
   */
  void put(String path, byte[] content, boolean executable) throws SandboxException;

  /**
   * Reads a file that a run left in the box.
   *
   * @return its content, or null when there is no such regular file or it is larger than {@code
   *     maxBytes}
   */
  byte[] get(String path, long maxBytes) throws SandboxException;

  /**
   * Runs one program to its end. An ending of any kind is a result; an exception is always a fault
   * of the sandbox and never the program's doing, or the end of a sandbox whose thread was
   * interrupted.
   */
  ExecutionResult run(Execution execution) throws SandboxException;

  /**
   * Runs programs one after the other in one round trip.
   *
   * @param goOn asked after each result whether the next one shall run
   * @return the results up to and including the first after which {@code goOn} said no
   */
  List<ExecutionResult> runAll(List<Execution> executions, Predicate<ExecutionResult> goOn)
      throws SandboxException;

  /**
   * Runs two programs at once, each one's standard output being the other's standard input. The
   * {@code stdout} of a result is what that program wrote to the other, up to the limit.
   */
  PairResult runTogether(Execution first, Execution second) throws SandboxException;

  /** Marks the sandbox as not to be used again; {@link #close()} then destroys it. */
  void discard(String why);

  /** Ends the lease: the box is emptied and the sandbox goes back to its pool, or is destroyed. */
  @Override
  void close();
}
