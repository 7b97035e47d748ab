package dev.rewardgrader.testsuites.code;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * HumanEval-X (github.com/THUDM/CodeGeeX, {@code codegeex/benchmark/humaneval-x}): declaration,
 * solution and {@code test} are one program in the language that the task's id begins with.
 */
final class HumanEvalX implements RowFormat {
  private static final Map<String, String> LANGUAGES =
      Map.of(
          "Python", "python",
          "CPP", "cpp",
          "Java", "java",
          "JavaScript", "javascript",
          "Go", "go",
          "Rust", "rust");

  private static final Pattern NAMED =
      Pattern.compile(
          "(?:\\b(?:def|func|fn|function|const|let|var)\\s+|[\\s*&>])(\\w+)\\s*(?:=\\s*(?:async\\s*)?)?\\(");

  /**
   * What the benchmark's own evaluation imports where a program uses it ({@code IMPORT_HELPER} of
   * {@code codegeex/benchmark/utils.py}); the harness leaves out what is not used.
   */
  private static final String GO_IMPORTS =
      Stream.of(
              "bytes",
              "crypto/md5",
              "fmt",
              "math",
              "math/rand",
              "regexp",
              "sort",
              "strconv",
              "strings",
              "time")
          .map(name -> "import \"" + name + "\"\n")
          .collect(Collectors.joining());

  @Override
  public String name() {
    return "humaneval-x";
  }

  @Override
  public boolean fits(JsonNode row) {
    return RowFormat.hasText(row, "task_id", "declaration", "canonical_solution", "test")
        && LANGUAGES.containsKey(languageOf(row));
  }

  @Override
  public SuiteRow read(JsonNode row) {
    String language = LANGUAGES.get(languageOf(row));
    String declaration = row.get("declaration").asText();
    String prefix =
        switch (language) {
          case "python" -> row.get("prompt").asText();
          case "cpp" -> headers(declaration) + row.get("prompt").asText();
          case "go" -> GO_IMPORTS + row.get("prompt").asText();
          default -> declaration;
        };
    String tests = row.path("test_setup").asText("") + "\n" + row.get("test").asText();
    String function = functionOf(language.equals("cpp") ? prefix : declaration);
    String entry = language.equals("java") ? "Solution()." + function : function;
    String id = row.get("task_id").asText();
    String reference = row.get("canonical_solution").asText();
    Erratum erratum = Erratum.of(id);
    return new SuiteRow(
        RowFormat.asserts(id, language, prefix, erratum.inTests(tests), entry),
        erratum.inReference(reference),
        erratum.note(reference, tests));
  }

  /** The includes that the solution needs; some declarations hold half a body behind them. */
  private static String headers(String declaration) {
    return declaration
        .lines()
        .filter(line -> line.startsWith("#include"))
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  private static String languageOf(JsonNode row) {
    return row.get("task_id").asText().split("/", 2)[0];
  }

  /** The function that the declaration's last line with a parenthesis opens. */
  static String functionOf(String declaration) {
    String name = null;
    for (String line : declaration.split("\n")) {
      Matcher matcher = NAMED.matcher(line);
      if (matcher.find()) {
        name = matcher.group(1);
      }
    }
    return name;
  }
}
