package dev.rewardgrader.engine;

import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.json.CanonicalJson;
import dev.rewardgrader.rollout.Rollout;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Equal rollouts of one run are graded once: a group's samples often repeat each other. A rollout
 * that comes while its twin is being graded waits for it. Faults are not kept.
 */
final class GradeCache {
  /** A grade, and whether it was made before: for a twin, or in another run. */
  record Cached(Grade grade, boolean before) {}

  /** Makes a grade. */
  interface Work {
    Cached grade() throws GraderFault, InterruptedException;
  }

  private final Map<String, CompletableFuture<Grade>> grades;

  GradeCache(int size) {
    this.grades =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, CompletableFuture<Grade>> eldest) {
            return size() > size;
          }
        };
  }

  Cached get(Rollout rollout, Work work) throws GraderFault, InterruptedException {
    String key = key(rollout);
    CompletableFuture<Grade> mine = new CompletableFuture<>();
    CompletableFuture<Grade> theirs;
    synchronized (grades) {
      theirs = grades.putIfAbsent(key, mine);
    }
    if (theirs != null) {
      try {
        return new Cached(theirs.get(), true);
      } catch (ExecutionException e) {
        // The twin failed, which says nothing about us.
        return work.grade();
      }
    }
    try {
      Cached made = work.grade();
      mine.complete(made.grade());
      return made;
    } finally {
      if (!mine.isDone()) {
        synchronized (grades) {
          grades.remove(key, mine);
        }
        mine.completeExceptionally(new IllegalStateException("not graded"));
      }
    }
  }

  private static String key(Rollout rollout) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      // As JSON, where a gold "1, 2" is not the golds "1" and "2".
      byte[] task = CanonicalJson.bytes(rollout.task());
      String kind = rollout.task().kind().word();
      digest.update((kind + task.length).getBytes(StandardCharsets.US_ASCII));
      digest.update((byte) ':');
      digest.update(task);
      digest.update(rollout.completion().text().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
