package dev.rewardgrader.testsuites.code;

import dev.rewardgrader.rollout.CodeTask;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Solutions without their bodies. */
final class Emptied {
  private static final Pattern PYTHON_METHOD = Pattern.compile("(?m)^([ \\t]+)def \\w+\\(self.*$");
  private static final Pattern JAVA_TYPE =
      Pattern.compile(
          "(?:public|private|protected|static|final|\\s)*\\s([\\w<>\\[\\], ?]+)\\s+\\w+\\s*\\(");

  private Emptied() {}

  static String body(CodeTask task, String reference) {
    return switch (task.language()) {
      case "python" -> python(reference);
      case "cpp" -> "    return {};\n}\n";
      case "java" -> "        return " + javaNothing(task.prefix()) + ";\n    }\n}\n";
      case "javascript" -> "}\n";
      case "go" -> "    panic(\"empty\")\n}\n";
      case "rust" -> "    unimplemented!()\n}\n";
      default -> null;
    };
  }

  /** A bare body becomes {@code pass}; in a class the first public method does nothing. */
  private static String python(String reference) {
    Matcher method = PYTHON_METHOD.matcher(reference);
    if (!reference.stripLeading().startsWith("class ") || !method.find()) {
      return reference.startsWith("def ")
          ? reference.lines().findFirst().orElse("") + "\n    pass\n"
          : "    pass\n";
    }
    StringBuilder text = new StringBuilder();
    method.reset();
    int end = 0;
    while (method.find()) {
      text.append(reference, end, method.end());
      if (!method.group().contains("__init__")) {
        text.append('\n').append(method.group(1)).append("    return None");
      }
      end = method.end();
    }
    return text.append(reference.substring(end)).toString();
  }

  private static String javaNothing(String declaration) {
    String type = "";
    for (String line : declaration.split("\n")) {
      Matcher matcher = JAVA_TYPE.matcher(line);
      if (line.contains("(") && matcher.find()) {
        type = matcher.group(1).strip();
      }
    }
    return switch (type) {
      case "boolean" -> "false";
      case "byte", "short", "int", "long", "float", "double", "char" -> "0";
      default -> "null";
    };
  }
}
