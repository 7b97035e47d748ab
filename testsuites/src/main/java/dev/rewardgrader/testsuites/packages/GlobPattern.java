package dev.rewardgrader.testsuites.packages;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Patterns of paths: {@code *} within a name, and alternatives in braces. */
final class GlobPattern {
  private GlobPattern() {}

  /** Whether the pattern fits the path or a folder that it lies in; an empty one fits all. */
  static boolean matches(String pattern, String path) {
    if (pattern.isEmpty()) {
      return true;
    }
    Pattern compiled = compile(pattern);
    for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
      if (compiled.matcher(path.substring(0, end)).matches()) {
        return true;
      }
    }
    return false;
  }

  private static Pattern compile(String pattern) {
    StringBuilder regex = new StringBuilder();
    int depth = 0;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      switch (c) {
        case '*' -> regex.append("[^/]*");
        case '{' -> {
          depth++;
          regex.append("(?:");
        }
        case '}' -> {
          depth--;
          regex.append(')');
        }
        case ',' -> regex.append(depth > 0 ? "|" : ",");
        default -> regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    try {
      return Pattern.compile(regex.toString());
    } catch (PatternSyntaxException e) {
      return Pattern.compile(Pattern.quote(pattern));
    }
  }
}
