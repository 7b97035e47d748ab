package dev.rewardgrader.sandboxes.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rewardgrader.sandbox.Execution;
import dev.rewardgrader.sandbox.ExecutionResult;
import dev.rewardgrader.sandbox.Limits;
import dev.rewardgrader.sandbox.SandboxException;
import dev.rewardgrader.sandboxes.protocol.Supervisor;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Containers work wherever the engine is; where it sees our folders they are spoken to directly.
 */
class DockerLauncherTest {

  @BeforeAll
  static void needsAnEngine() throws SandboxException {
    String problem = DockerProbe.problem(DockerOptions.DEFAULT);
    assumeTrue(problem == null, problem);
  }

  @Test
  void speaksThroughTheEngineWhereItDoesNotSeeTheFolder() throws Exception {
    Doorway.Maker elsewhere =
        () -> {
          Doorway doorway = Doorway.open();
          doorway.close();
          return doorway;
        };
    assertThat(isDirectAndWorks(elsewhere)).isFalse();
  }

  @Test
  void speaksThroughTheEngineWhereTheContainerCannotReachTheSocket() throws Exception {
    Doorway.Maker unreachable =
        () -> {
          Doorway doorway = Doorway.open();
          Files.delete(doorway.folder().resolve("s"));
          return doorway;
        };
    assertThat(isDirectAndWorks(unreachable)).isFalse();
  }

  @Test
  void showsRunsAnEmptyFolderThatNothingCanBePutInto() throws Exception {
    try (DockerLauncher launcher = new DockerLauncher(DockerOptions.DEFAULT);
        Supervisor supervisor = Supervisor.greet(launcher.launch("python"), 16L << 20)) {
      String look = "ls -A /run/grader; echo x > /run/grader/x || echo refused";
      assertThat(output(supervisor, look)).isEqualTo("refused\n");
    }
  }

  private static boolean isDirectAndWorks(Doorway.Maker doorways) throws Exception {
    try (DockerLauncher launcher = new DockerLauncher(DockerOptions.DEFAULT, doorways)) {
      for (int i = 0; i < 2; i++) {
        try (Supervisor supervisor = Supervisor.greet(launcher.launch("python"), 16L << 20)) {
          assertThat(output(supervisor, "echo works")).isEqualTo("works\n");
        }
      }
      return launcher.isDirect();
    }
  }

  private static String output(Supervisor supervisor, String script) throws SandboxException {
    Execution run = Execution.of(List.of("bash", "-c", script), Limits.DEFAULT);
    List<ExecutionResult> results = supervisor.runAll(List.of(run), result -> true);
    return new String(results.getFirst().stdout(), UTF_8);
  }
}
