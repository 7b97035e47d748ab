package dev.rewardgrader.grade.swe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that fail since others filled the disk say nothing of a patch. */
class FullDiskTest {
  @ParameterizedTest
  @CsvSource({
    // Free kilobytes, blocks that the tests wrote, and whether that is a fault of ours.
    "0, 4000, true",
    "1000, '', true",
    "0, 800000, false",
    "50000, '', false",
    "-, '', false"
  })
  void isAFaultOfOursUnlessTheTestsFilledIt(String free, String written, boolean fault)
      throws Exception {
    String script;
    try (InputStream in = Workspace.class.getResourceAsStream("disk.sh")) {
      script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    String stubs =
        "df() { printf 'head\\n/dev/x 9 9 %s 9 /\\n' '"
            + free
            + "'; }\nfind() { echo "
            + written
            + "; }\n";

    Process process =
        new ProcessBuilder("bash", "-c", stubs + script, "bash", "0").inheritIO().start();

    assertThat(process.waitFor() == Workspace.NO_SPACE).isEqualTo(fault);
  }

  /** A test may give its files any time but that of their last change of status. */
  @Test
  void whatTheTestsWroteCountsWhateverTimeTheyGaveIt(@TempDir Path folder) throws Exception {
    String script;
    try (InputStream in = Workspace.class.getResourceAsStream("disk.sh")) {
      script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    Path file = Files.write(folder.resolve("big"), new byte[300_000_000]);
    Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
    String df = "df() { printf 'head\\n/dev/x 9 9 0 9 /\\n'; }\n";
    String here = script.replace("find / ", "find '" + folder + "' ");
    String start = String.valueOf(Instant.now().minusSeconds(60).getEpochSecond());

    Process process =
        new ProcessBuilder("bash", "-c", df + here, "bash", start).inheritIO().start();

    assertThat(process.waitFor()).isZero();
  }
}
