package dev.rewardgrader.sandboxes.docker.swe;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.model.HealthCheck;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** Containers of the Docker engine that {@code DOCKER_HOST} or the default socket names. */
public final class DockerSweEngine implements SweEngine {
  private static final int CONNECTIONS = 128;
  private static final Duration ANSWER = Duration.ofHours(2);

  /** Containers find no IPv6 on their loopback interface, so that {@code localhost} is IPv4. */
  private static final String IPV6 = "net.ipv6.conf.all.disable_ipv6";

  private final DockerClient client;
  private final ImagePuller images;
  private final OwnContainers own;

  private volatile boolean quietIpv6 = true;

  /** A container takes longer to go than the next one to come. */
  private final ExecutorService removals = Executors.newVirtualThreadPerTaskExecutor();

  private DockerSweEngine(DockerClient client, ImageLedger ledger) {
    this.client = client;
    images = new ImagePuller(client, ledger);
    own = new OwnContainers(client);
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
      throws SweEngineException, InterruptedException {
    Started started;
    try {
      started = started(image, found.getId(), limits);
    } catch (RuntimeException e) {
      throw DockerFaults.of("container-start", "a container of " + image + " cannot start", e);
    }
    return new DockerSweContainer(
        client,
        started.id(),
        digest(found, image),
        started.first(),
        first -> close(started.id(), first, image));
  }

  /** A container with its first process. */
  private record Started(String id, FirstProcess first) {}

  private Started started(String image, String imageId, ContainerLimits limits)
      throws SweEngineException, InterruptedException {
    boolean quiet = quietIpv6;
    try {
      return started(image, imageId, walls(limits, quiet));
    } catch (RuntimeException e) {
      if (!quiet || !String.valueOf(e.getMessage()).contains(IPV6)) {
        throw e;
      }
      // The engine's machine knows no IPv6, so that none has to be switched off.
      quietIpv6 = false;
      return started(image, imageId, walls(limits, false));
    }
  }

  private Started started(String image, String imageId, HostConfig walls)
      throws SweEngineException, InterruptedException {
    String id = null;
    FirstProcess first = null;
    boolean started = false;
    try {
      id =
          client
              .createContainerCmd(imageId)
              .withLabels(own.labels(image))
              .withUser("root")
              .withEntrypoint(FirstProcess.command())
              .withCmd(List.of())
              .withHealthcheck(new HealthCheck().withTest(List.of("NONE")))
              .withNetworkDisabled(true)
              .withAttachStdin(true)
              .withAttachStdout(true)
              .withAttachStderr(true)
              .withStdinOpen(true)
              .withStdInOnce(true)
              .withHostConfig(walls)
              .exec()
              .getId();
      first = FirstProcess.attach(client, id);
      client.startContainerCmd(id).exec();
      started = true;
      return new Started(id, first);
    } finally {
      if (!started) {
        if (first != null) {
          first.close();
        }
        discard(id);
      }
    }
  }

  /** Removes what did not start; by another thread, since the caller may have been interrupted. */
  private void discard(String id) {
    try {
      removals.execute(() -> own.remove(id));
    } catch (RejectedExecutionException e) {
      // The engine was closed first.
      own.remove(id);
    }
  }

  private void close(String id, FirstProcess first, String image) {
    try {
      removals.execute(
          () -> {
            end(id, first);
            own.remove(id);
            images.release(image);
          });
    } catch (RejectedExecutionException e) {
      // The engine was closed first: the container ends with its input.
      first.close();
    }
  }

  /** A first process that ends by itself costs less than one that has to be killed. */
  private void end(String id, FirstProcess first) {
    try (first) {
      if (first.end()) {
        client.waitContainerCmd(id).start().awaitStatusCode(1, TimeUnit.MINUTES);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      System.getLogger(DockerSweEngine.class.getName())
          .log(System.Logger.Level.DEBUG, "the end of a container was not seen", e);
    }
  }

  /**
   * No network, no swap, no new privileges, and of the capabilities only Docker's own. The first
   * process is ours and ends its children itself; what it prints need not be logged.
   */
  private static HostConfig walls(ContainerLimits limits, boolean quietIpv6) {
    HostConfig config =
        HostConfig.newHostConfig()
            .withNetworkMode("none")
            .withMemory(limits.memoryBytes())
            .withMemorySwap(limits.memoryBytes())
            .withPidsLimit((long) limits.pids())
            .withInit(false)
            .withLogConfig(new LogConfig(LogConfig.LoggingType.NONE))
            .withSecurityOpts(List.of("no-new-privileges"));
    if (quietIpv6) {
      // As the engine does it where it makes the network.
      config.withSysctls(Map.of(IPV6, "1"));
    }
    return limits.cpus() == 0 ? config : config.withNanoCPUs((long) (limits.cpus() * 1e9));
  }

  private static String digest(InspectImageResponse image, String name) {
    List<String> digests = image.getRepoDigests();
    return digests == null || digests.isEmpty() ? name + "@" + image.getId() : digests.getFirst();
  }

  @Override
  public void close() {
    removals.close();
    own.removeAll();
    try {
      client.close();
    } catch (IOException e) {
      System.getLogger(DockerSweEngine.class.getName())
          .log(System.Logger.Level.DEBUG, "closing the connection to Docker failed", e);
    }
  }
}
