package dev.rewardgrader.server.grading;

import dev.rewardgrader.json.CanonicalJson;
import dev.rewardgrader.rollout.Rollout;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What makes two rollouts the same work: task, completion, and what a policy may look at. */
final class RolloutKey {
  private RolloutKey() {}

  static String of(Rollout rollout) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      // As JSON, where a gold "1, 2" is not the golds "1" and "2".
      add(digest, rollout.task().kind().word().getBytes(StandardCharsets.UTF_8));
      add(digest, CanonicalJson.bytes(rollout.task()));
      add(digest, rollout.completion().text().getBytes(StandardCharsets.UTF_8));
      add(digest, CanonicalJson.bytes(rollout.meta()));
      return "grade:" + HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void add(MessageDigest digest, byte[] bytes) {
    digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
    digest.update(bytes);
  }
}
