package dev.rewardgrader.sandboxes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rewardgrader.sandbox.SandboxException;
import dev.rewardgrader.sandbox.SandboxPool;
import dev.rewardgrader.sandboxes.AttackCorpusTest.DockerImages;
import dev.rewardgrader.sandboxes.docker.DockerLauncher;
import dev.rewardgrader.sandboxes.docker.DockerOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DockerSandboxTest extends SandboxContract {

  @BeforeAll
  static void needsAnEngine() throws SandboxException {
    try (DockerLauncher launcher = new DockerLauncher(DockerOptions.DEFAULT)) {
      assumeTrue(DockerImages.present(launcher, "python"), DockerImages.WHAT_IS_MISSING);
    }
  }

  @Override
  SandboxPool open() throws SandboxException {
    return Sandboxes.docker(DockerOptions.DEFAULT);
  }

  @Test
  void diagnosesItself() throws Exception {
    Diagnosis diagnosis = Sandboxes.diagnoseDocker(DockerOptions.DEFAULT, "python");
    assertThat(diagnosis.usable()).as(diagnosis.account()).isTrue();
  }

  @Test
  void callsAMissingImageALastingFault() throws Exception {
    try (SandboxPool pool = open()) {
      assertThatThrownBy(() -> pool.acquire("no-such-image"))
          .isInstanceOfSatisfying(
              SandboxException.class, e -> assertThat(e.isTransient()).isFalse())
          .hasMessageContaining("grader/no-such-image");
    }
  }

  @Test
  void callsAnEngineThatIsAwayAPassingFault() throws Exception {
    DockerOptions nowhere = DockerOptions.DEFAULT.withHost("unix:///nonexistent/docker.sock");
    try (SandboxPool pool = Sandboxes.docker(nowhere)) {
      assertThatThrownBy(() -> pool.acquire("python"))
          .isInstanceOfSatisfying(
              SandboxException.class, e -> assertThat(e.isTransient()).isTrue());
    }
  }
}
