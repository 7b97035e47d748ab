package dev.rewardgrader.grade.swe.canary;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One more file in the package of a Go test, compiled and run together with what is there. */
final class GoCanary {
  private static final Pattern PACKAGE = Pattern.compile("(?m)^package\\s+(\\w+)");
  private static final Pattern CHOICE =
      Pattern.compile("\\s--?(?:run|skip|count)(?:=|\\s+)(?:'[^']*'|\"[^\"]*\"|\\S+)");

  /** Flags whose value is the next word. */
  private static final Set<String> WITH_VALUE =
      Set.of(
          "-timeout",
          "-tags",
          "-p",
          "-parallel",
          "-cpu",
          "-mod",
          "-ldflags",
          "-gcflags",
          "-shuffle");

  private GoCanary() {}

  static Optional<Canary> of(Suite suite) {
    Optional<String> file = suite.file("_test.go");
    Optional<String> command =
        suite.commands().reversed().stream()
            .map(line -> CHOICE.matcher(" " + line).replaceAll("").strip())
            .filter(line -> line.startsWith("go test"))
            .filter(line -> line.chars().noneMatch(c -> "|;&<>`'\"$".indexOf(c) >= 0))
            .findFirst();
    boolean moves = suite.commands().stream().anyMatch(line -> line.strip().startsWith("cd "));
    if (file.isEmpty() || command.isEmpty() || moves) {
      return Optional.empty();
    }
    String nonce = Suite.nonce();
    String folder = Suite.folder(file.get());
    return Optional.of(
        new Canary(
            "go",
            nonce,
            file.get(),
            folder + nonce + "_test.go",
            text -> source(nonce, text),
            flags(command.get()) + " -v -count=1 -run ^Test_" + nonce + " ./" + folder));
  }

  private static String flags(String command) {
    return Words.without(
        Words.of(command),
        2,
        word -> word.startsWith("-") && !word.equals("-v"),
        (word, next) -> WITH_VALUE.contains(word));
  }

  private static String source(String nonce, String text) {
    Matcher matcher = PACKAGE.matcher(text);
    return """
    package %2$s

    import %1$s "testing"

    func Test_%1$s_a(t *%1$s.T) {}
    func Test_%1$s_b(t *%1$s.T) { t.Error("b") }
    func Test_%1$s_c(t *%1$s.T) { t.Skip("c") }
    func Test_%1$s_d(t *%1$s.T) { t.Fatal("d") }
    """
        .formatted(nonce, matcher.find() ? matcher.group(1) : "main");
  }
}
