package dev.rewardgrader.sandboxes.docker.swe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageLedgerTest {
  @TempDir Path folder;

  private ImageLedger ledger(long quota) throws IOException {
    return new ImageLedger(folder.resolve("cache/images.tsv"), quota);
  }

  @Test
  void theLeastRecentlyUsedGoFirst() throws IOException {
    ImageLedger ledger = ledger(100);
    ledger.pulled("a", 50);
    ledger.pulled("b", 40);
    ledger.pulled("c", 40);
    ledger.used("a");

    assertThat(ledger.superfluous(List.of())).containsExactly("b");
    assertThat(ledger.superfluous(List.of("b"))).containsExactly("c");
  }

  @Test
  void withinTheQuotaOrWithoutOneNothingGoes() throws IOException {
    ImageLedger limited = ledger(100);
    limited.pulled("a", 100);

    assertThat(limited.superfluous(List.of())).isEmpty();
    assertThat(ledger(0).superfluous(List.of())).isEmpty();
  }

  @Test
  void whatSomebodyElseBroughtIsNeverRemoved() throws IOException {
    ImageLedger ledger = ledger(10);
    ledger.used("theirs");
    ledger.pulled("ours", 20);

    assertThat(ledger.superfluous(List.of())).containsExactly("ours");
  }

  @Test
  void aLaterRunKnowsOfAnEarlierOnesImages() throws IOException {
    ledger(10).pulled("a", 8);
    ImageLedger later = ledger(10);
    later.pulled("b", 8);

    assertThat(later.superfluous(List.of())).containsExactly("a");
    later.removed("a");
    assertThat(ledger(10).superfluous(List.of())).isEmpty();
  }

  @Test
  void aDamagedFileIsTold() throws IOException {
    Path file = folder.resolve("bad.tsv");
    Files.writeString(file, "a\tx\ty\n");

    assertThatThrownBy(() -> new ImageLedger(file, 1)).hasMessageContaining("bad.tsv");
  }
}
