package dev.rewardgrader.grade.code;

import dev.rewardgrader.sandbox.language.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The text that a prompt showed and that stands before the candidate's: imports, helpers, and often
 * the signature whose body the model was to write.
 */
final class Prefix {
  private static final Set<String> BRACES =
      Set.of("cpp", "c", "java", "javascript", "typescript", "go", "rust", "kotlin", "csharp");

  private final String text;
  private final EntryPoint entryPoint;

  private Prefix(String text, EntryPoint entryPoint) {
    this.text = text;
    this.entryPoint = entryPoint;
  }

  static Prefix of(String text, EntryPoint entryPoint) {
    return new Prefix(text, entryPoint);
  }

  /**
   * The program that prefix and candidate make. A candidate that defines the entry point itself
   * gets the part before the signature, so that imports and helpers are there; one that goes on
   * where the prefix ends is appended to it.
   */
  String joinedWith(String candidate, Language language) {
    if (text.isBlank()) {
      return candidate;
    }
    String family = Languages.family(language);
    if (entryPoint == null) {
      return text + newlineAfter(text) + candidate;
    }
    if (!defines(candidate, family)) {
      String body = family.equals("python") ? indented(candidate) : candidate;
      return text + newlineAfter(text) + body;
    }
    String head = head(family);
    return head + newlineAfter(head) + candidate;
  }

  /** What stands before the signature of the entry point: the whole text when it is not in it. */
  String head(String family) {
    List<String> lines = text.lines().toList();
    Pattern definition = definition(entryPoint.outermost(), family);
    for (int i = lines.size() - 1; i >= 0; i--) {
      if (definition.matcher(lines.get(i)).find()) {
        List<String> before = new ArrayList<>(lines.subList(0, i));
        while (!before.isEmpty() && before.getLast().startsWith("@")) {
          before.removeLast();
        }
        return withoutOpenComment(before.isEmpty() ? "" : String.join("\n", before) + "\n");
      }
    }
    return text;
  }

  boolean defines(String candidate, String family) {
    Pattern definition = definition(entryPoint.outermost(), family);
    return candidate.lines().anyMatch(line -> definition.matcher(line).find());
  }

  /** A line that begins the definition of {@code name}; line by line, so that it stays linear. */
  private static Pattern definition(String name, String family) {
    String quoted = Pattern.quote(name);
    String regex =
        switch (family) {
          case "python" -> "^(?:async\\s+)?(?:def|class)\\s+" + quoted + "\\b|^" + quoted + "\\s*=";
          case "javascript", "typescript" ->
              "^(?:export\\s+)?(?:default\\s+)?(?:async\\s+)?(?:function\\*?|class|const|let|var)\\s+"
                  + quoted
                  + "\\b";
          case "go" -> "^func\\s+(?:\\([^)]*\\)\\s*)?" + quoted + "\\b";
          case "rust" -> "^\\s*(?:pub\\s+)?(?:fn|struct)\\s+" + quoted + "\\b";
          case "java", "csharp", "kotlin" ->
              "^\\s*(?:[a-z]+\\s+)*(?:class|interface|record|object|fun)\\s+" + quoted + "\\b";
          case "cpp", "c" ->
              "^\\s*(?:class|struct)\\s+"
                  + quoted
                  + "\\b|^(?!return\\b|else\\b|throw\\b)[A-Za-z_][\\w:<>,&*\\s]*[\\s&*>]"
                  + quoted
                  + "\\s*\\((?:[^;]*$|[^;{}]*\\)[\\sa-z]*\\{)";
          default -> "\\b" + quoted + "\\b";
        };
    return Pattern.compile(regex);
  }

  /** A body whose indentation got lost goes one level in. */
  private static String indented(String body) {
    String first = body.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
    boolean topLevel =
        first.matches("(?:async\\s+)?(?:def|class)\\s.*") || first.matches("(?:import|from|@).*");
    if (first.startsWith(" ") || first.startsWith("\t") || topLevel) {
      return body;
    }
    return body.indent(4);
  }

  /** A comment that opens right before the signature belongs to it. */
  private static String withoutOpenComment(String head) {
    int open = head.lastIndexOf("/*");
    return open >= 0 && head.indexOf("*/", open) < 0 ? head.substring(0, open) : head;
  }

  /** Whether programs of the language nest by braces. */
  static boolean usesBraces(String family) {
    return BRACES.contains(family.toLowerCase(Locale.ROOT));
  }

  private static String newlineAfter(String text) {
    return text.isEmpty() || text.endsWith("\n") ? "" : "\n";
  }
}
