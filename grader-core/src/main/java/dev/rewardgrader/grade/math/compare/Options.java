package dev.rewardgrader.grade.math.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Answers to questions with options: letters, with or without what stands behind them. Read from
 * the text, since {@code B. 12} is no mathematics and {@code ACD} may be anything.
 *
 * @param letters in their order, each once
 * @param content what stands behind a single letter, empty if nothing
 */
public record Options(List<Character> letters, String content) {
  private static final int LONGEST = 400;
  private static final Set<String> SAID = Set.of("option", "options", "choice", "answer");
  private static final Set<String> TAKEN_BACK =
      Set.of("not", "wrong", "incorrect", "false", "isn't", "neither", "or");

  /** Reads an answer; null if it does not begin with options or names one more behind them. */
  public static Options read(String text) {
    if (text.length() > LONGEST) {
      return null;
    }
    String plain = plain(text);
    for (String word : SAID) {
      if (plain.toLowerCase(Locale.ROOT).startsWith(word + " ")) {
        plain = plain.substring(word.length()).strip();
      }
    }
    Options several = letters(plain);
    return several != null ? several : withContent(plain);
  }

  /** Compares a gold with an answer: both have to choose the same letters. */
  public Outcome compare(Options answer) {
    return Set.copyOf(letters).equals(Set.copyOf(answer.letters))
        ? Outcome.equal("option", Outcome.TEXT)
        : Outcome.different("option");
  }

  /** Nothing but letters, with commas, blanks, brackets and the word "and" between them. */
  private static Options letters(String plain) {
    List<Character> found = new ArrayList<>();
    boolean separated = false;
    String rest = plain.replace(" and ", ",").replace("&", ",");
    for (int i = 0; i < rest.length(); i++) {
      char c = rest.charAt(i);
      if (isOption(c) && !found.contains(c)) {
        found.add(c);
      } else if (c == ',' || c == '、' || c == ';' || c == ' ') {
        separated = true;
      } else if (c != '(' && c != ')' && !(c == '.' && i == rest.length() - 1)) {
        return null;
      }
    }
    // Letters that stand together are options only as they are listed: BA may be a product.
    boolean sorted = found.equals(found.stream().sorted().toList());
    return found.isEmpty() || !(sorted || separated) ? null : new Options(found, "");
  }

  /** {@code B. 12}, {@code (B) 12}, {@code B: 12}. */
  private static Options withContent(String plain) {
    boolean bracket = plain.startsWith("(");
    int at = bracket ? 1 : 0;
    if (plain.length() < at + 3 || !isOption(plain.charAt(at))) {
      return null;
    }
    char mark = plain.charAt(at + 1);
    if (bracket ? mark != ')' : ".):：、".indexOf(mark) < 0) {
      return null;
    }
    String content = plain.substring(at + 2).strip();
    return content.isEmpty() || namesAnother(content)
        ? null
        : new Options(List.of(plain.charAt(at)), content);
  }

  private static boolean namesAnother(String content) {
    for (String word : content.split("[\\s,;.:()]+")) {
      boolean article = word.equals("A") && content.matches("A [a-z].*");
      if ((word.length() == 1 && isOption(word.charAt(0)) && !article)
          || TAKEN_BACK.contains(word.toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOption(char c) {
    return c >= 'A' && c <= 'J';
  }

  /** Without the commands that only dress text. */
  private static String plain(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        int end = i + 1;
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
          end++;
        }
        if (end == i + 1) {
          out.append(' ');
          i++;
        } else if (Texts.isDressing(text.substring(i + 1, end))) {
          i = end - 1;
        } else {
          out.append(c);
        }
      } else if (c == '~' || Character.isWhitespace(c)) {
        out.append(' ');
      } else if (c != '{' && c != '}' && c != '$' && c != '*') {
        out.append(c);
      }
    }
    return out.toString().strip();
  }
}
