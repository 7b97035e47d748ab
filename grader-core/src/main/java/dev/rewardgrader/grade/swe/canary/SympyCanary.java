package dev.rewardgrader.grade.swe.canary;

import java.util.Optional;
import java.util.Set;

/** A copy of a test file of SymPy's own runner with more functions, of which only those are run. */
final class SympyCanary {
  /** Options of the runner, and of Python before it. */
  private static final Set<String> WITH_VALUE =
      Set.of(
          "-k", "-t", "--types", "--seed", "--split", "--timeout", "--rerun", "--tb", "-W", "-X");

  private SympyCanary() {}

  static Optional<Canary> of(Suite suite) {
    Optional<String> command =
        suite.command(words -> words.stream().anyMatch(SympyCanary::isRunner));
    Optional<String> file =
        suite.files().stream()
            .filter(path -> Suite.name(path).startsWith("test_") && path.endsWith(".py"))
            .findFirst();
    if (command.isEmpty() || file.isEmpty()) {
      return Optional.empty();
    }
    String nonce = Suite.nonce();
    String path = Suite.folder(file.get()) + "test_" + nonce + ".py";
    return Optional.of(
        new Canary(
            "sympy",
            nonce,
            file.get(),
            path,
            text -> text + source(nonce),
            options(command.get()) + " -k " + nonce + "_ " + path));
  }

  private static boolean isRunner(String word) {
    return word.equals("bin/test") || word.endsWith("/bin/test");
  }

  /** The command without the files it names. */
  private static String options(String command) {
    return Words.without(Words.of(command), WITH_VALUE, word -> word.endsWith(".py"));
  }

  /**
   * The runner ends the line of its last test with what became of the file, so that the parser does
   * not read it: that is one that says nothing, whichever end the runner begins at.
   */
  private static String source(String nonce) {
    return """


    def test_%1$s_y():
        pass


    def test_%1$s_a():
        pass


    def test_%1$s_b():
        assert 1 == 2


    def test_%1$s_c():
        from sympy.testing.pytest import skip
        skip("c")


    def test_%1$s_d():
        raise ValueError("d")


    def test_%1$s_f():
        assert {"x": ["a"]} == {"x": ["b"]}


    def test_%1$s_z():
        pass
    """
        .formatted(nonce);
  }
}
