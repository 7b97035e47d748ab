package dev.rewardgrader.sandbox;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One program to run in a sandbox.
 *
 * @param argv the program and its arguments; the program is looked up on the sandbox's own PATH
 * @param stdin all of standard input
 * @param env variables added to the sandbox's fixed minimal environment
 * @param files files of this run alone (path relative to the work folder to content); they are gone
 *     afterwards
 * @param limits what the run may use
 * @param keepsFiles true for a compiler: what it writes into the work folder stays in the box, and
 *     later runs see it read-only. False for a test: its writes go to a private layer that is
 *     dropped
 * @param warm name of a warm interpreter to fork instead of starting {@code argv} afresh, such as
 *     {@code python}; null for a plain start. A sandbox without it starts {@code argv} afresh, with
 *     the same result
 * @param report true to give the run a private descriptor (number {@link #REPORT_FD}) whose bytes
 *     come back as {@link ExecutionResult#report()}
 */
public record Execution(
    List<String> argv,
    byte[] stdin,
    Map<String, String> env,
    Map<String, byte[]> files,
    Limits limits,
    boolean keepsFiles,
    String warm,
    boolean report) {

  /** The descriptor of the report channel inside the run. */
  public static final int REPORT_FD = 3;

  private static final byte[] NOTHING = new byte[0];

  public Execution {
    argv = List.copyOf(argv);
    if (argv.isEmpty()) {
      throw new IllegalArgumentException("argv must name a program");
    }
    Objects.requireNonNull(stdin, "stdin");
    env = Map.copyOf(env);
    files = Map.copyOf(files);
    Objects.requireNonNull(limits, "limits");
  }

  /** A test run of {@code argv} with nothing on standard input. */
  public static Execution of(List<String> argv, Limits limits) {
    return new Execution(argv, NOTHING, Map.of(), Map.of(), limits, false, null, false);
  }

  public Execution withStdin(byte[] bytes) {
    return new Execution(argv, bytes, env, files, limits, keepsFiles, warm, report);
  }

  public Execution withEnv(Map<String, String> variables) {
    return new Execution(argv, stdin, variables, files, limits, keepsFiles, warm, report);
  }

  public Execution withFiles(Map<String, byte[]> content) {
    return new Execution(argv, stdin, env, content, limits, keepsFiles, warm, report);
  }

  public Execution withLimits(Limits others) {
    return new Execution(argv, stdin, env, files, others, keepsFiles, warm, report);
  }

  public Execution keepingFiles() {
    return new Execution(argv, stdin, env, files, limits, true, warm, report);
  }

  public Execution warmedBy(String interpreter) {
    return new Execution(argv, stdin, env, files, limits, keepsFiles, interpreter, report);
  }

  public Execution reporting() {
    return new Execution(argv, stdin, env, files, limits, keepsFiles, warm, true);
  }
}
