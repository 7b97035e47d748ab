package dev.rewardgrader.sandboxes.docker.swe;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.command.PullImageResultCallback;
import com.github.dockerjava.api.exception.NotFoundException;
import dev.rewardgrader.grade.swe.container.SweEngineException;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Gets images: from the engine if it has them, else from their registry, with some patience. Keeps
 * what it pulled within a quota.
 */
final class ImagePuller {
  private static final int ATTEMPTS = 3;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
  private static final Duration RATE_LIMIT_PAUSE = Duration.ofSeconds(20);
  private static final Duration LONGEST_PULL = Duration.ofMinutes(30);
  private static final System.Logger LOG = System.getLogger(ImagePuller.class.getName());

  private final DockerClient client;
  private final ImageLedger ledger;
  private final Pause pause;
  private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> inUse = new ConcurrentHashMap<>();

  /** How time is let pass. */
  @FunctionalInterface
  interface Pause {
    void of(Duration time) throws InterruptedException;
  }

  ImagePuller(DockerClient client, ImageLedger ledger) {
    this(client, ledger, Thread::sleep);
  }

  ImagePuller(DockerClient client, ImageLedger ledger, Pause pause) {
    this.client = client;
    this.ledger = ledger;
    this.pause = pause;
  }

  /**
   * The image, pulled if need be; of several callers one pulls.
   *
   * @throws SweEngineException if it cannot be had; the code tells a missing image, a registry's
   *     rate limit and an unreachable registry apart
   */
  InspectImageResponse ensure(String image) throws SweEngineException, InterruptedException {
    ReentrantLock lock = locks.computeIfAbsent(image, name -> new ReentrantLock());
    lock.lockInterruptibly();
    try {
      return get(image);
    } finally {
      lock.unlock();
    }
  }

  /** Keeps an image from being removed until {@link #release}. */
  void hold(String image) {
    inUse.computeIfAbsent(image, name -> new AtomicInteger()).incrementAndGet();
  }

  void release(String image) {
    inUse.get(image).decrementAndGet();
  }

  private InspectImageResponse get(String image) throws SweEngineException, InterruptedException {
    Optional<InspectImageResponse> found = inspect(image);
    SweEngineException last = null;
    for (int attempt = 0; found.isEmpty() && attempt < ATTEMPTS; attempt++) {
      if (attempt > 0) {
        boolean limited = last != null && last.code().equals("image-rate-limit");
        pause.of((limited ? RATE_LIMIT_PAUSE : FIRST_PAUSE).multipliedBy(1L << (attempt - 1)));
      }
      last = pull(image);
      if (last == null) {
        found = inspect(image);
      } else if (!last.isTemporary()) {
        throw last;
      }
    }
    if (found.isEmpty()) {
      throw last == null ? missing(image, null) : last;
    }
    ledger.used(image);
    return found.get();
  }

  /** What the engine says of an image that it has. */
  private Optional<InspectImageResponse> inspect(String image) throws SweEngineException {
    try {
      return Optional.of(client.inspectImageCmd(image).exec());
    } catch (NotFoundException _) {
      return Optional.empty();
    } catch (RuntimeException e) {
      throw DockerFaults.of("engine-fault", "the engine does not answer about " + image, e);
    }
  }

  /** Null if it worked. */
  private SweEngineException pull(String image) throws InterruptedException {
    try {
      PullImageResultCallback done = client.pullImageCmd(image).exec(new PullImageResultCallback());
      if (!done.awaitCompletion(LONGEST_PULL.toSeconds(), TimeUnit.SECONDS)) {
        return new SweEngineException(
            "image-pull", "pulling " + image + " took longer than " + LONGEST_PULL, true, null);
      }
      Long size = client.inspectImageCmd(image).exec().getSize();
      ledger.pulled(image, size == null ? 0 : size);
      makeRoom(image);
      return null;
    } catch (NotFoundException e) {
      return missing(image, e);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "the list of pulled images cannot be kept: {0}", e);
      return null;
    } catch (RuntimeException e) {
      return classify(image, e);
    }
  }

  private void makeRoom(String wanted) throws IOException {
    hold(wanted);
    try {
      for (String image :
          ledger.superfluous(
              inUse.entrySet().stream()
                  .filter(entry -> entry.getValue().get() > 0)
                  .map(Map.Entry::getKey)
                  .toList())) {
        remove(image);
      }
    } finally {
      release(wanted);
    }
  }

  private void remove(String image) throws IOException {
    try {
      client.removeImageCmd(image).exec();
      LOG.log(System.Logger.Level.INFO, "image {0} was removed: the quota is full", image);
    } catch (NotFoundException e) {
      // Somebody removed it before us.
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "image {0} cannot be removed: {1}", image, e);
      return;
    }
    ledger.removed(image);
  }

  private static SweEngineException classify(String image, RuntimeException e) {
    String message = DockerFaults.message(e);
    String lower = message.toLowerCase(Locale.ROOT);
    if (lower.contains("toomanyrequests")
        || lower.contains("too many requests")
        || lower.contains("rate limit")) {
      return new SweEngineException(
          "image-rate-limit",
          "the registry of " + image + " limits pulls; log in, or pull later: " + message,
          true,
          e);
    }
    if (lower.contains("not found")
        || lower.contains("denied")
        || lower.contains("unauthorized")
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
        "image "
            + image
            + " is neither on this machine nor to be had from its registry; build or load it, or"
            + " log in where the registry asks for that",
        false,
        e);
  }
}
