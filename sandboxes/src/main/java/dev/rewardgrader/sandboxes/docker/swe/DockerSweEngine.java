package dev.rewardgrader.sandboxes.docker.swe;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import dev.rewardgrader.grade.swe.container.ContainerLimits;
import dev.rewardgrader.grade.swe.container.SweContainer;
import dev.rewardgrader.grade.swe.container.SweEngine;
import dev.rewardgrader.grade.swe.container.SweEngineException;
import dev.rewardgrader.sandboxes.docker.Owner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/** Containers of the Docker engine that {@code DOCKER_HOST} or the default socket names. */
public final class DockerSweEngine implements SweEngine {
  private static final int CONNECTIONS = 128;
  private static final Duration ANSWER = Duration.ofHours(2);

  /** The label that tells the image of an evaluation's container. */
  static final String LABEL = "dev.rewardgrader.swe";

  private static final Map<String, String> OWNER = Owner.self().labels();

  private final DockerClient client;
  private final ImagePuller images;

  /** A container takes longer to go than the next one to come. */
  private final ExecutorService removals = Executors.newVirtualThreadPerTaskExecutor();

  private DockerSweEngine(DockerClient client, ImageLedger ledger) {
    this.client = client;
    images = new ImagePuller(client, ledger);
  }

  /** Connects to the engine, without a limit on what pulled images take. */
  public static DockerSweEngine connect() throws SweEngineException {
    return connect(0);
  }

  /**
   * Connects to the engine.
   *
   * @param imageQuota bytes that pulled images may take together, 0 for no limit; beyond it the
   *     least recently used ones are removed
   * @throws SweEngineException if none answers
   */
  public static DockerSweEngine connect(long imageQuota) throws SweEngineException {
    DefaultDockerClientConfig config =
        DefaultDockerClientConfig.createDefaultConfigBuilder().build();
    DockerClient client =
        DockerClientImpl.getInstance(
            config,
            new ZerodepDockerHttpClient.Builder()
                .dockerHost(config.getDockerHost())
                .sslConfig(config.getSSLConfig())
                .maxConnections(CONNECTIONS)
                .connectionTimeout(Duration.ofSeconds(20))
                .responseTimeout(ANSWER)
                .build());
    try {
      client.pingCmd().exec();
      Owner.sweep(client);
    } catch (RuntimeException e) {
      throw new SweEngineException(
          "engine-missing",
          "no Docker engine answers at "
              + config.getDockerHost()
              + "; start one, or set DOCKER_HOST: "
              + e.getMessage(),
          true,
          e);
    }
    try {
      return new DockerSweEngine(client, new ImageLedger(ledgerFile(), imageQuota));
    } catch (IOException e) {
      throw new SweEngineException(
          "image-ledger", "the list of pulled images cannot be read: " + e.getMessage(), false, e);
    }
  }

  private static Path ledgerFile() {
    String cache = System.getenv("XDG_CACHE_HOME");
    Path base =
        cache == null || cache.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(cache);
    return base.resolve("grader/swe-images.tsv");
  }

  /**
   * Gets an image, pulling it if need be; returns it with its digest.
   *
   * @throws SweEngineException if it cannot be had
   */
  public String fetch(String image) throws SweEngineException, InterruptedException {
    return digest(images.ensure(image), image);
  }

  @Override
  public SweContainer start(String image, ContainerLimits limits)
      throws SweEngineException, InterruptedException {
    images.hold(image);
    try {
      return start(image, images.ensure(image), limits);
    } catch (SweEngineException | InterruptedException | RuntimeException e) {
      images.release(image);
      throw e;
    }
  }

  private SweContainer start(String image, InspectImageResponse found, ContainerLimits limits)
      throws SweEngineException {
    String id = null;
    try {
      id =
          client
              .createContainerCmd(found.getId())
              .withLabels(labels(image))
              .withUser("root")
              .withEntrypoint("tail", "-f", "/dev/null")
              .withCmd(List.of())
              .withHostConfig(walls(limits))
              .exec()
              .getId();
      client.startContainerCmd(id).exec();
    } catch (RuntimeException e) {
      remove(id);
      throw DockerFaults.of("container-start", "a container of " + image + " cannot start", e);
    }
    String started = id;
    return new DockerSweContainer(client, id, digest(found, image), () -> close(started, image));
  }

  private void close(String id, String image) {
    try {
      removals.execute(
          () -> {
            remove(id);
            images.release(image);
          });
    } catch (RejectedExecutionException e) {
      // The engine was closed first: the next start of a grader removes the container.
    }
  }

  private static Map<String, String> labels(String image) {
    Map<String, String> labels = new HashMap<>(OWNER);
    labels.put(LABEL, image);
    return labels;
  }

  /** No network, no swap, no new privileges, and of the capabilities only Docker's own. */
  private static HostConfig walls(ContainerLimits limits) {
    HostConfig config =
        HostConfig.newHostConfig()
            .withNetworkMode("none")
            .withMemory(limits.memoryBytes())
            .withMemorySwap(limits.memoryBytes())
            .withPidsLimit((long) limits.pids())
            .withInit(true)
            .withSecurityOpts(List.of("no-new-privileges"));
    return limits.cpus() == 0 ? config : config.withNanoCPUs((long) (limits.cpus() * 1e9));
  }

  private static String digest(InspectImageResponse image, String name) {
    List<String> digests = image.getRepoDigests();
    return digests == null || digests.isEmpty() ? name + "@" + image.getId() : digests.getFirst();
  }

  private void remove(String id) {
    if (id != null) {
      try {
        client.removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec();
      } catch (NotFoundException e) {
        // It is gone, which is what was wanted.
      } catch (RuntimeException e) {
        System.getLogger(DockerSweEngine.class.getName())
            .log(System.Logger.Level.WARNING, "container {0} could not be removed: {1}", id, e);
      }
    }
  }

  @Override
  public void close() {
    removals.close();
    try {
      client.close();
    } catch (IOException e) {
      System.getLogger(DockerSweEngine.class.getName())
          .log(System.Logger.Level.DEBUG, "closing the connection to Docker failed", e);
    }
  }
}
