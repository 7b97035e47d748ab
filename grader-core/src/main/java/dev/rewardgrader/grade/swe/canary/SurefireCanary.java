package dev.rewardgrader.grade.swe.canary;

import java.util.Optional;
import java.util.regex.Pattern;

/** A copy of a test class under another name with methods more, of which only those are run. */
final class SurefireCanary {
  static final String MAVEN = "surefire";
  static final String GRADLE = "gradle";

  private static final Pattern SELECTED = Pattern.compile("-Dtest=\\S+");
  private static final Pattern GRADLE_SELECTED =
      Pattern.compile("\\s--tests(?:=|\\s+)(?:'[^']*'|\"[^\"]*\"|\\S+)");

  /** Tasks with filters of their own, of which only one has the canary. */
  private static final Pattern GRADLE_SEVERAL =
      Pattern.compile(GRADLE_SELECTED.pattern() + "\\s+[^-\\s]");

  /** What a test framework calls the things that a canary needs; null for no skipped test. */
  private record Framework(String sign, String method, String assertions, String skip) {}

  private static final Framework[] FRAMEWORKS = {
    new Framework(
        "org.junit.jupiter",
        "@org.junit.jupiter.api.Test void ",
        "org.junit.jupiter.api.Assertions.",
        "org.junit.jupiter.api.Assumptions.assumeTrue(false);"),
    new Framework(
        "org.testng",
        "@org.testng.annotations.Test public void ",
        "org.testng.Assert.",
        "throw new org.testng.SkipException(\"c\");"),
    new Framework(
        "org.junit.",
        "@org.junit.Test public void ",
        "org.junit.Assert.",
        "org.junit.Assume.assumeTrue(false);"),
    new Framework("junit.framework", "public void test", "", null)
  };

  private SurefireCanary() {}

  static Optional<Canary> of(Suite suite) {
    Optional<String> maven =
        suite.command(words -> words.stream().anyMatch(word -> word.startsWith("-Dtest=")));
    Optional<String> command =
        maven.or(() -> suite.command(words -> words.stream().anyMatch(SurefireCanary::isGradle)));
    Optional<String> file =
        suite.failToPass().stream()
            .map(id -> id.split("#|\\s*>", 2)[0].split("\\$", 2)[0].replace('.', '/') + ".java")
            .flatMap(end -> suite.file("/" + end, end).stream())
            .findFirst();
    boolean several = command.filter(line -> GRADLE_SEVERAL.matcher(line).find()).isPresent();
    if (command.isEmpty() || file.isEmpty() || several) {
      return Optional.empty();
    }
    String nonce = Suite.nonce();
    String name = Suite.name(file.get());
    String old = name.substring(0, name.length() - ".java".length());
    String own = "Test" + nonce;
    String run =
        maven.isPresent()
            ? SELECTED.matcher(command.get()).replaceAll("-Dtest=" + own + "#*" + nonce + "_*")
            : GRADLE_SELECTED.matcher(command.get().strip()).replaceAll("")
                + " --tests *"
                + own
                + ".*"
                + nonce
                + "_*";
    return Optional.of(
        new Canary(
            maven.isPresent() ? MAVEN : GRADLE,
            nonce,
            file.get(),
            Suite.folder(file.get()) + own + ".java",
            text -> copy(text, old, own, nonce),
            run));
  }

  private static boolean isGradle(String word) {
    String name = Suite.name(word);
    return name.equals("gradle") || name.equals("gradlew");
  }

  private static String copy(String text, String old, String own, String nonce) {
    for (Framework framework : FRAMEWORKS) {
      if (text.contains(framework.sign())) {
        return ClassCopy.of(text, old, own, methods(framework, nonce));
      }
    }
    return text;
  }

  /**
   * Of the assertions only the one that any stand-in for them has, or nothing would compile beside
   * it.
   */
  private static String methods(Framework framework, String nonce) {
    String assertions = framework.assertions();
    String methods =
        method(framework, nonce, "a", "")
            + method(framework, nonce, "b", assertions + "assertEquals(1, 2);")
            + method(framework, nonce, "d", "throw new IllegalStateException();");
    return framework.skip() == null
        ? methods
        : methods + method(framework, nonce, "c", framework.skip());
  }

  private static String method(Framework framework, String nonce, String letter, String body) {
    return "\n" + framework.method() + nonce + "_" + letter + "() { " + body + " }\n";
  }
}
