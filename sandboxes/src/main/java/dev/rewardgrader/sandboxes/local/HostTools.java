package dev.rewardgrader.sandboxes.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Which programs the host has: its release, the state of its package manager, and what was put
 * beside that. Changes with every installation and update.
 */
final class HostTools {
  private static final List<Path> PLACES =
      List.of(
          Path.of("/etc/os-release"),
          Path.of("/var/lib/dpkg/status"),
          Path.of("/var/lib/rpm"),
          Path.of("/usr/bin"),
          Path.of("/usr/local/bin"),
          Path.of("/usr/local/lib"),
          Path.of("/opt/grader"));

  static final String ID = id();

  private HostTools() {}

  private static String id() {
    StringBuilder id = new StringBuilder("host");
    for (Path place : PLACES) {
      try {
        id.append(' ')
            .append(place)
            .append('=')
            .append(Files.getLastModifiedTime(place).toMillis())
            .append('/')
            .append(Files.size(place));
      } catch (IOException e) {
        id.append(' ').append(place).append("=none");
      }
    }
    return id.toString();
  }
}
