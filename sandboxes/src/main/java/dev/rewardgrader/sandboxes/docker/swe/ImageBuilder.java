package dev.rewardgrader.sandboxes.docker.swe;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.BuildImageCmd;
import com.github.dockerjava.api.command.BuildImageResultCallback;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.BuildResponseItem;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import dev.rewardgrader.grade.swe.container.SweEngineException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Builds images from the Dockerfiles of tasks, once for each content of their folder. */
public final class ImageBuilder implements AutoCloseable {
  private static final String REPOSITORY = "grader/swe-built";
  private static final Duration LONGEST_BUILD = Duration.ofMinutes(60);

  private final DockerClient client;
  private final boolean network;
  private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

  /**
   * A builder on the engine that {@code DOCKER_HOST} or the default socket names.
   *
   * @param network whether the commands of a Dockerfile may use one
   */
  public ImageBuilder(boolean network) {
    this.network = network;
    DefaultDockerClientConfig config =
        DefaultDockerClientConfig.createDefaultConfigBuilder().build();
    client =
        DockerClientImpl.getInstance(
            config,
            new ZerodepDockerHttpClient.Builder()
                .dockerHost(config.getDockerHost())
                .sslConfig(config.getSSLConfig())
                .connectionTimeout(Duration.ofSeconds(20))
                .responseTimeout(LONGEST_BUILD)
                .build());
  }

  /**
   * The name of the image of a folder with a Dockerfile, built if it is not there.
   *
   * @throws SweEngineException {@code image-build}, with the last words of the build, where it
   *     fails
   */
  public String ensure(Path context) throws SweEngineException, InterruptedException {
    String image = REPOSITORY + ":" + hash(context).substring(0, 32);
    ReentrantLock lock = locks.computeIfAbsent(image, name -> new ReentrantLock());
    lock.lockInterruptibly();
    try {
      if (!has(image)) {
        build(context, image);
      }
      return image;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Whether the engine has an image.
   *
   * @throws SweEngineException if no engine answers
   */
  public boolean has(String image) throws SweEngineException {
    try {
      client.inspectImageCmd(image).exec();
      return true;
    } catch (NotFoundException e) {
      return false;
    } catch (RuntimeException e) {
      throw DockerFaults.of("engine-fault", "the engine does not answer about " + image, e);
    }
  }

  private void build(Path context, String image) throws SweEngineException, InterruptedException {
    LastWords words = new LastWords();
    try (BuildImageCmd command = client.buildImageCmd()) {
      command
          .withBaseDirectory(context.toFile())
          .withDockerfile(context.resolve("Dockerfile").toFile())
          .withTags(Set.of(image))
          .withRemove(true)
          .withForcerm(true);
      if (!network) {
        command.withNetworkMode("none");
      }
      command.exec(words).awaitImageId(LONGEST_BUILD.toSeconds(), TimeUnit.SECONDS);
    } catch (RuntimeException e) {
      if (e.getCause() instanceof InterruptedException) {
        throw new InterruptedException();
      }
      throw new SweEngineException(
          "image-build",
          "the Dockerfile in "
              + context
              + " cannot be built: "
              + DockerFaults.message(e)
              + (words.last.isEmpty() ? "" : "; the build's last words: " + words.last),
          false,
          e);
    }
  }

  /** Remembers the last line that says something. */
  private static final class LastWords extends BuildImageResultCallback {
    /** What the engine itself says between the steps. */
    private static final Pattern OWN =
        Pattern.compile("Step \\d+/\\d+ |\\s*--->|Removing intermediate container");

    private volatile String last = "";

    @Override
    public void onNext(BuildResponseItem item) {
      String line = item.getStream();
      if (line != null && !line.isBlank() && !OWN.matcher(line).lookingAt()) {
        last = line.strip();
      }
      super.onNext(item);
    }
  }

  /** Over paths, what may be executed, contents, and whether there is a network. */
  private String hash(Path context) throws SweEngineException {
    try (Stream<Path> walk = Files.walk(context)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((byte) (network ? 1 : 0));
      List<Path> files = walk.filter(Files::isRegularFile).sorted().toList();
      for (Path file : files) {
        byte[] content = Files.readAllBytes(file);
        String head =
            context.relativize(file) + "\0" + Files.isExecutable(file) + "\0" + content.length;
        digest.update(head.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(content);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new SweEngineException(
          "image-build", "the folder " + context + " cannot be read: " + e.getMessage(), false, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (IOException e) {
      System.getLogger(ImageBuilder.class.getName())
          .log(System.Logger.Level.DEBUG, "closing the connection to Docker failed", e);
    }
  }
}
