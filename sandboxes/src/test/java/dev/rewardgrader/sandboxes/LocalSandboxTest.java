package dev.rewardgrader.sandboxes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rewardgrader.sandbox.Execution;
import dev.rewardgrader.sandbox.ExecutionResult;
import dev.rewardgrader.sandbox.ExecutionResult.Ending;
import dev.rewardgrader.sandbox.Limits;
import dev.rewardgrader.sandbox.Sandbox;
import dev.rewardgrader.sandbox.SandboxPool;
import dev.rewardgrader.sandboxes.local.LocalOptions;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LocalSandboxTest {
  private static SandboxPool pool;

  @BeforeAll
  static void open() throws Exception {
    pool = Sandboxes.local(LocalOptions.DEFAULT);
  }

  @AfterAll
  static void close() {
    pool.close();
  }

  @Test
  void runsAProgramOfTheBox() throws Exception {
    try (Sandbox sandbox = pool.acquire("python")) {
      sandbox.put("main.py", "print(int(input()) + 1)".getBytes(UTF_8), false);
      ExecutionResult result =
          sandbox.run(
              Execution.of(List.of("python3", "main.py"), Limits.DEFAULT)
                  .withStdin("41\n".getBytes(UTF_8)));
      assertThat(result.ending()).as(new String(result.stderr(), UTF_8)).isEqualTo(Ending.EXITED);
      assertThat(new String(result.stdout(), UTF_8)).isEqualTo("42\n");
      assertThat(sandbox.info().isolation()).isEqualTo("namespaces");
    }
  }
}
