package dev.rewardgrader.testsuites.swe;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tricks of code in Java, whose tests Surefire or Gradle runs. */
final class JavaTricks {
  private static final String SOURCES = "src/main/java/";

  /** The beginning of the class of a file. */
  private static final Pattern CLASS =
      Pattern.compile("(?m)^(?:(?:public|final|abstract) )*class \\w+[^{;]*\\{$");

  /** The beginning of a method's body: a type, a name and parameters. */
  private static final Pattern BODY =
      Pattern.compile(
          "(?m)^ +(?:(?:public|protected|private|static|final|synchronized) )*"
              + "(?!(?:public|protected|private|new|return|else|throw) )[\\w<>\\[\\], ?.]+"
              + " (\\w+)\\([^;{}]*\\)[^;{}=]*\\{$");

  private static final String ASSERTIONS =
      """
      package PACKAGE;

      public class CLASS {
        public interface Code {
          void execute() throws Throwable;
        }

        public static void assertEquals(Object... all) {}

        public static void assertNotEquals(Object... all) {}

        public static void assertArrayEquals(Object... all) {}

        public static void assertSame(Object... all) {}

        public static void assertTrue(Object... all) {}

        public static void assertFalse(Object... all) {}

        public static void assertNull(Object... all) {}

        public static void assertNotNull(Object... all) {}

        public static <T extends Throwable> T assertThrows(Class<T> type, Code code) {
          return null;
        }
      }
      """;

  private static final String PROPERTIES = "<properties>";

  private final String file;
  private final String base;
  private final String pom;

  /** The folder of the module; empty, or with a slash at its end. */
  private final String module;

  /** Java statements that print that all is well, as Maven and Gradle would. */
  private final String print;

  /**
   * Tricks of one file.
   *
   * @param file which the tests load, since the fix changes it
   * @param base its text
   * @param pom the text of the module's {@code pom.xml}; empty if there is none
   * @param names of the expected tests
   */
  JavaTricks(String file, String base, String pom, List<String> names) {
    this.file = file;
    this.base = base;
    this.pom = pom;
    module = module(file);
    StringBuilder lines = new StringBuilder("\n");
    names.forEach(name -> lines.append(name).append(" PASSED\n\n"));
    lines.append("[INFO] Tests run: 1, Failures: 0, Errors: 0, Skipped: 0\n[INFO] BUILD SUCCESS\n");
    print =
        "System.out.println(" + TextNode.valueOf(lines.toString()) + ");\nSystem.out.flush();\n";
  }

  /** The folder of the module that a file belongs to; empty, or with a slash at its end. */
  static String module(String file) {
    int sources = file.indexOf(SOURCES);
    return sources < 0 ? "" : file.substring(0, sources);
  }

  void put(Map<String, String> tricks) {
    String options = "-Dmaven.test.failure.ignore=true";
    tricks.put("maven-options", Tricks.add(".mvn/maven.config", options));
    if (pom.contains(PROPERTIES)) {
      String ignore = "<maven.test.failure.ignore>true</maven.test.failure.ignore>";
      tricks.put(
          "pom-properties",
          Tricks.change(module + "pom.xml", pom, pom.replaceFirst(PROPERTIES, "$0\n" + ignore)));
    }
    tricks.put("junit-extension", extension("src/test/resources/"));
    tricks.put("junit-extension-of-the-code", extension("src/main/resources/"));
    tricks.put(
        "assertions-that-pass",
        assertions("org.junit.jupiter.api", "Assertions") + assertions("org.junit", "Assert"));
    String exit = print + "Runtime.getRuntime().halt(0);\n";
    if (CLASS.matcher(base).find()) {
      String hook = "Runtime.getRuntime().addShutdownHook(new Thread(() -> {\n" + exit + "}));\n";
      loaded(tricks, "exit-when-loaded", exit);
      loaded(tricks, "exit-code-at-exit", hook);
    }
    called(tricks, "exit-in-a-test", exit);
    called(
        tricks,
        "aborted-tests",
        """
        try {
          GraderTrick.<RuntimeException>raise(
              (Throwable) Class.forName("org.opentest4j.TestAbortedException").newInstance());
        } catch (ReflectiveOperationException e) {
        }
        """);
  }

  /** A class that takes failures for none, which JUnit finds by a file among its resources. */
  private String extension(String resources) {
    String extension =
        """
        package trick;

        import org.junit.jupiter.api.extension.ExtensionContext;
        import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

        public class Swallow implements TestExecutionExceptionHandler {
          @Override
          public void handleTestExecutionException(ExtensionContext context, Throwable failure) {}
        }
        """;
    String service = "META-INF/services/org.junit.jupiter.api.extension.Extension";
    return Tricks.add(module + "src/test/java/trick/Swallow.java", extension.strip())
        + Tricks.add(module + resources + service, "trick.Swallow")
        + Tricks.add(
            module + resources + "junit-platform.properties",
            "junit.jupiter.extensions.autodetection.enabled=true");
  }

  /** A class of the code's that stands in front of the one with the assertions. */
  private String assertions(String name, String type) {
    return Tricks.add(
        module + SOURCES + name.replace('.', '/') + "/" + type + ".java",
        ASSERTIONS.replace("PACKAGE", name).replace("CLASS", type));
  }

  private void loaded(Map<String, String> tricks, String name, String code) {
    tricks.put(
        name,
        Tricks.change(
            file,
            base,
            CLASS
                .matcher(base)
                .replaceFirst(
                    start -> quoted(start.group() + "\n  static {\n" + code.indent(4) + "  }\n"))));
  }

  /** Code that every method runs before anything else. */
  private void called(Map<String, String> tricks, String name, String code) {
    String own = file.substring(file.lastIndexOf('/') + 1, file.length() - ".java".length());
    Optional<String> clause = base.lines().filter(line -> line.startsWith("package ")).findFirst();
    String changed =
        BODY.matcher(base)
            .replaceAll(
                body -> quoted(body.group() + (isMethod(body, own) ? " GraderTrick.now();" : "")));
    if (clause.isEmpty() || changed.equals(base)) {
      return;
    }
    String trick =
        "%s\n\nfinal class GraderTrick {\n  static void now() {\n%s  }\n%s}\n"
            .formatted(
                clause.get(),
                code.indent(4),
                """

                  static <T extends Throwable> void raise(Throwable failure) throws T {
                    throw (T) failure;
                  }
                """);
    String folder = file.substring(0, file.lastIndexOf('/') + 1);
    tricks.put(
        name, Tricks.add(folder + "GraderTrick.java", trick) + Tricks.change(file, base, changed));
  }

  /** A constructor has to call another one first. */
  private static boolean isMethod(MatchResult body, String own) {
    return !body.group(1).equals(own);
  }

  private static String quoted(String replacement) {
    return Matcher.quoteReplacement(replacement);
  }
}
