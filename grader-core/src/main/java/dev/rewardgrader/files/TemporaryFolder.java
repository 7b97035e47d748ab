package dev.rewardgrader.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A folder in the system's temporary folder, deleted when it is closed. Where its process is killed
 * before, the next process that makes one deletes it: a folder in use is known by the lock that its
 * process holds on a file in it, which the system takes back with the process.
 */
public final class TemporaryFolder implements AutoCloseable {
  private static final String PREFIX = "grader-";
  private static final String LOCK = ".in-use";
  private static final AtomicBoolean SWEPT = new AtomicBoolean();

  private final Path path;
  private final FileChannel channel;

  private TemporaryFolder(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /** Makes a folder that only this user can read, named {@code grader-PURPOSE-…}. */
  public static TemporaryFolder create(String purpose) throws IOException {
    Path base = Path.of(System.getProperty("java.io.tmpdir"));
    if (SWEPT.compareAndSet(false, true)) {
      sweep(base);
    }
    Path path = Files.createTempDirectory(base, PREFIX + purpose + "-");
    FileChannel channel =
        FileChannel.open(
            path.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    channel.lock();
    return new TemporaryFolder(path, channel);
  }

  public Path path() {
    return path;
  }

  /** Deletes the folder and all in it; what cannot be deleted stays for the next sweep. */
  @Override
  public void close() {
    try (channel) {
      delete(path);
    } catch (IOException left) {
      // The lock is gone with the channel, so that another process may succeed.
    }
  }

  /** Deletes the folders in {@code base} whose process is gone. */
  static void sweep(Path base) {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(base, PREFIX + "*")) {
      for (Path folder : folders) {
        sweepOne(folder);
      }
    } catch (IOException e) {
      // A temporary folder that cannot be listed is no reason not to work in it.
    }
  }

  private static void sweepOne(Path folder) {
    Path lock = folder.resolve(LOCK);
    if (!Files.isRegularFile(lock)) {
      return;
    }
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
        FileLock held = channel.tryLock()) {
      if (held != null) {
        delete(folder);
      }
    } catch (IOException | OverlappingFileLockException inUse) {
      // Another user's, or a folder of this very process.
    }
  }

  private static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException failure)
              throws IOException {
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
