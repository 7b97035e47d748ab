package dev.rewardgrader.grade.swe.canary;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

  private CargoCanary() {}

  static Optional<Canary> of(Suite suite) {
    Optional<String> command =
        suite.command(
            words -> words.contains("test") && words.stream().anyMatch(w -> w.equals("cargo")));
    Optional<String> file = suite.file(".rs");
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

  /** The command up to the filter and what is for the test programs. */
  private static String options(String command) {
    List<String> kept = new ArrayList<>();
    boolean flags = false;
    String[] words = command.strip().split("\\s+");
    for (int i = 0; i < words.length && !words[i].equals("--"); i++) {
      if (!flags || words[i].startsWith("-")) {
        kept.add(words[i]);
        if (flags && WITH_VALUE.contains(words[i]) && i + 1 < words.length) {
          kept.add(words[++i]);
        }
      }
      flags |= words[i].equals("test");
    }
    return String.join(" ", kept);
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
