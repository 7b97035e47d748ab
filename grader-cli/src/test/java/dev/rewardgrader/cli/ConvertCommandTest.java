package dev.rewardgrader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConvertCommandTest {
  @TempDir Path folder;

  @Test
  void aFormatThatIsNotThereIsToldWithAllThatAre() throws IOException {
    Path rows = Files.writeString(folder.resolve("gold.txt"), "SELECT 1\tpets\n");

    Cli run = Cli.run("convert", "spyder", rows.toString(), "-o", folder + "/tasks.jsonl");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains("FORMAT: 'spyder' is not one of livecodebench")
        .contains("bird, spider2")
        .contains("did you mean 'spider'?");
    assertThat(folder.resolve("tasks.jsonl")).doesNotExist();
  }
}
