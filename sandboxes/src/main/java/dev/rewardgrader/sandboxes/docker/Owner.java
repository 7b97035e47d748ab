package dev.rewardgrader.sandboxes.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which process made a container, as its labels tell: so that the next start of a grader can remove
 * what a killed one left, and nothing of a living one.
 *
 * @param machine the host's identity, across restarts
 * @param boot the identity of this start of the host
 * @param namespace the process-id namespace: numbers of another one mean nothing here
 * @param pid the process
 * @param start when the process started, in clock ticks since the host did
 */
public record Owner(String machine, String boot, String namespace, long pid, String start) {
  static final String LABEL = "dev.rewardgrader.sandbox";
  private static final String PREFIX = LABEL + ".";

  public static Owner self() {
    long pid = ProcessHandle.current().pid();
    return new Owner(thisMachine(), thisBoot(), thisNamespace(), pid, startOf(pid).orElse(""));
  }

  static Optional<Owner> of(Map<String, String> labels) {
    try {
      return Optional.of(
          new Owner(
              labels.getOrDefault(PREFIX + "machine", ""),
              labels.getOrDefault(PREFIX + "boot", ""),
              labels.getOrDefault(PREFIX + "namespace", ""),
              Long.parseLong(labels.getOrDefault(PREFIX + "pid", "")),
              labels.getOrDefault(PREFIX + "start", "")));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** What containers of this process are marked with. */
  public Map<String, String> labels() {
    return Map.of(
        LABEL,
        "1",
        PREFIX + "machine",
        machine,
        PREFIX + "boot",
        boot,
        PREFIX + "namespace",
        namespace,
        PREFIX + "pid",
        Long.toString(pid),
        PREFIX + "start",
        start);
  }

  /** Removes the containers of processes that are no more. */
  public static void sweep(DockerClient client) {
    List<Container> all =
        client.listContainersCmd().withShowAll(true).withLabelFilter(List.of(LABEL)).exec();
    for (Container container : all) {
      if (of(container.getLabels()).filter(Owner::isGone).isPresent()) {
        try {
          client
              .removeContainerCmd(container.getId())
              .withForce(true)
              .withRemoveVolumes(true)
              .exec();
        } catch (NotFoundException | ConflictException e) {
          // Another grader is removing it.
        }
      }
    }
  }

  /** Whether that process is certainly no more; in doubt it is thought alive. */
  boolean isGone() {
    if (!machine.equals(thisMachine())) {
      return false;
    }
    if (!boot.equals(thisBoot())) {
      return true;
    }
    return namespace.equals(thisNamespace()) && !startOf(pid).equals(Optional.of(start));
  }

  private static String thisMachine() {
    return read("/etc/machine-id").orElse("");
  }

  private static String thisBoot() {
    return read("/proc/sys/kernel/random/boot_id").orElse("");
  }

  private static String thisNamespace() {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
    } catch (IOException e) {
      return "";
    }
  }

  /** Field 22 of the process's stat; the name before it is in parentheses and may hold anything. */
  private static Optional<String> startOf(long pid) {
    return read("/proc/" + pid + "/stat")
        .map(stat -> stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[19]);
  }

  private static Optional<String> read(String file) {
    try {
      return Optional.of(Files.readString(Path.of(file), StandardCharsets.ISO_8859_1).strip());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
