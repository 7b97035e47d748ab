package dev.rewardgrader.grade.sql.engine;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The temporary files of a process, which engines delete as soon as they are open, so that only
 * Linux's list of a process's open files still knows them.
 */
final class ScratchFiles {
  private static final String DELETED = " (deleted)";

  private ScratchFiles() {}

  /** Bytes in open files that no folder holds any more; 0 where they cannot be listed. */
  static long bytes(long pid) {
    long sum = 0;
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(Path.of("/proc", String.valueOf(pid), "fd"))) {
      for (Path file : files) {
        sum += bytes(file);
      }
    } catch (IOException | DirectoryIteratorException _) {
      // The process has ended, or this is not Linux.
      return sum;
    }
    return sum;
  }

  private static long bytes(Path file) {
    try {
      return Files.readSymbolicLink(file).toString().endsWith(DELETED) ? Files.size(file) : 0;
    } catch (IOException _) {
      // It was closed between the two looks.
      return 0;
    }
  }
}
