package dev.rewardgrader.grade.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseHashesTest {
  private static final long TENTH_OF_A_SECOND = 100_000_000;

  private final AtomicLong clock = new AtomicLong();
  private final DatabaseHashes hashes = new DatabaseHashes(clock::get);

  @TempDir Path folder;

  @Test
  void aChangedFileHasAnotherHashAfterATenthOfASecond() throws IOException, InterruptedException {
    String file = Files.writeString(folder.resolve("a.sqlite"), "one").toString();
    String first = hashes.of(file);

    Files.writeString(Path.of(file), "another size");
    clock.addAndGet(TENTH_OF_A_SECOND - 1);
    assertThat(hashes.of(file)).isEqualTo(first);
    clock.addAndGet(1);
    assertThat(hashes.of(file)).isNotEqualTo(first);
  }

  @Test
  void aMissingFileIsKnownByItsName() throws InterruptedException {
    String missing = folder.resolve("missing.sqlite").toString();

    assertThat(hashes.of(missing)).isEqualTo(missing);
  }

  /** The modes of H2 divide and compare differently. */
  @Test
  void anotherModeOfH2IsAnotherDatabase() throws IOException, InterruptedException {
    Files.writeString(folder.resolve("a.mv.db"), "same");
    String database = folder.resolve("a").toString();

    assertThat(hashes.of(database + ";MODE=MySQL"))
        .isNotEqualTo(hashes.of(database + ";MODE=PostgreSQL"))
        .isNotEqualTo(hashes.of(database));
  }

  @Test
  void aChangedFileOfH2IsNoticedWhereItsEndingIsLeftOut() throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("a.mv.db"), "same");
    String database = folder.resolve("a").toString();
    String first = hashes.of(database);
    Files.writeString(file, "another size");
    clock.addAndGet(TENTH_OF_A_SECOND);

    assertThat(hashes.of(database)).isNotEqualTo(first);
  }

  @Test
  void equalFilesHaveEqualHashes() throws IOException, InterruptedException {
    String one = Files.writeString(folder.resolve("one.sqlite"), "same").toString();
    String two = Files.writeString(folder.resolve("two.sqlite"), "same").toString();

    assertThat(hashes.of(one)).isEqualTo(hashes.of(two));
  }
}
