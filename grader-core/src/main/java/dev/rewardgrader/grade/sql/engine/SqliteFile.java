package dev.rewardgrader.grade.sql.engine;

import dev.rewardgrader.grade.sql.engine.Database.OpenException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Looks at a SQLite file before it is opened as one that nobody changes: what SQLite would then
 * read past, or leave out, without a word. Offsets are those of SQLite's file format.
 */
final class SqliteFile {
  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
  private static final int HEADER = 100;
  private static final int PAGE_SIZE = 16;
  private static final int CHANGES = 24;
  private static final int PAGES = 28;
  private static final int VALID_FOR = 92;

  /** A page of 65,536 bytes is written as this. */
  private static final int LARGEST_PAGE = 1;

  private SqliteFile() {}

  /**
   * Checks a file. SQLite takes an empty one for a database without tables, of which nothing can be
   * asked: it is what a copy leaves that has failed.
   *
   * @throws OpenException saying what is wrong with it and what to do
   */
  static void check(Path file) throws OpenException {
    if (Files.isDirectory(file)) {
      throw new OpenException("the database " + file + " is a folder, not a file", null);
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new OpenException("the database " + file + " is a pipe or a device, not a file", null);
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] head = in.readNBytes(HEADER);
      if (head.length > 0 && !Arrays.equals(Arrays.copyOf(head, MAGIC.length), MAGIC)) {
        throw new OpenException(
            file + " is not a SQLite database, or it is encrypted: its header is another", null);
      }
      checkLength(file, head);
      checkPending(file, "-wal", "PRAGMA wal_checkpoint(TRUNCATE)");
      checkPending(file, "-journal", "any query of a program that may write");
    } catch (NoSuchFileException e) {
      throw new OpenException("there is no database file " + file, e);
    } catch (IOException e) {
      throw new OpenException("cannot read the database " + file + ": " + e, e);
    }
  }

  private static void checkLength(Path file, byte[] head) throws IOException, OpenException {
    if (head.length == 0) {
      throw new OpenException(file + " is empty (0 bytes): copy the database again", null);
    }
    if (head.length < HEADER) {
      throw new OpenException(file + " ends within its header: copy the database again", null);
    }
    ByteBuffer numbers = ByteBuffer.wrap(head);
    int size = numbers.getShort(PAGE_SIZE) & 0xFFFF;
    // Old programs do not keep the number of pages; then the two counters differ.
    if (numbers.getInt(CHANGES) != numbers.getInt(VALID_FOR)) {
      return;
    }
    long wanted = (numbers.getInt(PAGES) & 0xFFFFFFFFL) * (size == LARGEST_PAGE ? 0x10000 : size);
    long length = Files.size(file);
    if (length < wanted) {
      throw new OpenException(
          file
              + " is cut off: it has "
              + length
              + " bytes of "
              + wanted
              + "; copy the database again",
          null);
    }
  }

  /** Changes that wait beside the file are not seen by those who may not write. */
  private static void checkPending(Path file, String ending, String cure)
      throws IOException, OpenException {
    Path pending = file.resolveSibling(file.getFileName() + ending);
    if (Files.exists(pending) && isPending(pending)) {
      throw new OpenException(
          "changes of "
              + file
              + " wait in "
              + pending.getFileName()
              + " and would not be seen: let "
              + cure
              + " take them in first",
          null);
    }
  }

  /** A log that was taken in is empty; a journal that was, is empty or has its head overwritten. */
  private static boolean isPending(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.read() > 0;
    }
  }
}
