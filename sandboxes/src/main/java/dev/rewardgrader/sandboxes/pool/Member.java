package dev.rewardgrader.sandboxes.pool;

import dev.rewardgrader.sandbox.SandboxInfo;
import dev.rewardgrader.sandboxes.protocol.Supervisor;

/**
 * A started sandbox of the pool.
 *
 * @param idleSince {@link System#nanoTime()} of its last use
 */
record Member(String image, Supervisor supervisor, SandboxInfo info, long idleSince) {

  Member idleNow() {
    return new Member(image, supervisor, info, System.nanoTime());
  }
}
