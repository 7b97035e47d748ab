package dev.rewardgrader.grade.swe.restore;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Test tasks in a Gradle build, which is a program: where what it says of tests differs, the whole
 * file is taken from the base commit.
 */
final class GradleBuild {
  private static final Pattern OPENING =
      Pattern.compile(
          "(?m)^\\s*(test|integrationTest|tasks\\.(named|withType|test)\\b[^{\\n]*[tT]est[^{\\n]*"
              + "|tasks\\.test)\\s*\\{");
  private static final Pattern SETTING =
      Pattern.compile(
          "(?m)^.*\\b(ignoreFailures|testLogging|useJUnit\\w*|beforeTest|afterTest)\\b.*$");

  private GradleBuild() {}

  static Optional<String> restored(String base, String patched) {
    return base.isEmpty() || settings(base).equals(settings(patched))
        ? Optional.empty()
        : Optional.of(base);
  }

  private static List<String> settings(String text) {
    List<String> settings = new ArrayList<>();
    Matcher block = OPENING.matcher(text);
    while (block.find()) {
      settings.add(text.substring(block.start(), end(text, block.end())).strip());
    }
    Matcher line = SETTING.matcher(text);
    while (line.find()) {
      settings.add(line.group().strip());
    }
    return settings;
  }

  private static int end(String text, int from) {
    int depth = 1;
    int at = from;
    while (at < text.length() && depth > 0) {
      char c = text.charAt(at++);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
    }
    return at;
  }
}
