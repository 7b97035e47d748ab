package dev.rewardgrader.grade.swe.canary;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A copy of a test module of Django's runner or of {@code python -m unittest}, with more tests, of
 * which only those are run. Both of the classes that such tests come from are used.
 */
final class DjangoCanary {
  /** Options whose value is the next word. */
  private static final Set<String> WITH_VALUE =
      Set.of("--verbosity", "--settings", "--tag", "--exclude-tag", "-s", "-t", "-p");

  private DjangoCanary() {}

  static Optional<Canary> of(Suite suite) {
    Optional<String> command = suite.command(words -> runner(words) > 0);
    Optional<String> file =
        suite.files().stream()
            .filter(path -> path.endsWith(".py"))
            .filter(path -> Suite.name(path).startsWith("test") || path.contains("/tests/"))
            .filter(path -> !Suite.name(path).equals("__init__.py"))
            .findFirst();
    if (command.isEmpty() || file.isEmpty()) {
      return Optional.empty();
    }
    List<String> words = Words.of(command.get());
    int runner = runner(words);
    String nonce = Suite.nonce();
    String path = Suite.folder(file.get()) + "test_" + nonce + ".py";
    // Labels are seen from the folder of runtests.py.
    String script = words.get(runner - 1);
    String root = script.endsWith("runtests.py") ? Suite.folder(plain(script)) : "";
    String seen = path.startsWith(root) ? path.substring(root.length()) : path;
    String module = seen.substring(0, seen.length() - ".py".length()).replace('/', '.');
    boolean django = !words.contains("unittest");
    return Optional.of(
        new Canary(
            django ? "django" : "unittest",
            nonce,
            file.get(),
            path,
            text -> text + source(nonce, django),
            options(words, runner) + classes(module, nonce, django)));
  }

  /** Where the arguments of the runner begin, or 0. */
  private static int runner(List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      boolean module = i > 0 && words.get(i - 1).equals("-m");
      boolean django =
          word.equals("test")
              && i > 0
              && (words.get(i - 1).equals("django") || words.get(i - 1).endsWith("manage.py"));
      if (Suite.name(word).equals("runtests.py") || django || (module && word.equals("unittest"))) {
        return i + 1;
      }
    }
    return 0;
  }

  private static String plain(String script) {
    return script.startsWith("./") ? script.substring(2) : script;
  }

  /** The command without the tests it names. */
  private static String options(List<String> words, int runner) {
    return Words.without(words, runner, word -> word.startsWith("-"), DjangoCanary::isValue);
  }

  private static boolean isValue(String option, String next) {
    return switch (option) {
      case "-v", "--parallel" -> next.matches("\\d+|auto");
      default -> WITH_VALUE.contains(option);
    };
  }

  private static String classes(String module, String nonce, boolean django) {
    String own = " " + module + ".Test_" + nonce;
    return own + (django ? own + "_d" : "");
  }

  private static String source(String nonce, boolean django) {
    return """


    class Test_%1$s(__import__("unittest").TestCase):
        def test_%1$s_a(self):
            pass

        def test_%1$s_b(self):
            self.assertEqual(1, 2)

        def test_%1$s_c(self):
            self.skipTest("c")

        def test_%1$s_d(self):
            raise KeyError("d")
    """
            .formatted(nonce)
        + (django
            ? """


            class Test_%1$s_d(__import__("django.test").test.SimpleTestCase):
                def test_%1$s_e(self):
                    self.assertEqual("a", "b")

                def test_%1$s_f(self):
                    with self.assertRaises(KeyError):
                        pass

                def test_%1$s_g(self):
                    self.assertTrue(False)
            """
                .formatted(nonce)
            : "");
  }
}
