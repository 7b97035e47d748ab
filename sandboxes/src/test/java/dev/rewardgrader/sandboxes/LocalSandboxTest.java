package dev.rewardgrader.sandboxes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rewardgrader.sandbox.SandboxException;
import dev.rewardgrader.sandbox.SandboxPool;
import dev.rewardgrader.sandboxes.local.LocalOptions;
import org.junit.jupiter.api.Test;

class LocalSandboxTest extends SandboxContract {

  @Override
  SandboxPool open() throws SandboxException {
    return Sandboxes.local(LocalOptions.DEFAULT);
  }

  @Test
  void diagnosesItself() throws Exception {
    Diagnosis diagnosis = Sandboxes.diagnoseLocal(LocalOptions.DEFAULT);
    assertThat(diagnosis.usable()).as(diagnosis.account()).isTrue();
    assertThat(diagnosis.isolation()).isEqualTo("namespaces");
  }
}
