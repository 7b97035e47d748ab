package dev.rewardgrader.cli;

import dev.rewardgrader.cli.conformance.ConformanceCommand;
import dev.rewardgrader.cli.swe.SweCommand;
import dev.rewardgrader.reward.RecordJson;
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
    subcommands = {
      GradeCommand.class,
      ServeCommand.class,
      ValidateCommand.class,
      ExplainCommand.class,
      DoctorCommand.class,
      StatsCommand.class,
      ConvertCommand.class,
      MathCommand.class,
      SqlCommand.class,
      VoteCommand.class,
      PackageCommand.class,
      SweCommand.class,
      AuditCommand.class,
      ConformanceCommand.class,
      SchemaCommand.class,
      AutoComplete.GenerateCompletion.class,
      CommandLine.HelpCommand.class
    },
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
  @Spec private CommandSpec spec;

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
