package dev.rewardgrader.grade.code.check;

import java.util.Map;

/**
 * A checker program.
 *
 * @param language a name in {@code languages.yaml}
 * @param files what it is made of, path to text; {@code main} among them
 * @param main the file with the entry point
 */
record CheckerSource(String language, Map<String, String> files, String main) {
  CheckerSource {
    files = Map.copyOf(files);
  }
}
