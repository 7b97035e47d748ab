package dev.rewardgrader.sandboxes.docker;

import com.github.dockerjava.api.command.BuildImageResultCallback;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import dev.rewardgrader.sandbox.SandboxException;
import dev.rewardgrader.sandboxes.protocol.SupervisorBinary;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Images with the supervisor in them: each is the asked-for image and one thin layer, built once by
 * the engine itself, so that no file system needs to be shared with it.
 */
final class Images {
  static final String SUPERVISOR = "/grader-supervisor";
  static final String REPOSITORY = "grader/sandbox";

  /** Which image the supervisor was added to. */
  static final String BASE_LABEL = Owner.LABEL + ".base";

  /**
   * An image ready for sandboxes.
   *
   * @param id of the image with the supervisor
   * @param name the asked-for image with its digest, for the record
   */
  record Ready(String id, String name) {}

  private final Engine engine;
  private final SupervisorBinary supervisor;
  private final Map<String, Ready> ready = new ConcurrentHashMap<>();
  private final ReentrantLock building = new ReentrantLock();

  Images(Engine engine, SupervisorBinary supervisor) {
    this.engine = engine;
    this.supervisor = supervisor;
  }

  Ready get(String reference) throws SandboxException {
    Ready known = ready.get(reference);
    if (known != null) {
      return known;
    }
    building.lock();
    try {
      known = ready.get(reference);
      if (known == null) {
        known = prepare(reference);
        ready.put(reference, known);
      }
      return known;
    } finally {
      building.unlock();
    }
  }

  /** Forgets what was found, such as when the engine was restarted with other images. */
  void forget(String reference) {
    ready.remove(reference);
  }

  private Ready prepare(String reference) throws SandboxException {
    InspectImageResponse base = engine.call("inspect images", client -> inspect(reference));
    if (base == null) {
      throw new SandboxException(
          "the Docker engine has no image "
              + reference
              + "; build it with scripts/build-images, or pull it",
          false);
    }
    String baseId = base.getId();
    String tag =
        REPOSITORY + ":" + baseId.replace("sha256:", "").substring(0, 16) + supervisor.hash();
    InspectImageResponse derived = engine.call("inspect images", client -> inspect(tag));
    String id = derived != null ? derived.getId() : build(baseId, tag);
    List<String> digests = base.getRepoDigests();
    String digest = digests == null || digests.isEmpty() ? baseId : digests.getFirst();
    String name = digest.contains("@") ? digest : reference + "@" + digest;
    return new Ready(id, name);
  }

  private InspectImageResponse inspect(String reference) throws IOException {
    try {
      return engine.client().inspectImageCmd(reference).exec();
    } catch (NotFoundException e) {
      return null;
    }
  }

  private String build(String baseId, String tag) throws SandboxException {
    EarlierImages.remove(engine, supervisor.hash());
    return engine.call(
        "build the image with the supervisor",
        client ->
            client
                .buildImageCmd(context(baseId))
                .withTags(Set.of(tag))
                .withLabels(Map.of(BASE_LABEL, baseId))
                .withForcerm(true)
                .exec(new BuildImageResultCallback())
                .awaitImageId());
  }

  private InputStream context(String baseId) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 20);
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      String dockerfile = "FROM " + baseId + "\nCOPY root/ /\n";
      add(tar, "Dockerfile", 0100644, dockerfile.getBytes(StandardCharsets.UTF_8));
      add(tar, "root/box/", 040755, new byte[0]);
      add(tar, "root/tmp/", 041777, new byte[0]);
      add(tar, "root" + SUPERVISOR, 0100555, supervisor.content());
    }
    return new ByteArrayInputStream(bytes.toByteArray());
  }

  private static void add(TarArchiveOutputStream tar, String name, int mode, byte[] content)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setMode(mode);
    entry.setSize(content.length);
    entry.setModTime(0);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }
}
