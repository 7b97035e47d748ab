package dev.rewardgrader.grade.sql.engine;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rewardgrader.grade.sql.engine.Database.OpenException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SqliteFileTest {
  @TempDir private Path folder;

  private Path database(String... more) throws SQLException {
    Path file = folder.resolve("d.sqlite");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      for (String sql : more) {
        statement.execute(sql);
      }
      statement.execute("CREATE TABLE t (a)");
      statement.execute("INSERT INTO t VALUES (1), (2)");
    }
    return file;
  }

  private static void refuses(Path file, String message) {
    assertThatThrownBy(() -> SqliteFile.check(file))
        .isInstanceOf(OpenException.class)
        .hasMessageContaining(file.getFileName().toString())
        .hasMessageContaining(message);
  }

  @Test
  void takesWholeFilesOfEveryPageSize() throws SQLException, IOException {
    for (int size : new int[] {512, 4096, 65536}) {
      Files.deleteIfExists(folder.resolve("d.sqlite"));
      Path file = database("PRAGMA page_size=" + size);
      assertThatCode(() -> SqliteFile.check(file)).doesNotThrowAnyException();
    }
  }

  @Test
  void namesAFileThatIsMissingAFolderOrEmpty() throws IOException {
    refuses(folder.resolve("none.sqlite"), "there is no database file");
    refuses(folder, "is a folder");
    refuses(Files.createFile(folder.resolve("empty.sqlite")), "is empty (0 bytes)");
  }

  @Test
  @Timeout(10)
  @EnabledOnOs(OS.LINUX)
  void waitsForNoPipeOrDevice() {
    refuses(Path.of("/dev/zero"), "a pipe or a device");
  }

  @Test
  void namesAFileOfAnotherKind() throws IOException {
    Path noise = folder.resolve("noise.sqlite");
    Files.write(noise, new byte[4096]);
    refuses(noise, "is not a SQLite database, or it is encrypted");
  }

  @Test
  void namesAFileThatIsCutOff() throws SQLException, IOException {
    Path file = database();
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 1));
    refuses(file, "is cut off: it has " + (whole.length - 1) + " bytes of " + whole.length);
    Files.write(file, Arrays.copyOf(whole, 60));
    refuses(file, "ends within its header");
  }

  /** Opened read-only and immutable, SQLite would silently show the state before them. */
  @Test
  void namesChangesThatWaitBesideTheFile() throws SQLException, IOException {
    Path file = folder.resolve("w.sqlite");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode=WAL");
      statement.execute("CREATE TABLE t (a)");
      refuses(file, "wait in w.sqlite-wal");
      statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
      assertThatCode(() -> SqliteFile.check(file)).doesNotThrowAnyException();
    }
    Path journal = folder.resolve("w.sqlite-journal");
    Files.write(journal, new byte[512]);
    assertThatCode(() -> SqliteFile.check(file))
        .as("a journal whose head was overwritten is done with")
        .doesNotThrowAnyException();
    Files.write(journal, new byte[] {(byte) 0xd9, (byte) 0xd5, 0x05, (byte) 0xf9});
    refuses(file, "wait in w.sqlite-journal");
  }
}
