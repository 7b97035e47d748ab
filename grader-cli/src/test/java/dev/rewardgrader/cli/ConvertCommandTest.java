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

  @Test
  void aFileThatDoesNotFitLosesNothing() throws IOException {
    Files.createDirectories(folder.resolve("db/pets"));
    Files.createFile(folder.resolve("db/pets/pets.sqlite"));
    Path gold = Files.writeString(folder.resolve("gold.txt"), "SELECT 1\tpets\n");
    Path predictions = Files.writeString(folder.resolve("predict.txt"), "SELECT 1\nSELECT 2\n");
    Path earlier = Files.writeString(folder.resolve("earlier.jsonl"), "kept\n");

    Cli tooMany = spider(gold, predictions, earlier);
    assertThat(tooMany.exitCode()).isEqualTo(2);
    assertThat(tooMany.err()).contains("2 predictions for 1 golds");
    assertThat(earlier).hasContent("kept");

    Files.writeString(predictions, "SELECT 1\n");
    Cli same = spider(gold, predictions, predictions);
    assertThat(same.exitCode()).isEqualTo(2);
    assertThat(same.err()).contains("would be lost");
    assertThat(predictions).hasContent("SELECT 1");

    assertThat(spider(gold, predictions, earlier).exitCode()).isZero();
    assertThat(earlier).content().contains("spider-1");
  }

  private Cli spider(Path gold, Path predictions, Path output) {
    return Cli.run(
        "convert",
        "spider",
        gold.toString(),
        "--databases",
        folder.resolve("db").toString(),
        "--predictions",
        predictions.toString(),
        "-o",
        output.toString());
  }
}
