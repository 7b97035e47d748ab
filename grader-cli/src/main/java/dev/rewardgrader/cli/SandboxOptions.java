package dev.rewardgrader.cli;

import dev.rewardgrader.sandbox.SandboxException;
import dev.rewardgrader.sandbox.SandboxPool;
import dev.rewardgrader.sandbox.language.Language;
import dev.rewardgrader.sandboxes.Sandboxes;
import dev.rewardgrader.sandboxes.languages.Languages;
import dev.rewardgrader.sandboxes.local.LocalOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Where untrusted programs run: shared by the commands that run them. */
public final class SandboxOptions {
  /** The launchers. */
  public enum Choice {
    AUTO,
    DOCKER,
    LOCAL
  }

  @Option(
      names = "--sandbox",
      paramLabel = "WHERE",
      description = "${COMPLETION-CANDIDATES} (default: auto, Docker where an engine answers).")
  private Choice choice = Choice.AUTO;

  @Option(
      names = "--languages",
      paramLabel = "FILE",
      description = "A languages.yaml whose entries add to the bundled ones or replace them.")
  private Path languages;

  /** The languages that candidates may be written in. */
  public List<Language> languages() throws IOException {
    Languages bundled = Languages.bundled();
    return (languages == null ? bundled : bundled.with(languages)).all();
  }

  /**
   * A pool that opens when the first sandbox is asked for.
   *
   * @param sandboxes at most so many at once
   */
  public SandboxPool pool(int sandboxes) {
    return new LazySandboxPool(() -> open(sandboxes));
  }

  private SandboxPool open(int sandboxes) throws SandboxException {
    return Sandboxes.local(LocalOptions.DEFAULT.withSandboxes(sandboxes));
  }
}
