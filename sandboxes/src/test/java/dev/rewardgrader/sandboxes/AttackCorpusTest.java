package dev.rewardgrader.sandboxes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.rewardgrader.sandbox.SandboxException;
import dev.rewardgrader.sandboxes.docker.DockerLauncher;
import dev.rewardgrader.sandboxes.docker.DockerOptions;
import dev.rewardgrader.sandboxes.local.BubblewrapLauncher;
import dev.rewardgrader.sandboxes.local.LocalOptions;
import dev.rewardgrader.sandboxes.pool.Launcher;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every attack of the corpus ends as it must, and leaves nothing. {@code
 * -Dgrader.attacks.repeat=20} runs it so often, {@code -Dgrader.attacks.only=time/} a part of it.
 */
class AttackCorpusTest {
  private final List<AttackRunner> runners = new ArrayList<>();

  @AfterEach
  void close() {
    runners.forEach(AttackRunner::close);
  }

  @TestFactory
  Stream<DynamicTest> endsAsItMustBehindBubblewrap() throws Exception {
    return tests(new BubblewrapLauncher(LocalOptions.DEFAULT));
  }

  @TestFactory
  Stream<DynamicTest> endsAsItMustInDocker() throws Exception {
    DockerLauncher launcher = new DockerLauncher(DockerOptions.DEFAULT);
    assumeTrue(DockerImages.present(launcher, "python", "cpp"), DockerImages.WHAT_IS_MISSING);
    return tests(launcher);
  }

  @Test
  void holdsAtLeastAHundredAndTwentyPrograms() throws Exception {
    assertThat(corpus()).hasSizeGreaterThanOrEqualTo(120);
  }

  private Stream<DynamicTest> tests(Launcher launcher) throws Exception {
    AttackRunner runner = new AttackRunner(launcher);
    runners.add(runner);
    int repeat = Integer.getInteger("grader.attacks.repeat", 1);
    String only = System.getProperty("grader.attacks.only", "");
    List<Attack> attacks =
        corpus().stream().filter(attack -> attack.name().contains(only)).toList();
    return Stream.iterate(1, round -> round <= repeat, round -> round + 1)
        .flatMap(round -> attacks.stream())
        .map(attack -> dynamicTest(attack.name(), () -> runner.run(attack)));
  }

  private static List<Attack> corpus() throws IOException, URISyntaxException {
    Path root = Path.of(AttackCorpusTest.class.getResource("/attacks").toURI());
    List<Attack> attacks = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        attacks.add(Attack.read(root, file));
      }
    }
    return attacks;
  }

  /** Which images an engine has; without them, or without an engine, tests are left out. */
  static final class DockerImages {
    static final String WHAT_IS_MISSING =
        "no Docker engine answers (DOCKER_HOST or the default socket), or it lacks the images"
            + " grader/python and grader/cpp of scripts/build-images";

    private DockerImages() {}

    static boolean present(DockerLauncher launcher, String... names) {
      try {
        for (String name : names) {
          if (!launcher.hasImage(name)) {
            return false;
          }
        }
        return true;
      } catch (SandboxException e) {
        return false;
      }
    }
  }
}
