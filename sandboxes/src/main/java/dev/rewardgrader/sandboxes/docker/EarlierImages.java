package dev.rewardgrader.sandboxes.docker;

import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Image;
import dev.rewardgrader.sandbox.SandboxException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * Images with supervisors of earlier builds: each build of the grader makes its own, and nobody
 * else would ever remove them.
 */
final class EarlierImages {
  /** A grader of another version may be starting containers of what it has just built. */
  private static final Duration LEFT_ALONE = Duration.ofHours(1);

  private EarlierImages() {}

  /**
   * Removes those of another supervisor that no container uses. What the engine refuses stays.
   *
   * @param engine where they are
   * @param supervisor the present one's hash, with which the tags of its images end
   */
  static void remove(Engine engine, String supervisor) throws SandboxException {
    List<Image> all =
        engine.call(
            "list images",
            client -> client.listImagesCmd().withLabelFilter(Images.BASE_LABEL).exec());
    for (Image image : all) {
      for (String tag : removable(image, supervisor, Instant.now())) {
        try {
          engine.call("remove an image", client -> client.removeImageCmd(tag).exec());
        } catch (SandboxException e) {
          if (!(e.getCause() instanceof DockerException)) {
            throw e;
          }
        }
      }
    }
  }

  /** Those of the image's tags that are to be removed. */
  static List<String> removable(Image image, String supervisor, Instant now) {
    boolean young =
        image.getCreated() == null
            || Instant.ofEpochSecond(image.getCreated()).plus(LEFT_ALONE).isAfter(now);
    String[] tags = image.getRepoTags();
    if (young || tags == null) {
      return List.of();
    }
    return Arrays.stream(tags)
        .filter(tag -> tag.startsWith(Images.REPOSITORY + ":") && !tag.endsWith(supervisor))
        .toList();
  }
}
