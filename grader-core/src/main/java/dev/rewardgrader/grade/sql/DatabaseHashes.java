package dev.rewardgrader.grade.sql;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.LongSupplier;

/**
 * SHA-256 of database files, computed once per state of a file, whoever asks first. A file's state
 * is looked at again after a tenth of a second: the call costs as much as a small query.
 */
final class DatabaseHashes {

  private record State(String path, long size, FileTime modified) {}

  private static final long FRESH_NANOS = 100_000_000;

  private record Seen(long at, String hash) {}

  private final Map<String, Path> paths = new ConcurrentHashMap<>();
  private final Map<State, FutureTask<String>> known = new ConcurrentHashMap<>();
  private final Map<String, Seen> seen = new ConcurrentHashMap<>();
  private final LongSupplier clock;

  DatabaseHashes() {
    this(System::nanoTime);
  }

  /**
   * Hashes by a clock.
   *
   * @param clock in nanoseconds
   */
  DatabaseHashes(LongSupplier clock) {
    this.clock = clock;
  }

  /** The hash, or the text itself where it is no file (a JDBC URL, or a file that is missing). */
  String of(String database) throws InterruptedException {
    long now = clock.getAsLong();
    Seen last = seen.get(database);
    if (last != null && now - last.at < FRESH_NANOS) {
      return last.hash;
    }
    String hash = look(database);
    seen.put(database, new Seen(now, hash));
    return hash;
  }

  private String look(String database) throws InterruptedException {
    try {
      Path file = path(database);
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      if (!now.isRegularFile()) {
        // A pipe or a device may never end.
        return database;
      }
      State state = new State(database, now.size(), now.lastModifiedTime());
      FutureTask<String> mine = new FutureTask<>(() -> hash(file));
      FutureTask<String> first = known.putIfAbsent(state, mine);
      if (first == null) {
        mine.run();
      }
      return (first == null ? mine : first).get() + options(database);
    } catch (ExecutionException e) {
      // The engine will say what is wrong with the file.
      return e.getCause() instanceof IOException ? database : rethrow(e.getCause());
    } catch (IOException | InvalidPathException _) {
      return database;
    }
  }

  private Path path(String database) {
    Path known = paths.get(database);
    if (known != null) {
      return known;
    }
    Path file = file(database);
    if (Files.exists(file)) {
      paths.put(database, file);
    }
    return file;
  }

  /** What follows the file of an H2 database, which has other results in another mode. */
  private static String options(String database) {
    int end = database.indexOf(';');
    return end < 0 ? "" : database.substring(end);
  }

  /** H2's databases may be named without their ending. */
  private static Path file(String database) {
    String path = database.substring(0, database.length() - options(database).length());
    Path file = Path.of(path);
    Path ofH2 = Path.of(path + ".mv.db");
    return !Files.exists(file) && Files.exists(ofH2) ? ofH2 : file;
  }

  private static String rethrow(Throwable cause) {
    throw new IllegalStateException(cause);
  }

  private static String hash(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        digest.update(buffer, 0, count);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
