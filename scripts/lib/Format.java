import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Checks or rewrites the layout of every Java source below a folder with google-java-format.
 *
 * <p>A program and not a Maven plugin, because the formatter parses with the compiler of the JVM it
 * runs in, and Maven itself may run on a JVM that is older than our sources.
 */
class Format {
  private static final Formatter FORMATTER =
      new Formatter(
          JavaFormatterOptions.builder().style(JavaFormatterOptions.Style.GOOGLE).build());

  public static void main(String[] args) throws IOException {
    if (args.length != 2 || !(args[0].equals("--check") || args[0].equals("--write"))) {
      System.err.println("usage: Format --check|--write FOLDER");
      System.exit(2);
    }
    boolean write = args[0].equals("--write");
    List<String> wrong = new ArrayList<>();
    for (Path source : sources(Path.of(args[1]))) {
      String text = Files.readString(source);
      String formatted;
      try {
        formatted = format(text);
      } catch (FormatterException e) {
        wrong.add(source + ": " + e.getMessage());
        continue;
      }
      if (formatted.equals(text)) {
        continue;
      }
      if (write) {
        Files.writeString(source, formatted);
      } else {
        wrong.add(source + ": not formatted");
      }
    }
    if (!wrong.isEmpty()) {
      wrong.forEach(System.err::println);
      System.err.println("Run scripts/format to lay these files out.");
      System.exit(1);
    }
  }

  private static String format(String text) throws FormatterException {
    String ordered =
        ImportOrderer.reorderImports(
            RemoveUnusedImports.removeUnusedImports(text), JavaFormatterOptions.Style.GOOGLE);
    return FORMATTER.formatSource(ordered);
  }

  private static List<Path> sources(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(p -> p.toString().endsWith(".java") && p.toString().contains("/src/"))
          .filter(p -> !p.toString().contains("/target/") && !p.toString().contains("/resources/"))
          .sorted()
          .toList();
    }
  }
}
