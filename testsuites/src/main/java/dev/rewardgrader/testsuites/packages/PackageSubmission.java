package dev.rewardgrader.testsuites.packages;

import java.util.Map;

/**
 * A submission that comes with a package.
 *
 * @param path below {@code submissions}
 * @param language a name in {@code languages.yaml}, or of {@link ScriptPrograms}
 * @param source text of the file with the entry point; all files as JSON where they keep their
 *     names
 * @param files further files, path to text
 * @param keepsNames whether the files keep their names, as Java's must
 * @param answers in place of a program: what is to be judged, by test; null for programs
 */
public record PackageSubmission(
    String path,
    String language,
    String source,
    Map<String, String> files,
    boolean keepsNames,
    Expectation expected,
    Map<String, String> answers) {
  public PackageSubmission {
    files = Map.copyOf(files);
    answers = answers == null ? null : Map.copyOf(answers);
  }

  /** A program. */
  PackageSubmission(
      String path,
      String language,
      String source,
      Map<String, String> files,
      boolean keepsNames,
      Expectation expected) {
    this(path, language, source, files, keepsNames, expected, null);
  }
}
