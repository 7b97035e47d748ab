package dev.rewardgrader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VoteCommandTest {
  private static final String RIGHT =
      "{\"id\":\"%s\",\"group\":\"%s\",\"kind\":\"sql\",\"reward\":1,\"details\":{\"sql\":"
          + "{\"executed\":true,\"rows\":1,\"result_bag\":\"x\"}}}%n";
  private static final String FAULT =
      "{\"id\":\"%s\",\"group\":\"%s\",\"kind\":\"sql\",\"reward\":null}%n";

  @TempDir private Path folder;

  private Cli vote(String records) throws IOException {
    Path file = Files.writeString(folder.resolve("rewards.jsonl"), records);
    return Cli.run("vote", file.toString());
  }

  /** Both means are over what was graded. */
  @Test
  void leavesGroupsThatCouldNotBeGradedOutOfTheMean() throws IOException {
    Cli run = vote(RIGHT.formatted("a", "one") + FAULT.formatted("b", "two"));
    assertThat(run.err())
        .contains("2 groups, 1 with a winner")
        .contains("mean reward of the winners 1.0000, of all candidates 1.0000");
    assertThat(vote(RIGHT.formatted("a", "one")).err()).contains("1 group, 1 with a winner");
    assertThat(vote(FAULT.formatted("a", "one")).err()).contains("the winners 0.0000");
  }

  @Test
  void namesTheLineOfARecordWhoseIdsAreNone() throws IOException {
    Cli run = vote(RIGHT.formatted("a", "one") + "{\"id\":\"b\",\"group\":[1],\"kind\":\"sql\"}\n");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("rewards.jsonl:2").contains("the reward record of an SQL");
  }
}
