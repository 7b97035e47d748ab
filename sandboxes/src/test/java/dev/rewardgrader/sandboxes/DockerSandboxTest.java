package dev.rewardgrader.sandboxes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rewardgrader.sandbox.Execution;
import dev.rewardgrader.sandbox.Limits;
import dev.rewardgrader.sandbox.Sandbox;
import dev.rewardgrader.sandbox.SandboxException;
import dev.rewardgrader.sandbox.SandboxPool;
import dev.rewardgrader.sandboxes.AttackCorpusTest.DockerImages;
import dev.rewardgrader.sandboxes.docker.DockerLauncher;
import dev.rewardgrader.sandboxes.docker.DockerOptions;
import java.util.List;
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
  void callsItAPassingFaultWhenTheContainerIsTooSmallForWhatARunMayUse() throws Exception {
    DockerOptions all = DockerOptions.DEFAULT;
    DockerOptions tiny =
        new DockerOptions(
            1, 16L << 20, 96L << 20, all.cpus(), all.images(), all.version(), all.host());
    try (SandboxPool pool = Sandboxes.docker(tiny);
        Sandbox sandbox = pool.acquire("python")) {
      Execution greedy =
          Execution.of(
              List.of("python3", "-c", "b = bytearray(1 << 30)"),
              Limits.DEFAULT.withMemoryBytes(2L << 30));
      assertThatThrownBy(() -> sandbox.run(greedy))
          .isInstanceOfSatisfying(SandboxException.class, e -> assertThat(e.isTransient()).isTrue())
          .hasMessageContaining("memory");
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
