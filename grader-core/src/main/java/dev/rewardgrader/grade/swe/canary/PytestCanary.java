package dev.rewardgrader.grade.swe.canary;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A copy of a test file with a few tests more, of which only those are run. */
final class PytestCanary {
  /** What failing tests print is long, and nobody reads it. */
  private static final String QUIET = " --tb=no";

  /** Options of pytest, of what it is often run with, and of Python and tox before it. */
  private static final Set<String> WITH_VALUE =
      Set.of(
          "-c",
          "--config-file",
          "--rootdir",
          "--confcutdir",
          "--basetemp",
          "--ignore",
          "--ignore-glob",
          "--doctest-glob",
          "--deselect",
          "-p",
          "-o",
          "--override-ini",
          "-W",
          "--pythonwarnings",
          "-k",
          "-m",
          "-r",
          "-n",
          "--numprocesses",
          "--dist",
          "--maxfail",
          "--durations",
          "--import-mode",
          "--tb",
          "--color",
          "--capture",
          "--log-file",
          "--log-level",
          "--timeout",
          "--junitxml",
          "--junit-xml",
          "--cov-config",
          "--cov-report",
          "--ds",
          "-X",
          "--rcfile",
          "--source",
          "--include",
          "--omit",
          "-e",
          "--workdir",
          "--conf");

  private PytestCanary() {}

  static Optional<Canary> of(Suite suite) {
    Optional<String> command =
        suite.command(
            words -> words.stream().anyMatch(word -> word.contains("pytest")) || tox(words));
    Optional<String> test =
        suite.failToPass().stream().filter(id -> id.contains(".py::")).findFirst();
    if (command.isEmpty() || test.isEmpty()) {
      return Optional.empty();
    }
    String file = test.get().substring(0, test.get().indexOf("::"));
    String path = Suite.folder(file) + "test_" + Suite.nonce() + ".py";
    String nonce = Suite.nonce();
    return Optional.of(
        new Canary(
            "pytest",
            nonce,
            file,
            path,
            text -> text + source(nonce),
            options(command.get()) + QUIET + " -k " + nonce + " " + tests(path, nonce)));
  }

  /** By name, since pytest looks into every class of a file that it gets as a whole. */
  private static String tests(String path, String nonce) {
    return Stream.of("test_%s_a", "test_%s_b", "test_%s_c", "test_%s_d", "test_%s_f", "Test_%s")
        .map(name -> path + "::" + name.formatted(nonce))
        .collect(joining(" "));
  }

  /** What stands behind the dashes goes to pytest. */
  private static boolean tox(List<String> words) {
    return Suite.name(words.getFirst()).equals("tox") && words.contains("--");
  }

  /** The command without the tests it names. */
  private static String options(String command) {
    return Words.without(
        Words.of(command),
        WITH_VALUE,
        word -> word.contains(".py") || word.contains("::") || word.endsWith("/"));
  }

  private static String source(String nonce) {
    return """


    def test_%1$s_a():
        pass


    def test_%1$s_b():
        assert 1 == 2


    def test_%1$s_c():
        __import__("pytest").skip("c")


    def test_%1$s_d():
        with __import__("pytest").raises(KeyError):
            pass


    def test_%1$s_f():
        assert {"x": ["a"]} == {"x": ["b"]}


    class Test_%1$s(__import__("unittest").TestCase):
        def test_%1$s_e(self):
            self.assertEqual("a", "b")

        def test_%1$s_g(self):
            self.assertTrue(False)
    """
        .formatted(nonce);
  }
}
