package dev.rewardgrader.sandboxes.pool;

import dev.rewardgrader.sandbox.SandboxException;
import dev.rewardgrader.sandbox.SandboxInfo;
import dev.rewardgrader.sandboxes.protocol.Connection;

/** Makes outer walls with a supervisor inside. Thread-safe. */
public interface Launcher extends AutoCloseable {

  /** Starts a supervisor that has the programs of an image. */
  Connection launch(String image) throws SandboxException, InterruptedException;

  /** What the reward record says of a sandbox of this image. */
  SandboxInfo describe(String image, boolean namespaces) throws SandboxException;

  /** The tools that an image has, as a text that changes when they do. */
  String toolsOf(String image) throws SandboxException;

  @Override
  void close();
}
