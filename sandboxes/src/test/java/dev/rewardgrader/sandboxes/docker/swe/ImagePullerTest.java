package dev.rewardgrader.sandboxes.docker.swe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.abort;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import dev.rewardgrader.grade.swe.container.SweEngineException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real engine pulls from a registry that refuses as registries do. */
class ImagePullerTest {
  @TempDir Path folder;

  private final List<Duration> pauses = new ArrayList<>();
  private final List<String> wanted = new ArrayList<>();
  private DockerClient engine;
  private FakeRegistry registry;

  @BeforeEach
  void start() throws IOException {
    DefaultDockerClientConfig config =
        DefaultDockerClientConfig.createDefaultConfigBuilder().build();
    engine =
        DockerClientImpl.getInstance(
            config,
            new ZerodepDockerHttpClient.Builder().dockerHost(config.getDockerHost()).build());
    try {
      engine.pingCmd().exec();
    } catch (RuntimeException e) {
      abort("no Docker engine: " + e.getMessage());
    }
    registry = new FakeRegistry();
  }

  @AfterEach
  void stop() throws IOException {
    for (String image : wanted) {
      try {
        engine.removeImageCmd(image).exec();
      } catch (DockerException e) {
        // It was never pulled, or it is gone.
      }
    }
    if (registry != null) {
      registry.close();
    }
    engine.close();
  }

  private ImagePuller puller(long quota) throws IOException {
    return new ImagePuller(
        engine, new ImageLedger(folder.resolve("images.tsv"), quota), pauses::add);
  }

  private String image(String name) {
    String image = registry.image(name);
    wanted.add(image);
    return image;
  }

  private SweEngineException failure(String image) {
    return catchThrowableOfType(SweEngineException.class, () -> puller(0).ensure(image));
  }

  private boolean isThere(String image) {
    try {
      return engine.inspectImageCmd(image).exec() != null;
    } catch (NotFoundException _) {
      return false;
    }
  }

  @Test
  void anImageIsPulledOnceAndKnownByItsDigest() throws Exception {
    String image = image("plain");
    ImagePuller puller = puller(0);

    InspectImageResponse found = puller.ensure(image);
    registry.refuse(500, "UNKNOWN", "not to be asked again");

    assertThat(found.getRepoDigests()).hasSize(1).first().asString().contains("@sha256:");
    assertThat(puller.ensure(image).getId()).isEqualTo(found.getId());
    assertThat(pauses).isEmpty();
  }

  @Test
  void whatARegistryCannotDoNowIsTriedAgain() throws Exception {
    registry.refuse(500, "UNKNOWN", "a bad moment");
    registry.refuse(503, "UNAVAILABLE", "another");

    assertThat(puller(0).ensure(image("patience")).getId()).isNotNull();
    assertThat(pauses).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(4));
  }

  @Test
  void aRateLimitIsWaitedForLongerAndToldApart() {
    for (int i = 0; i < 3; i++) {
      registry.refuse(429, "TOOMANYREQUESTS", "You have reached your pull rate limit.");
    }

    SweEngineException failure = failure(image("limited"));

    assertThat(failure.code()).isEqualTo("image-rate-limit");
    assertThat(failure.isTemporary()).isTrue();
    assertThat(failure).hasMessageContaining("log in, or pull later");
    assertThat(pauses).containsExactly(Duration.ofSeconds(20), Duration.ofSeconds(40));
  }

  @Test
  void anImageThatIsNotThereIsAskedForOnce() {
    registry.refuse(404, "MANIFEST_UNKNOWN", "manifest unknown");

    SweEngineException failure = failure(image("absent"));

    assertThat(failure.code()).isEqualTo("image-missing");
    assertThat(failure.isTemporary()).isFalse();
    assertThat(pauses).isEmpty();
  }

  @Test
  void anImageThatWantsALoginIsAskedForOnce() {
    registry.refuse(401, "UNAUTHORIZED", "authentication required");
    registry.refuse(403, "DENIED", "requested access to the resource is denied");

    assertThat(failure(image("private")).code()).isEqualTo("image-missing");
    assertThat(failure(image("secret"))).hasMessageContaining("log in");
    assertThat(pauses).isEmpty();
  }

  @Test
  void aRegistryThatDoesNotAnswerIsAFaultThatMayPass() throws IOException {
    registry.close();

    SweEngineException failure = failure(image("gone"));

    assertThat(failure.code()).isEqualTo("image-pull");
    assertThat(failure.isTemporary()).isTrue();
  }

  @Test
  void theQuotaKeepsWhatIsInUseAndRemovesTheLeastRecentlyUsed() throws Exception {
    ImagePuller puller = puller(1);
    String held = image("held");
    puller.hold(held);
    puller.ensure(held);
    puller.ensure(image("old"));
    puller.ensure(image("young"));

    assertThat(wanted).filteredOn(this::isThere).containsExactly(held, wanted.getLast());
  }
}
