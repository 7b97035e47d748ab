package dev.rewardgrader.grade.swe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that fail since others filled the disk say nothing of a patch. */
class FullDiskTest {
  @ParameterizedTest
  @CsvSource({
    // Free kilobytes, bytes that the tests wrote, and whether that is a fault of ours.
    "0, 2000000, true",
    "1000, '', true",
    "0, 400000000, false",
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

    Process process = new ProcessBuilder("bash", "-c", stubs + script).inheritIO().start();

    assertThat(process.waitFor() == 0).isEqualTo(fault);
  }
}
