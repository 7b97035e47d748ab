package dev.rewardgrader.engine;

import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.json.CanonicalJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Grades on disk, found by a hash of all that decides them. Any number of processes may share a
 * folder: a grade appears whole or not at all. Faults never come here, nor grades that are
 * undecided. A store that cannot be read or written costs time and nothing else.
 *
 * <p>Whoever can write into the folder decides rewards.
 */
public final class GradeStore {
  private static final Logger LOG = LoggerFactory.getLogger(GradeStore.class);

  /** Changes with the form of what is stored. */
  private static final String FORM = "grade/1";

  private static final int HASH_BYTES = 32;

  private final Path folder;
  private final AtomicBoolean complained = new AtomicBoolean();

  /**
   * @param folder made when it is not there
   */
  public GradeStore(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  /** The key of a grade: a hash over everything that decides it. */
  public static String key(List<String> parts) {
    MessageDigest digest = sha256();
    digest.update(bytes(FORM));
    for (String part : parts) {
      byte[] bytes = bytes(part);
      digest.update(bytes(":" + bytes.length + ":"));
      digest.update(bytes);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The grade of a key, or null where there is none that can be read. */
  public Grade find(String key) {
    Path file = place(key);
    try {
      byte[] stored = Files.readAllBytes(file);
      byte[] json = Arrays.copyOfRange(stored, Math.min(HASH_BYTES, stored.length), stored.length);
      if (!Arrays.equals(
          stored, 0, stored.length - json.length, sealOf(key, json), 0, HASH_BYTES)) {
        throw new IOException("damaged");
      }
      return CanonicalJson.read(json, Grade.class);
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      complain("read " + file, e);
      return null;
    }
  }

  /** Keeps a grade, unless it is undecided. */
  public void keep(String key, Grade grade) {
    if (grade.verdict() == Verdict.UNDECIDED) {
      return;
    }
    Path file = place(key);
    Path half = null;
    try {
      byte[] json = bytes(CanonicalJson.write(grade));
      byte[] seal = sealOf(key, json);
      byte[] stored = Arrays.copyOf(seal, seal.length + json.length);
      System.arraycopy(json, 0, stored, seal.length, json.length);
      Files.createDirectories(file.getParent());
      half = Files.createTempFile(file.getParent(), ".grade", null);
      Files.write(half, stored);
      Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      complain("write " + file, e);
      removeQuietly(half);
    }
  }

  private Path place(String key) {
    return folder.resolve(key.substring(0, 2)).resolve(key.substring(2) + ".grade");
  }

  /** Tells a whole grade of this very key from a file that was cut, damaged or renamed. */
  private static byte[] sealOf(String key, byte[] json) {
    MessageDigest digest = sha256();
    digest.update(bytes(key));
    return digest.digest(json);
  }

  private void complain(String what, IOException e) {
    if (!complained.getAndSet(true)) {
      LOG.warn("the cache cannot {} ({}); going on without it", what, e.toString());
    }
  }

  private static void removeQuietly(Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      LOG.debug("left behind: {}", file, e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
