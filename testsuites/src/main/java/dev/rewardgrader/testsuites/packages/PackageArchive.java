package dev.rewardgrader.testsuites.packages;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A package as a folder, or a zip archive of one that is unpacked until {@link #close}. */
public final class PackageArchive implements AutoCloseable {
  /** Tests are large, and yet an archive must not fill the disk. */
  private static final long MAX_BYTES = 8L << 30;

  private static final int MAX_ENTRIES = 200_000;

  private final Path source;
  private final Path unpacked;

  private PackageArchive(Path source, Path unpacked) {
    this.source = source;
    this.unpacked = unpacked;
  }

  /**
   * @param source a folder, or a zip archive that holds one or what would be in it
   */
  public static PackageArchive open(Path source) throws IOException, PackageException {
    if (!Files.isRegularFile(source)) {
      return new PackageArchive(source, null);
    }
    Path folder = Files.createTempDirectory("grader-package");
    PackageArchive archive = new PackageArchive(source, folder);
    boolean whole = false;
    try {
      archive.unpack();
      whole = true;
      return archive;
    } catch (ZipException e) {
      throw new PackageException(source, "is no zip archive that can be read: " + e.getMessage());
    } finally {
      if (!whole) {
        archive.close();
      }
    }
  }

  /** Reads the package; errors name files as they are called in the archive. */
  public ProblemPackage read() throws IOException, PackageException {
    if (unpacked == null) {
      return PackageReader.read(source);
    }
    try {
      String name = source.getFileName().toString().replaceFirst("(?i)\\.(zip|kpp)$", "");
      return PackageReader.read(unpacked).named(name);
    } catch (PackageException e) {
      throw new PackageException(source, e, unpacked);
    }
  }

  private void unpack() throws IOException, PackageException {
    try (ZipFile zip = new ZipFile(source.toFile())) {
      if (zip.size() > MAX_ENTRIES) {
        throw new PackageException(source, "holds more than " + MAX_ENTRIES + " files");
      }
      long left = MAX_BYTES;
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        // Some archives of Windows part folders by backslashes.
        Path file = unpacked.resolve(entry.getName().replace('\\', '/')).normalize();
        if (!file.startsWith(unpacked)) {
          throw new PackageException(source, "holds " + entry.getName() + ", a path out of it");
        }
        if (entry.isDirectory() || entry.getName().endsWith("\\")) {
          Files.createDirectories(file);
          continue;
        }
        Files.createDirectories(file.getParent());
        try (InputStream in = zip.getInputStream(entry);
            var out = Files.newOutputStream(file)) {
          byte[] buffer = new byte[1 << 16];
          for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
            left -= n;
            if (left < 0) {
              throw new PackageException(source, "unpacks to more than " + MAX_BYTES + " bytes");
            }
            out.write(buffer, 0, n);
          }
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (unpacked == null) {
      return;
    }
    try (Stream<Path> all = Files.walk(unpacked)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
