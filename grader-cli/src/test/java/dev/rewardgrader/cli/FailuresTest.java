package dev.rewardgrader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What a wrong command line is answered with: the sentence that helps, and no more. */
class FailuresTest {
  @Test
  void suggestsTheCommandThatWasMeant() {
    Cli run = Cli.run("grad");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("'grad'").contains("Did you mean: grader grade");
  }

  @Test
  void aMisspeltOptionIsToldRatherThanTheOneThatIsMissingForIt() {
    Cli run = Cli.run("grade", "in.jsonl", "--ouput", "out.jsonl");

    assertThat(run.err()).contains("--ouput").contains("--output").doesNotContain("Missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"grade", "stats", "sql", "swe", "math"})
  void theHelpIsNamedAndNotPrinted(String command) {
    Cli run = Cli.run(command);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err().lines())
        .hasSize(2)
        .first()
        .asString()
        .startsWith("grader: Missing required");
    assertThat(run.err()).contains("See: grader " + command + " --help");
  }

  @ParameterizedTest
  @ValueSource(strings = {"audit", "conformance"})
  void aFamilyThatIsMissingIsAnsweredWithTheFamiliesThereAre(String command) {
    assertThat(Cli.run(command).err()).contains("Missing family").contains("sql").contains("swe");
  }

  @Test
  void choicesAreToldAsTheyAreWritten() {
    Cli run = Cli.run("grade", "in.jsonl", "-o", "out.jsonl", "--on-bad-line", "ignore");

    assertThat(run.err()).contains("expected one of fail, skip, record but was 'ignore'");
  }

  @Test
  void everyCommandTellsItsExitCodes() {
    List<String> silent = new ArrayList<>();
    collect("grader", Main.commandLine(), silent);

    assertThat(silent).isEmpty();
  }

  private static void collect(String name, CommandLine command, List<String> silent) {
    boolean leaf = command.getSubcommands().isEmpty();
    boolean ours = command.getCommandSpec().userObject().getClass().getName().startsWith("dev.");
    if (leaf && ours && command.getCommandSpec().usageMessage().exitCodeList().isEmpty()) {
      silent.add(name);
    }
    command.getSubcommands().forEach((sub, one) -> collect(name + " " + sub, one, silent));
  }
}
