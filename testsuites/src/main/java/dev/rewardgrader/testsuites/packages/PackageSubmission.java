package dev.rewardgrader.testsuites.packages;

import java.util.Map;

/**
 * A submission that comes with a package.
 *
 * @param path below {@code submissions}
 * @param language a name in {@code languages.yaml}
 * @param source text of the file with the entry point
 * @param files further files, path to text
 */
public record PackageSubmission(
    String path, String language, String source, Map<String, String> files, Expectation expected) {
  public PackageSubmission {
    files = Map.copyOf(files);
  }
}
