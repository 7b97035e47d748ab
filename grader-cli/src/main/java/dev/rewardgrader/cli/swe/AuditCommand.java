package dev.rewardgrader.cli.swe;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code grader audit}: whether tasks can be relied on. */
@Command(
    name = "audit",
    description = "Prove that tasks can be relied on.",
    mixinStandardHelpOptions = true,
    subcommands = AuditSweCommand.class)
public final class AuditCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing family");
  }
}
