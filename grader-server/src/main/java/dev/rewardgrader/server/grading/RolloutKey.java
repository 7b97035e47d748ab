package dev.rewardgrader.server.grading;

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
      // Records print all their fields, so that equal texts mean equal tasks.
      add(digest, rollout.task().toString());
      add(digest, rollout.completion().text());
      add(digest, rollout.meta().toString());
      return "grade:" + HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void add(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
    digest.update(bytes);
  }
}
