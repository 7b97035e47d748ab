package dev.rewardgrader.sandboxes.docker.swe;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.command.PullImageResultCallback;
import com.github.dockerjava.api.exception.NotFoundException;
import dev.rewardgrader.grade.swe.container.SweEngineException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Gets images: from the engine if it has them, else from their registry, with some patience. */
final class ImagePuller {
  private static final int ATTEMPTS = 3;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
  private static final Duration LONGEST_PULL = Duration.ofMinutes(30);

  private final DockerClient client;

  ImagePuller(DockerClient client) {
    this.client = client;
  }

  /**
   * The image, pulled if need be.
   *
   * @throws SweEngineException if it cannot be had; the code tells a missing image, a registry's
   *     rate limit and an unreachable registry apart
   */
  InspectImageResponse ensure(String image) throws SweEngineException, InterruptedException {
    SweEngineException last = null;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (attempt > 0) {
        Thread.sleep(FIRST_PAUSE.multipliedBy(1L << (attempt - 1)));
      }
      try {
        return client.inspectImageCmd(image).exec();
      } catch (NotFoundException e) {
        last = pull(image);
        if (last != null && !last.isTemporary()) {
          throw last;
        }
      } catch (RuntimeException e) {
        throw DockerFaults.of("engine-fault", "the engine does not answer about " + image, e);
      }
    }
    throw last == null ? missing(image, null) : last;
  }

  /** Null if it worked. */
  private SweEngineException pull(String image) throws InterruptedException {
    try {
      PullImageResultCallback done = client.pullImageCmd(image).exec(new PullImageResultCallback());
      boolean finished = done.awaitCompletion(LONGEST_PULL.toSeconds(), TimeUnit.SECONDS);
      return finished
          ? null
          : new SweEngineException(
              "image-pull", "pulling " + image + " took longer than " + LONGEST_PULL, true, null);
    } catch (NotFoundException e) {
      return missing(image, e);
    } catch (RuntimeException e) {
      return classify(image, e);
    }
  }

  private static SweEngineException classify(String image, RuntimeException e) {
    String message = DockerFaults.message(e);
    String lower = message.toLowerCase(Locale.ROOT);
    if (lower.contains("toomanyrequests") || lower.contains("rate limit")) {
      return new SweEngineException(
          "image-rate-limit",
          "the registry of " + image + " limits pulls; log in, or pull later: " + message,
          true,
          e);
    }
    if (lower.contains("not found")
        || lower.contains("denied")
        || lower.contains("manifest unknown")) {
      return missing(image, e);
    }
    return new SweEngineException(
        "image-pull",
        "image " + image + " is not on this machine, and its registry does not give it: " + message,
        true,
        e);
  }

  private static SweEngineException missing(String image, RuntimeException e) {
    return new SweEngineException(
        "image-missing",
        "image " + image + " is neither on this machine nor in its registry; build or load it",
        false,
        e);
  }
}
