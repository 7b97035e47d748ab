package dev.rewardgrader.sandboxes.graders;

import dev.rewardgrader.sandbox.SandboxPool;
import dev.rewardgrader.sandbox.language.Language;
import java.io.IOException;
import java.util.List;

/** Where untrusted programs run and what they may be written in, as somebody chose it. */
public interface SandboxSetup {

  /**
   * A pool that opens when the first sandbox is asked for; the caller closes it.
   *
   * @param sandboxes at most so many at once
   */
  SandboxPool pool(int sandboxes);

  /** The languages that candidates may be written in. */
  List<Language> languages() throws IOException;
}
