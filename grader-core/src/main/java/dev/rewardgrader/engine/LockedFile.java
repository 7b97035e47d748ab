package dev.rewardgrader.engine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;

/**
 * A file that no other run writes as long as this is open, also while another one is put in its
 * place. Devices and pipes are not locked: they are everybody's.
 *
 * <p>All reading goes through the one channel: closing another would give up the lock.
 */
final class LockedFile implements AutoCloseable {
  private final Path given;
  private final Path file;
  private final FileChannel first;
  private FileChannel channel;

  private LockedFile(Path given, Path file, FileChannel channel) {
    this.given = given;
    this.file = file;
    this.first = channel;
    this.channel = channel;
  }

  /**
   * Opens a file, and makes it where it is missing.
   *
   * @throws IOException when it cannot be written or another run holds it
   */
  static LockedFile open(Path given) throws IOException {
    Path parent = given.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    boolean device = Files.exists(given) && !Files.isRegularFile(given);
    FileChannel channel =
        device
            ? FileChannel.open(given, StandardOpenOption.WRITE)
            : FileChannel.open(
                given,
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
    try {
      if (!device) {
        lock(channel, given);
      }
      return new LockedFile(given, device ? given : given.toRealPath(), channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  // The lock lives as long as the channel; nothing is left to release by hand.
  @SuppressWarnings("resource")
  private static void lock(FileChannel channel, Path file) throws IOException {
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      throw new IOException(file + " is being written by another run of the grader");
    }
  }

  /** As it was called. */
  Path given() {
    return given;
  }

  boolean isRegular() {
    return Files.isRegularFile(file);
  }

  FileChannel channel() {
    return channel;
  }

  /** A file that may take this one's place, for none but whom this one is for. */
  Path sibling(String ending) throws IOException {
    Path sibling = file.resolveSibling(file.getFileName() + ending);
    Files.deleteIfExists(sibling);
    Files.createFile(sibling);
    PosixFileAttributeView own = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (own != null) {
      Files.setPosixFilePermissions(sibling, own.readAttributes().permissions());
    }
    return sibling;
  }

  /**
   * Puts another file in the place of this one, at once. A link to this one stays a link, and
   * whoever has opened what was here before still finds it locked.
   */
  void replaceWith(Path other) throws IOException {
    FileChannel next = FileChannel.open(other, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      lock(next, given);
      Files.move(other, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | RuntimeException e) {
      next.close();
      throw e;
    }
    channel = next;
  }

  @Override
  public void close() throws IOException {
    try (first) {
      channel.close();
    }
  }
}
