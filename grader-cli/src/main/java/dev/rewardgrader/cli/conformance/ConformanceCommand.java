package dev.rewardgrader.cli.conformance;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code grader conformance}: the graders against labelled data. */
@Command(
    name = "conformance",
    description = "Hold the graders against a folder of labelled data.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "FAMILY",
    subcommands = {
      ConformanceCodeCommand.class,
      ConformanceMathCommand.class,
      ConformanceSqlCommand.class,
      ConformanceSweCommand.class
    })
public final class ConformanceCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Missing family, such as: grader conformance math DIR");
  }
}
