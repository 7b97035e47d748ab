package dev.rewardgrader.cli.options;

import dev.rewardgrader.sandbox.SandboxException;
import dev.rewardgrader.sandbox.SandboxPool;
import dev.rewardgrader.sandbox.language.Language;
import dev.rewardgrader.sandboxes.Sandboxes;
import dev.rewardgrader.sandboxes.docker.DockerOptions;
import dev.rewardgrader.sandboxes.docker.DockerProbe;
import dev.rewardgrader.sandboxes.graders.LazySandboxPool;
import dev.rewardgrader.sandboxes.graders.SandboxSetup;
import dev.rewardgrader.sandboxes.languages.Languages;
import dev.rewardgrader.sandboxes.local.LocalOptions;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** Where untrusted programs run: shared by the commands that run them. */
public final class SandboxOptions implements SandboxSetup {
  /** The launchers. */
  public enum Choice {
    AUTO,
    DOCKER,
    LOCAL;

    /** As it is written on the command line. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
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

  @Override
  public List<Language> languages() throws IOException {
    return languagesByName().all();
  }

  /** The same, for looking them up. */
  public Languages languagesByName() throws IOException {
    Languages bundled = Languages.bundled();
    if (languages != null && Files.isDirectory(languages)) {
      throw new FileSystemException(languages.toString(), null, "is a folder, not a file");
    }
    return languages == null ? bundled : bundled.with(languages);
  }

  @Override
  public SandboxPool pool(int sandboxes) {
    return new LazySandboxPool(() -> open(sandboxes));
  }

  private SandboxPool open(int sandboxes) throws SandboxException {
    return switch (chosen()) {
      case DOCKER -> docker(sandboxes);
      default -> local(sandboxes);
    };
  }

  /** The launcher that a run would use. */
  public Choice chosen() {
    if (choice != Choice.AUTO) {
      return choice;
    }
    return DockerProbe.problem(DockerOptions.DEFAULT) == null ? Choice.DOCKER : Choice.LOCAL;
  }

  /** A pool of containers. */
  public static SandboxPool docker(int sandboxes) throws SandboxException {
    return Sandboxes.docker(DockerOptions.DEFAULT.withSandboxes(sandboxes));
  }

  /** A pool of sandboxes of the host's own programs. */
  public static SandboxPool local(int sandboxes) throws SandboxException {
    return Sandboxes.local(LocalOptions.DEFAULT.withSandboxes(sandboxes));
  }
}
