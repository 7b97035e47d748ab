package dev.rewardgrader.grade.swe.canary;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A copy of a test class of PHPUnit's under another name, of which only its own methods are run.
 * What PHPUnit would make of their names is told it in both ways that its versions read.
 */
final class PhpunitCanary {
  private static final Set<String> WITH_VALUE =
      Set.of("--bootstrap", "-c", "--configuration", "-d", "--testsuite", "--cache-directory");

  private PhpunitCanary() {}

  static Optional<Canary> of(Suite suite) {
    Optional<String> command =
        suite.command(words -> words.stream().anyMatch(PhpunitCanary::isRunner));
    Optional<String> file = suite.file("Test.php");
    if (command.isEmpty() || file.isEmpty()) {
      return Optional.empty();
    }
    String nonce = Suite.nonce();
    String name = Suite.name(file.get());
    String old = name.substring(0, name.length() - ".php".length());
    String own = nonce + "Test";
    String path = Suite.folder(file.get()) + own + ".php";
    return Optional.of(
        new Canary(
            "phpunit",
            nonce,
            file.get(),
            path,
            text -> ClassCopy.of(text, old, own, methods(nonce)),
            options(command.get()) + " --filter " + nonce + "_ " + path));
  }

  private static boolean isRunner(String word) {
    return Suite.name(word).equals("phpunit");
  }

  private static String options(String command) {
    List<String> words = Words.of(command);
    int runner = 0;
    while (!isRunner(words.get(runner))) {
      runner++;
    }
    return Words.without(
        words,
        runner + 1,
        word -> word.startsWith("-") && !word.startsWith("--filter"),
        (word, next) -> WITH_VALUE.contains(word));
  }

  private static String methods(String nonce) {
    return method(nonce, "a", "self::assertSame(1, 1);")
        + method(nonce, "b", "self::assertSame(1, 2);")
        + method(nonce, "c", "self::markTestSkipped('c');")
        + method(nonce, "d", "throw new \\RuntimeException('d');")
        + method(nonce, "e", "self::assertTrue(false);")
        + method(nonce, "f", "$this->assertEquals(['a'], ['b']);");
  }

  private static String method(String nonce, String letter, String body) {
    String name = nonce + "_" + letter;
    return "\n/** @testdox "
        + name
        + " */\n#[\\PHPUnit\\Framework\\Attributes\\TestDox('"
        + name
        + "')]\npublic function test_"
        + name
        + "(): void { "
        + body
        + " }\n";
  }
}
