package dev.rewardgrader.server.run;

import dev.rewardgrader.sandbox.language.Language;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * A program as a client sends it.
 *
 * @param files further files beside the source, path to content
 * @param compileTime what compiling may take
 * @param memoryBytes what a run may use
 */
public record ProgramText(
    Language language,
    String source,
    Map<String, byte[]> files,
    Duration compileTime,
    long memoryBytes) {

  /** Equal for programs that can share what was compiled. */
  String key() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      add(digest, language.name().getBytes(StandardCharsets.UTF_8));
      add(digest, source.getBytes(StandardCharsets.UTF_8));
      add(digest, Long.toString(memoryBytes).getBytes(StandardCharsets.UTF_8));
      new TreeMap<>(files)
          .forEach(
              (path, content) -> {
                add(digest, path.getBytes(StandardCharsets.UTF_8));
                add(digest, content);
              });
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Equal for runs that give the same. */
  public String key(Run run) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      add(digest, key().getBytes(StandardCharsets.UTF_8));
      add(digest, run.stdin());
      add(digest, run.time().toString().getBytes(StandardCharsets.UTF_8));
      run.arguments().forEach(word -> add(digest, word.getBytes(StandardCharsets.UTF_8)));
      add(digest, run.fetch().toString().getBytes(StandardCharsets.UTF_8));
      add(digest, new byte[] {(byte) (run.report() ? 1 : 0)});
      return "run:" + HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void add(MessageDigest digest, byte[] bytes) {
    digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
    digest.update(bytes);
  }
}
