package dev.rewardgrader.cli;

import dev.rewardgrader.cli.swe.AuditSweCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code grader audit}: whether tasks can be relied on. */
@Command(
    name = "audit",
    description = "Find what tasks would reward and should not.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "FAMILY",
    subcommands = {AuditSqlCommand.class, AuditSweCommand.class})
final class AuditCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Missing family, such as: grader audit sql TASKS");
  }
}
