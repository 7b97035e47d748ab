package dev.rewardgrader.grade.swe.facts;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParseResult;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ast.CompilationUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The syntax of Java files, without a JDK in the container. */
public final class JavaSyntax {
  private static final int LONGEST = 2 << 20;

  private JavaSyntax() {}

  /**
   * The problems that JavaParser has with files.
   *
   * @param files text by path; those of more than 2 Mi characters are passed over
   */
  public static Diagnostics of(Map<String, String> files) {
    int errors = 0;
    TreeSet<String> unparsable = new TreeSet<>();
    for (Map.Entry<String, String> file : new TreeMap<>(files).entrySet()) {
      int problems = file.getValue().length() > LONGEST ? 0 : problems(file.getValue());
      errors += problems;
      if (problems > 0) {
        unparsable.add(file.getKey());
      }
    }
    TreeSet<String> tools = new TreeSet<>();
    if (!files.isEmpty()) {
      tools.add("javaparser");
    }
    return new Diagnostics(errors, 0, unparsable, tools);
  }

  private static int problems(String text) {
    ParserConfiguration configuration =
        new ParserConfiguration()
            .setLanguageLevel(ParserConfiguration.LanguageLevel.BLEEDING_EDGE)
            .setAttributeComments(false);
    try {
      ParseResult<CompilationUnit> result = new JavaParser(configuration).parse(text);
      return result.isSuccessful() ? 0 : Math.max(1, result.getProblems().size());
    } catch (StackOverflowError e) {
      return 1; // nested more deeply than any compiler would follow
    }
  }
}
