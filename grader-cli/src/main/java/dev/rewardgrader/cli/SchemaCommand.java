package dev.rewardgrader.cli;

import dev.rewardgrader.cli.ending.ExitCode;
import dev.rewardgrader.reward.RecordJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "schema",
    description = "Print a JSON Schema of the formats that go in and out.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:printed", "2:bad usage"})
final class SchemaCommand implements Callable<Integer> {
  /** The published formats. */
  enum Format {
    REWARD_RECORD,
    ROLLOUT,
    TASK;

    /** As it is written on the command line. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }

    String file() {
      return toString().replace('_', '-') + ".schema.json";
    }
  }

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "FORMAT",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Format format = Format.REWARD_RECORD;

  @Override
  public Integer call() throws IOException {
    try (InputStream schema =
        RecordJson.class.getResourceAsStream("/dev/rewardgrader/schema/" + format.file())) {
      spec.commandLine().getOut().print(new String(schema.readAllBytes(), StandardCharsets.UTF_8));
    }
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }
}
