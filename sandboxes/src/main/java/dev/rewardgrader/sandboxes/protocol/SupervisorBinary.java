package dev.rewardgrader.sandboxes.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;

/** The supervisor that this build carries, and a copy of it on disk. */
public final class SupervisorBinary {
  private static final String RESOURCE = "/dev/rewardgrader/sandboxes/supervisor";
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private final byte[] content;
  private final String hash;

  private SupervisorBinary(byte[] content, String hash) {
    this.content = content;
    this.hash = hash;
  }

  /**
   * Reads the supervisor from the class path.
   *
   * @throws IOException when this build was packaged without it
   */
  public static SupervisorBinary load() throws IOException {
    try (InputStream in = SupervisorBinary.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IOException(
            "this build has no sandbox supervisor; build it again with gcc installed");
      }
      byte[] content = in.readAllBytes();
      return new SupervisorBinary(content, sha256(content));
    }
  }

  public byte[] content() {
    return content.clone();
  }

  /** The first 16 hexadecimal digits of its SHA-256. */
  public String hash() {
    return hash.substring(0, 16);
  }

  /**
   * Extracts it into a folder of the user's own, once: later calls and other processes find it
   * there.
   */
  public Path extract() throws IOException {
    Path folder = cacheFolder();
    Files.createDirectories(folder.getParent());
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    }
    Path file = folder.resolve("supervisor-" + hash());
    if (Files.isRegularFile(file) && sha256(Files.readAllBytes(file)).equals(hash)) {
      return file;
    }
    Path fresh =
        Files.createTempFile(
            folder, "supervisor", ".new", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    Files.write(fresh, content);
    return Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static Path cacheFolder() {
    String cache = System.getenv("XDG_CACHE_HOME");
    Path base =
        cache == null || cache.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(cache);
    return base.resolve("grader").resolve("sandbox");
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
