package dev.rewardgrader.cli;

import dev.rewardgrader.cli.conformance.ConformanceCommand;
import dev.rewardgrader.cli.swe.SweCommand;
import dev.rewardgrader.reward.RecordJson;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "grader",
    description = "Turns what a model wrote into rewards that a training job can trust.",
    mixinStandardHelpOptions = true,
    versionProvider = GraderCommand.Version.class,
    sortOptions = false,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all graded",
      "2:bad usage or input",
      "3:some records are faults of the grader"
    },
    footerHeading = "%nStart here:%n",
    footer = {
      "  grader doctor                                what works on this machine",
      "  grader grade rollouts.jsonl -o rewards.jsonl"
    })
final class GraderCommand implements Runnable {
  /** In the order of the help text. */
  private static final List<Subcommand> SUBCOMMANDS =
      List.of(
          new Subcommand("grade", GradeCommand.class),
          new Subcommand("serve", ServeCommand.class),
          new Subcommand("validate", ValidateCommand.class),
          new Subcommand("explain", ExplainCommand.class),
          new Subcommand("doctor", DoctorCommand.class),
          new Subcommand("stats", StatsCommand.class),
          new Subcommand("convert", ConvertCommand.class),
          new Subcommand("math", MathCommand.class),
          new Subcommand("sql", SqlCommand.class),
          new Subcommand("vote", VoteCommand.class),
          new Subcommand("package", PackageCommand.class),
          new Subcommand("swe", SweCommand.class),
          new Subcommand("audit", AuditCommand.class),
          new Subcommand("conformance", ConformanceCommand.class),
          new Subcommand("schema", SchemaCommand.class),
          new Subcommand("generate-completion", AutoComplete.GenerateCompletion.class),
          new Subcommand("help", CommandLine.HelpCommand.class));

  /** Subcommands that speak of the others. */
  private static final List<String> ABOUT_ALL = List.of("generate-completion", "help");

  @Spec private CommandSpec spec;

  private record Subcommand(String name, Class<?> type) {}

  /**
   * The command with all its subcommands, or with the one that is called alone: reading the options
   * of all of them takes longer than a service's whole start.
   *
   * @param called the subcommand's name, or anything else for all of them
   */
  static CommandLine commandLine(String called) {
    CommandLine command = new CommandLine(new GraderCommand());
    boolean known =
        !ABOUT_ALL.contains(called)
            && SUBCOMMANDS.stream().anyMatch(one -> one.name().equals(called));
    for (Subcommand one : SUBCOMMANDS) {
      if (!known || one.name().equals(called)) {
        command.addSubcommand(one.name(), one.type());
      }
    }
    return command;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command");
  }

  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {
        "grader " + RecordJson.VERSION, "Java " + System.getProperty("java.runtime.version")
      };
    }
  }
}
