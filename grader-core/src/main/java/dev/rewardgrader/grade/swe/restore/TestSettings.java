package dev.rewardgrader.grade.swe.restore;

import java.util.Optional;

/** Test settings in files that also hold other things. */
public final class TestSettings {
  private TestSettings() {}

  /** Whether a file can hold test settings among other things. */
  public static boolean mayHold(String path) {
    return switch (path.substring(path.lastIndexOf('/') + 1)) {
      case "package.json", "pom.xml", "pyproject.toml", "build.gradle", "build.gradle.kts" -> true;
      default -> false;
    };
  }

  /**
   * A patched file with the test settings of the base commit.
   *
   * @param base its text in the base commit; empty if it was not there
   * @return the new text, or empty if the patch left the settings alone
   */
  public static Optional<String> restored(String path, String base, String patched) {
    return switch (path.substring(path.lastIndexOf('/') + 1)) {
      case "package.json" -> PackageJson.restored(base, patched);
      case "pom.xml" -> MavenPom.restored(base, patched);
      case "pyproject.toml" -> PyProject.restored(base, patched);
      default -> GradleBuild.restored(base, patched);
    };
  }
}
