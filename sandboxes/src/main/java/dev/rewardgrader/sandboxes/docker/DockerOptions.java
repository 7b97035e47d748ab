package dev.rewardgrader.sandboxes.docker;

import java.util.Map;

/**
 * How containers are made.
 *
 * @param sandboxes at most so many at once
 * @param boxBytes size of each one's box
 * @param memoryBytes memory of a whole container: a run's own limit, its input and the box together
 * @param cpus processors that one container may keep busy
 * @param images references of image names that do not follow {@code grader/<name>:<version>}
 * @param version the version of images that do
 * @param host the engine's address, or null for DOCKER_HOST or else the default socket
 */
public record DockerOptions(
    int sandboxes,
    long boxBytes,
    long memoryBytes,
    double cpus,
    Map<String, String> images,
    String version,
    String host) {

  /** One container for each processor of this host, boxes of 512 MiB, 4 GiB and 2 processors. */
  public static final DockerOptions DEFAULT =
      new DockerOptions(
          Runtime.getRuntime().availableProcessors(),
          512L << 20,
          4L << 30,
          2,
          Map.of(),
          "0.1.0",
          null);

  public DockerOptions {
    if (sandboxes < 1) {
      throw new IllegalArgumentException("at least one sandbox is needed, not " + sandboxes);
    }
    images = Map.copyOf(images);
  }

  public DockerOptions withSandboxes(int count) {
    return new DockerOptions(count, boxBytes, memoryBytes, cpus, images, version, host);
  }

  public DockerOptions withImages(Map<String, String> references) {
    return new DockerOptions(sandboxes, boxBytes, memoryBytes, cpus, references, version, host);
  }

  public DockerOptions withHost(String address) {
    return new DockerOptions(sandboxes, boxBytes, memoryBytes, cpus, images, version, address);
  }

  /** The engine's name for an image: a name with a slash or a colon is one already. */
  String reference(String image) {
    String given = images.get(image);
    if (given != null) {
      return given;
    }
    boolean reference = image.indexOf('/') >= 0 || image.indexOf(':') >= 0;
    return reference ? image : "grader/" + image + ":" + version;
  }
}
