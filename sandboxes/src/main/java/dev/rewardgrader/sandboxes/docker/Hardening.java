package dev.rewardgrader.sandboxes.docker;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import dev.rewardgrader.sandbox.SandboxException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A container's configuration. Nothing of /proc is masked, because the kernel lets the supervisor
 * give each run a fresh /proc of its own only where the container's is whole; everything in it that
 * matters belongs to root, whom nobody in the container is.
 */
final class Hardening extends HostConfig {
  private static final long serialVersionUID = 1L;

  private Hardening() {}

  @JsonProperty("MaskedPaths")
  public List<String> getMaskedPaths() {
    return List.of();
  }

  @JsonProperty("ReadonlyPaths")
  public List<String> getReadonlyPaths() {
    return List.of();
  }

  /**
   * What is known of an engine.
   *
   * @param cpus processors that a container gets, or 0 for all
   * @param appArmor whether it is used: its default profile forbids every mount
   */
  record Traits(double cpus, boolean appArmor) {}

  static HostConfig of(DockerOptions options, Traits engine) throws SandboxException {
    List<String> security = new ArrayList<>(List.of("no-new-privileges", "seccomp=" + profile()));
    if (engine.appArmor) {
      security.add("apparmor=unconfined");
    }
    String tmpfs = "rw,nosuid,nodev,exec,mode=1777,size=" + options.boxBytes();
    return new Hardening()
        .withNetworkMode("none")
        .withCapDrop(Capability.ALL)
        .withSecurityOpts(security)
        .withReadonlyRootfs(true)
        .withTmpFs(Map.of("/box", tmpfs, "/tmp", tmpfs))
        .withMemory(options.memoryBytes())
        .withMemorySwap(options.memoryBytes())
        .withPidsLimit(4096L)
        .withNanoCPUs((long) (engine.cpus * 1e9))
        .withIpcMode("private")
        .withInit(false)
        .withAutoRemove(true)
        .withLogConfig(new LogConfig(LogConfig.LoggingType.NONE));
  }

  private static String profile() throws SandboxException {
    try (InputStream in = Hardening.class.getResourceAsStream("seccomp.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new SandboxException("this build has no seccomp profile", false, e);
    }
  }
}
