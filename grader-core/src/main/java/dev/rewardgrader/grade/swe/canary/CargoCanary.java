package dev.rewardgrader.grade.swe.canary;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A module more in a test file of Cargo's, which is built and run again with those tests alone. */
final class CargoCanary {
  /** Flags whose value is the next word. */
  private static final Set<String> WITH_VALUE =
      Set.of(
          "-p",
          "--package",
          "--test",
          "--bin",
          "--example",
          "--bench",
          "-F",
          "--features",
          "--target",
          "--target-dir",
          "--manifest-path",
          "--profile",
          "-j",
          "--jobs",
          "--exclude",
          "--color",
          "--config",
          "-Z");

  /** A file of tests, or of sources but those of programs, in the root's crate or another one. */
  private static final Pattern PLACE =
      Pattern.compile(
          "(?:(?<crate>[^/]+(?:/[^/]+)*?)/)?(?:tests/(?<test>[^/]+)\\.rs|src/(?!bin/|main\\.rs)(?:.*/)?[^/]+\\.rs)");

  private static final List<String> NO_TESTS =
      List.of(
          "--lib", "--bins", "--bin", "--doc", "--examples", "--example", "--benches", "--bench");

  private static final List<String> NO_SOURCES =
      List.of(
          "--tests", "--bins", "--bin", "--doc", "--examples", "--example", "--benches", "--bench");

  private CargoCanary() {}

  static Optional<Canary> of(Suite suite) {
    Optional<String> command =
        suite.command(
            words -> words.contains("test") && words.stream().anyMatch(w -> w.equals("cargo")));
    Optional<String> file =
        command.flatMap(
            line -> suite.files().stream().filter(path -> reaches(words(line), path)).findFirst());
    boolean moves = suite.commands().stream().anyMatch(line -> line.strip().startsWith("cd "));
    if (command.isEmpty() || file.isEmpty() || moves) {
      return Optional.empty();
    }
    String nonce = Suite.nonce();
    return Optional.of(
        new Canary(
            "cargo",
            nonce,
            file.get(),
            file.get(),
            text -> text + source(nonce),
            options(command.get()) + " -- " + nonce + "_"));
  }

  private static List<String> words(String command) {
    List<String> words = Words.of(command);
    int end = words.indexOf("--");
    return end < 0 ? words : words.subList(0, end);
  }

  /**
   * Whether a command builds the tests of a file: in another file the canary would not be run, and
   * a run of nothing ends well.
   */
  static boolean reaches(List<String> words, String path) {
    Matcher place = PLACE.matcher(path);
    if (!place.matches() || words.stream().anyMatch(word -> word.startsWith("--manifest-path"))) {
      return false;
    }
    List<String> targets = values(words, "--test", "--test");
    String test = place.group("test");
    boolean named = test != null && targets.contains(test);
    String folder = place.group("crate");
    List<String> packages = values(words, "-p", "--package");
    boolean built =
        words.contains("--workspace")
            || words.contains("--all")
            // The root's package has a name of its own, which a target's name vouches for.
            || (folder == null
                ? packages.isEmpty() || named
                : packages.contains(Suite.name(folder)));
    List<String> others = test == null ? NO_SOURCES : NO_TESTS;
    boolean any = targets.isEmpty() && others.stream().noneMatch(words::contains);
    return built && (named || any);
  }

  /** The values of an option that is written in one of two ways. */
  private static List<String> values(List<String> words, String brief, String full) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if ((word.equals(brief) || word.equals(full)) && i + 1 < words.size()) {
        values.add(words.get(i + 1));
      } else if (word.startsWith(full + "=")) {
        values.add(word.substring(full.length() + 1));
      }
    }
    return values;
  }

  /** The command up to the filter and what is for the test programs. */
  private static String options(String command) {
    List<String> words = words(command);
    return Words.options(words, words.indexOf("test") + 1, WITH_VALUE);
  }

  private static String source(String nonce) {
    return """

    #[cfg(test)]
    mod %1$s {
        #[test]
        fn %1$s_a() {}

        #[test]
        fn %1$s_b() {
            assert_eq!(1, 2);
        }

        #[test]
        #[ignore]
        fn %1$s_c() {}

        #[test]
        fn %1$s_d() {
            panic!("d");
        }

        #[test]
        fn %1$s_e() -> Result<(), String> {
            Err("e".to_string())
        }

        #[test]
        fn %1$s_f() {
            assert!(vec!["a"] == vec!["b"]);
        }
    }
    """
        .formatted(nonce);
  }
}
