package dev.rewardgrader.cli;

import java.io.PrintWriter;
import picocli.CommandLine;

/** Where the {@code grader} command starts. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    StandardOutput stdout = new StandardOutput();
    PrintWriter out = stdout.writer();
    CommandLine command = commandLine(args.length == 0 ? "" : args[0]).setOut(out);
    int exitCode = command.execute(args);
    out.flush();
    System.exit(stdout.failure() == null ? exitCode : lost(stdout, command));
  }

  /** What was printed did not arrive: whatever the command says, that is no success. */
  private static int lost(StandardOutput stdout, CommandLine command) {
    return Failures.failed(stdout.failure(), command, command.getParseResult());
  }

  /** The whole command, ready to run; tests call it too. */
  public static CommandLine commandLine() {
    return commandLine("");
  }

  private static CommandLine commandLine(String called) {
    return GraderCommand.commandLine(called)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Failures::badUsage)
        .setExecutionExceptionHandler(Failures::failed);
  }
}
