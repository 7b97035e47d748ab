package dev.rewardgrader.testsuites.packages;

import java.util.ArrayList;
import java.util.List;

/** Splits a line into words as a POSIX shell does: blanks, both quotation marks, backslashes. */
final class ShellWords {
  private ShellWords() {}

  /** The words, or null where a quotation mark has no partner. */
  static List<String> split(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = null;
    char quote = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      boolean blank = Character.isWhitespace(c);
      if (quote == 0 && blank) {
        if (word != null) {
          words.add(word.toString());
        }
        word = null;
        continue;
      }
      word = word == null ? new StringBuilder() : word;
      if (c == quote) {
        quote = 0;
      } else if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      } else if (c == '\\' && quote != '\'' && i + 1 < line.length()) {
        word.append(line.charAt(++i));
      } else {
        word.append(c);
      }
    }
    if (quote != 0) {
      return null;
    }
    if (word != null) {
      words.add(word.toString());
    }
    return words;
  }
}
