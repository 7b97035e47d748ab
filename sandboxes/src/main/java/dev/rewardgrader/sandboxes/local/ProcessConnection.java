package dev.rewardgrader.sandboxes.local;

import dev.rewardgrader.sandboxes.protocol.Connection;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A supervisor as a child process. */
final class ProcessConnection implements Connection {
  private static final int COMPLAINT_BYTES = 4096;

  private final Process process;
  private volatile String complaint = "";
  private final Thread listener;

  ProcessConnection(Process process) {
    this.process = process;
    this.listener =
        Thread.ofPlatform().daemon().name("sandbox-stderr").start(this::collectComplaint);
  }

  @Override
  public InputStream fromSupervisor() {
    return process.getInputStream();
  }

  @Override
  public OutputStream toSupervisor() {
    return process.getOutputStream();
  }

  @Override
  public String complaint() {
    try {
      listener.join(1000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return isHopeless()
        ? complaint.strip()
            + " (the system forbids bubblewrap's namespaces or mounts; inside a container, start that"
            + " with --security-opt seccomp=unconfined --security-opt systempaths=unconfined, or use"
            + " --sandbox docker)"
        : complaint.strip();
  }

  @Override
  public boolean isHopeless() {
    return complaint.startsWith("bwrap: ")
        && (complaint.contains("Operation not permitted")
            || complaint.contains("Permission denied"));
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // The pipe of a killed process is closed one way or the other.
    }
  }

  private void collectComplaint() {
    byte[] bytes = new byte[1024];
    StringBuilder heard = new StringBuilder();
    try (InputStream in = process.getErrorStream()) {
      for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
        if (heard.length() < COMPLAINT_BYTES) {
          heard.append(new String(bytes, 0, n, StandardCharsets.UTF_8));
          complaint = heard.toString();
        }
      }
    } catch (IOException e) {
      // The process is gone, and with it what it had to say.
    }
  }
}
