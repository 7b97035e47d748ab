package dev.rewardgrader.sandboxes.docker;

import com.github.dockerjava.api.model.Container;
import dev.rewardgrader.sandbox.SandboxException;
import java.util.List;

/** What is done to containers of any kind. */
final class Containers {
  private Containers() {}

  /** Removes what killed graders left in the engine. */
  static void sweep(Engine engine) throws SandboxException {
    List<Container> all =
        engine.call(
            "list containers",
            client ->
                client
                    .listContainersCmd()
                    .withShowAll(true)
                    .withLabelFilter(List.of(Owner.LABEL))
                    .exec());
    for (Container container : all) {
      if (Owner.of(container.getLabels()).filter(Owner::isGone).isPresent()) {
        removeQuietly(engine, container.getId());
      }
    }
  }

  static void removeQuietly(Engine engine, String id) {
    try {
      engine.call(
          "remove a container",
          client -> client.removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec());
    } catch (SandboxException e) {
      // Gone already, or the engine is away: then the next start of a grader removes it.
    }
  }
}
