package dev.rewardgrader.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the pages show works as they show it. */
class ReadmeTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");

  @TempDir private Path folder;

  @Test
  void theLibraryExampleCompilesAndPrintsWhatThePageSays() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/bwrap")), "bubblewrap is not installed");
    String readme = Files.readString(Cli.root().resolve("README.md"));
    String source = block(readme, "java");
    Path file = folder.resolve("Example.java");
    Files.writeString(file, source);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    int status =
        compiler.run(
            null, null, null, "-d", folder.toString(), "-cp", classPath(), file.toString());
    assertThat(status).as("the example compiles").isZero();

    assertThat(runMain()).isEqualTo("ACCEPTED 1.0\n");
  }

  @Test
  void everyCommandOnThePageIsOneThatTheGraderHas() throws Exception {
    String readme = Files.readString(Cli.root().resolve("README.md"));
    Matcher commands = Pattern.compile("(?m)^(?:\\$ )?scripts/grader ([a-z-]+)").matcher(readme);
    int count = 0;
    while (commands.find()) {
      count++;
      assertThat(Main.commandLine().getSubcommands()).containsKey(commands.group(1));
    }
    assertThat(count).isGreaterThan(3);
  }

  @Test
  void noPageLinksToAFileThatIsNotThere() throws Exception {
    List<String> broken = new ArrayList<>();
    List<Path> pages = new ArrayList<>(List.of(Cli.root().resolve("README.md")));
    try (Stream<Path> docs = Files.list(Cli.root().resolve("docs"))) {
      docs.filter(p -> p.toString().endsWith(".md")).forEach(pages::add);
    }
    for (Path page : pages) {
      Matcher links = LINK.matcher(withoutCode(Files.readString(page)));
      while (links.find()) {
        if (!Files.exists(page.resolveSibling(links.group(1)))) {
          broken.add(page.getFileName() + ": " + links.group(1));
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  private String runMain() throws Exception {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    URL[] urls = {URI.create("file:" + folder + "/").toURL()};
    try (URLClassLoader loader = new URLClassLoader(urls, getClass().getClassLoader());
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
      System.setOut(out);
      loader
          .loadClass("Example")
          .getMethod("main", String[].class)
          .invoke(null, (Object) new String[0]);
    } finally {
      System.setOut(before);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }

  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  private static String block(String page, String tag) {
    int start = page.indexOf("```" + tag + "\n");
    assertThat(start).as("a block of " + tag).isNotNegative();
    int from = start + tag.length() + 4;
    return page.substring(from, page.indexOf("```", from));
  }

  private static String withoutCode(String page) {
    return page.replaceAll("(?s)```.*?```", "").replaceAll("`[^`\n]*`", "");
  }
}
