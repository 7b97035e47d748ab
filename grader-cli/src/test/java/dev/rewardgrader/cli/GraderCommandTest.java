package dev.rewardgrader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class GraderCommandTest {

  @Test
  void subcommandsGoByTheNamesInTheirDescriptions() {
    for (Map.Entry<String, CommandLine> one :
        GraderCommand.commandLine("").getSubcommands().entrySet()) {
      Command described =
          one.getValue().getCommandSpec().userObject().getClass().getAnnotation(Command.class);

      assertThat(described.name()).isEqualTo(one.getKey());
    }
  }

  @Test
  void onlyTheSubcommandThatIsCalledIsReadUnlessItSpeaksOfAll() {
    int all = GraderCommand.commandLine("").getSubcommands().size();

    assertThat(GraderCommand.commandLine("serve").getSubcommands()).containsOnlyKeys("serve");
    assertThat(GraderCommand.commandLine("help").getSubcommands()).hasSize(all);
    assertThat(GraderCommand.commandLine("generate-completion").getSubcommands()).hasSize(all);
    assertThat(GraderCommand.commandLine("--version").getSubcommands()).hasSize(all);
  }
}
