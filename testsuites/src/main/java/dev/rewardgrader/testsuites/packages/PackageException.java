package dev.rewardgrader.testsuites.packages;

import java.nio.file.Path;

/** A problem package that cannot be read; the message names the file and what to do. */
public final class PackageException extends Exception {
  private static final long serialVersionUID = 1L;

  PackageException(Path file, String problem) {
    super(file + ": " + problem);
  }

  /** The same with the archive's name in place of where it was unpacked. */
  PackageException(Path archive, PackageException cause, Path unpacked) {
    super(cause.getMessage().replace(unpacked.toString(), archive.toString()), cause);
  }
}
