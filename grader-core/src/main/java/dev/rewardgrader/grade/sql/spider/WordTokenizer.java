package dev.rewardgrader.grade.sql.spider;

import dev.rewardgrader.python.PyText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The reference's tokens: NLTK's English word tokenizer over the query, with quoted text taken out
 * first. The steps are those of nltk 3.8's {@code NLTKWordTokenizer}; quotes never reach them, so
 * the rules for quotes inside words are left out.
 */
final class WordTokenizer {

  /** Python's patterns know all blanks and digits of Unicode, and one line feed. */
  private static final int PYTHON = Pattern.UNICODE_CHARACTER_CLASS | Pattern.UNIX_LINES;

  private record Step(Pattern pattern, String replacement) {}

  private static final List<Step> STEPS =
      List.of(
          step("([«“‘„]|[`]+)", " $1 "),
          step("([^.])(\\.)([\\])}>\"'»”’ ]*)\\s*$", "$1 $2 $3 "),
          step("([:,])([^\\d])", " $1 $2"),
          step("([:,])$", " $1 "),
          step("\\.{2,}", " $0 "),
          step("[;@#$%&]", " $0 "),
          step("([^.])(\\.)([\\])}>\"']*)\\s*$", "$1 $2$3 "),
          step("[?!]", " $0 "),
          step("[*]", " $0 "),
          step("[\\]\\[(){}<>]", " $0 "),
          step("--", " -- "),
          step("([»”’])", " $1 "));

  private static final List<Step> CONTRACTIONS =
      List.of(
          step("(?i)\\b(can)(not)\\b", " $1 $2 "),
          step("(?i)\\b(gim)(me)\\b", " $1 $2 "),
          step("(?i)\\b(gon)(na)\\b", " $1 $2 "),
          step("(?i)\\b(got)(ta)\\b", " $1 $2 "),
          step("(?i)\\b(lem)(me)\\b", " $1 $2 "),
          step("(?i)\\b(wan)(na)(?=\\s)", " $1 $2 "));

  private WordTokenizer() {}

  private static Step step(String pattern, String replacement) {
    return new Step(Pattern.compile(pattern, PYTHON), replacement);
  }

  /** The tokens in lower case, quoted texts as one token each. */
  static List<String> tokens(String query) throws SpiderParseException {
    String text = query.replace('\'', '"');
    List<Integer> quotes = new ArrayList<>();
    for (int i = text.indexOf('"'); i >= 0; i = text.indexOf('"', i + 1)) {
      quotes.add(i);
    }
    if (quotes.size() % 2 != 0) {
      throw new SpiderParseException("a quote is open");
    }
    Map<String, String> values = new HashMap<>();
    StringBuilder bare = new StringBuilder();
    int copied = 0;
    for (int i = 0; i < quotes.size(); i += 2) {
      int start = quotes.get(i);
      int end = quotes.get(i + 1);
      String key =
          "__val_" + text.codePointCount(0, start) + "_" + text.codePointCount(0, end) + "__";
      values.put(key, text.substring(start, end + 1));
      bare.append(text, copied, start).append(key);
      copied = end + 1;
    }
    bare.append(text, copied, text.length());
    List<String> tokens = new ArrayList<>();
    for (String word : words(bare.toString())) {
      String lower = word.toLowerCase(Locale.ROOT);
      tokens.add(values.getOrDefault(lower, lower));
    }
    return joinOperators(tokens);
  }

  private static List<String> words(String text) {
    String spaced = text;
    for (Step step : STEPS) {
      spaced = step.pattern.matcher(spaced).replaceAll(step.replacement);
    }
    spaced = " " + spaced + " ";
    for (Step step : CONTRACTIONS) {
      spaced = step.pattern.matcher(spaced).replaceAll(step.replacement);
    }
    return PyText.split(spaced);
  }

  /**
   * {@code ! =} becomes {@code !=}, from the right; the first token's neighbour is the last one, as
   * in Python.
   */
  private static List<String> joinOperators(List<String> tokens) {
    List<String> joined = tokens;
    for (int i = tokens.size() - 1; i >= 0; i--) {
      if (!tokens.get(i).equals("=")) {
        continue;
      }
      int before = i == 0 ? joined.size() - 1 : i - 1;
      String prefix = joined.get(before);
      if (prefix.equals("!") || prefix.equals(">") || prefix.equals("<")) {
        List<String> next = new ArrayList<>(joined.subList(0, before));
        next.add(prefix + "=");
        next.addAll(joined.subList(i + 1, joined.size()));
        joined = next;
      }
    }
    return joined;
  }
}
