package dev.rewardgrader.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "audit",
    description = "Find what tasks would reward and should not.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "FAMILY",
    subcommands = AuditSqlCommand.class)
final class AuditCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing family, such as: grader audit sql");
  }
}
