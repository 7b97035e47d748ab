package dev.rewardgrader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
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

  @Test
  void aFileOfAnInputsFolderIsKept() throws IOException {
    Path database = Files.createDirectories(folder.resolve("db/pets")).resolve("pets.sqlite");
    Files.writeString(database, "");
    Path note = Files.writeString(folder.resolve("db/note.txt"), "kept");
    Path gold = Files.writeString(folder.resolve("gold.txt"), "SELECT 1\tpets\n");
    Path predictions = Files.writeString(folder.resolve("predict.txt"), "SELECT 1\n");

    Cli run = spider(gold, predictions, note);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("note.txt is there already, in the input's folder");
    assertThat(note).hasContent("kept");
    assertThat(spider(gold, predictions, folder.resolve("db/new.jsonl")).exitCode()).isZero();
  }

  private static final String ROW =
      "{\"task_id\": 1, \"test_list\": [\"assert f() == 1\"], \"prompt\": \"f\"}\n";

  @Test
  void rowsThatCannotBeReadToTheEndLeaveTheEarlierFile() throws IOException {
    Path array = Files.writeString(folder.resolve("rows.json"), "[" + ROW + "," + ROW + ",{\"to");
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(archive)) {
      out.write(ROW.repeat(1000).getBytes(StandardCharsets.UTF_8));
    }
    Path lines = folder.resolve("rows.jsonl.gz");
    Files.write(lines, Arrays.copyOf(archive.toByteArray(), archive.size() - 12));
    Path earlier = Files.writeString(folder.resolve("earlier.jsonl"), "kept");
    Path none = folder.resolve("none.jsonl");

    for (Path torn : List.of(array, lines)) {
      assertThat(mbpp(torn, earlier).exitCode()).isEqualTo(2);
      assertThat(earlier).hasContent("kept");
      assertThat(mbpp(torn, none).exitCode()).isEqualTo(2);
      assertThat(none).doesNotExist();
    }
    assertThat(folder).isDirectoryNotContaining("regex:.*jsonl\\.[0-9]+");
  }

  @Test
  void aFileThatIsReplacedKeepsItsLinkAndWhoMayReadIt() throws IOException {
    Path rows = Files.writeString(folder.resolve("rows.jsonl"), ROW);
    Path earlier = Files.writeString(folder.resolve("earlier.jsonl"), "old");
    Files.setPosixFilePermissions(earlier, PosixFilePermissions.fromString("rw-r-----"));
    Path link = Files.createSymbolicLink(folder.resolve("link.jsonl"), Path.of("earlier.jsonl"));

    Cli run = mbpp(rows, link);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(link).isSymbolicLink();
    assertThat(earlier).content().contains("assert f() == 1");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(earlier)))
        .isEqualTo("rw-r-----");
  }

  private static Cli mbpp(Path rows, Path output) {
    return Cli.run("convert", "mbpp", rows.toString(), "-o", output.toString());
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
