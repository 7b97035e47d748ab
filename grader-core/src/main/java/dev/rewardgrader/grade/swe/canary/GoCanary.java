package dev.rewardgrader.grade.swe.canary;

import java.util.ArrayList;
import java.util.List;
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
    String[] words = command.split("\\s+");
    List<String> kept = new ArrayList<>(List.of("go", "test"));
    for (int i = 2; i < words.length; i++) {
      if (words[i].startsWith("-") && !words[i].equals("-v")) {
        kept.add(words[i]);
        if (WITH_VALUE.contains(words[i]) && i + 1 < words.length) {
          kept.add(words[++i]);
        }
      }
    }
    return String.join(" ", kept);
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
