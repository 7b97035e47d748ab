package dev.rewardgrader.grade.swe.canary;

import java.security.SecureRandom;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How the tests of a task are run.
 *
 * @param build commands between the test patch and the tests, such as those of a compiler
 * @param commands the test commands; blank lines are none
 * @param failToPass ids of tests
 * @param files that the test patch changes or adds
 */
public record Suite(
    List<String> build, List<String> commands, List<String> failToPass, Collection<String> files) {
  private static final SecureRandom RANDOM = new SecureRandom();

  public Suite {
    build = List.copyOf(build);
    commands = commands.stream().filter(line -> !line.isBlank()).toList();
    failToPass = List.copyOf(failToPass);
    files = List.copyOf(files);
  }

  /** A name that no one can know beforehand, and that every language takes. */
  static String nonce() {
    byte[] random = new byte[6];
    RANDOM.nextBytes(random);
    return "n" + HexFormat.of().formatHex(random);
  }

  /** The last command that has all of some words and nothing that would need a shell's reading. */
  Optional<String> command(Predicate<List<String>> words) {
    return commands.reversed().stream()
        .filter(line -> line.chars().noneMatch(c -> "|;&<>`".indexOf(c) >= 0))
        .filter(line -> words.test(Words.of(line)))
        .findFirst();
  }

  /** The first file of the test patch with one of these ends. */
  Optional<String> file(String... ends) {
    return files.stream()
        .filter(file -> List.of(ends).stream().anyMatch(file::endsWith))
        .findFirst();
  }

  /** The name without its folder. */
  static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The folder of a path, with a slash at its end; empty for the root. */
  static String folder(String path) {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }
}
