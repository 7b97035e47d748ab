package dev.rewardgrader.sandboxes.docker.swe;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import dev.rewardgrader.sandboxes.docker.Owner;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The containers that one engine of this process started, known by their labels. */
final class OwnContainers {
  /** The label that tells the image of an evaluation's container. */
  static final String LABEL = "dev.rewardgrader.swe";

  /** The label that tells which engine of a process started a container. */
  private static final String ENGINE = LABEL + ".engine";

  private static final Map<String, String> OWNER = Owner.self().labels();
  private static final System.Logger LOG = System.getLogger(OwnContainers.class.getName());

  private final DockerClient client;
  private final String engine = UUID.randomUUID().toString();

  OwnContainers(DockerClient client) {
    this.client = client;
  }

  /** What a container of an image is marked with. */
  Map<String, String> labels(String image) {
    Map<String, String> labels = new HashMap<>(OWNER);
    labels.put(LABEL, image);
    labels.put(ENGINE, engine);
    return labels;
  }

  /** Ends and removes a container, if there is one; null for none. */
  void remove(String id) {
    if (id != null) {
      try {
        client.removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec();
      } catch (NotFoundException | ConflictException e) {
        // It is gone, or going, which is what was wanted.
      } catch (RuntimeException e) {
        LOG.log(System.Logger.Level.WARNING, "container {0} could not be removed: {1}", id, e);
      }
    }
  }

  /**
   * Removes whatever is left. A caller that was interrupted may not have been told of the container
   * that was made for it.
   */
  void removeAll() {
    try {
      client
          .listContainersCmd()
          .withShowAll(true)
          .withLabelFilter(List.of(ENGINE + "=" + engine))
          .exec()
          .forEach(container -> remove(container.getId()));
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.DEBUG, "containers that are left were not seen", e);
    }
  }
}
