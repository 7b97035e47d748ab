package dev.rewardgrader.grade.sql.suite;

import dev.rewardgrader.grade.sql.suite.SqlparseLexer.Kind;
import dev.rewardgrader.grade.sql.suite.SqlparseLexer.Piece;
import dev.rewardgrader.python.PyText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code --plug_value}: every way to fill the prediction's literals with the gold's (parse.py of
 * test-suite-sql-eval). The filled queries are lower case with single spaces, as the reference
 * makes them.
 */
final class ValuePlugger {
  private static final String SLOT = "VALUERARE";
  private static final Pattern DECIMAL = Pattern.compile("[-+]?\\d*\\.\\d+");
  private static final Pattern WHOLE = Pattern.compile("[^tT]\\d+");

  private final List<String> words;
  private final List<String> values;

  private ValuePlugger(List<String> words, Collection<String> values) {
    this.words = words;
    this.values = List.copyOf(values);
  }

  static ValuePlugger of(String gold, String predicted) {
    Set<String> values = new LinkedHashSet<>();
    words(gold, values);
    return new ValuePlugger(words(predicted, new ArrayList<>()), values);
  }

  /** How many queries there are to try; counts no further than {@code Integer.MAX_VALUE}. */
  int combinations() {
    double count = Math.pow(values.size(), slots());
    return (int) Math.min(count, Integer.MAX_VALUE);
  }

  private int slots() {
    return (int) words.stream().filter(SLOT.toLowerCase(Locale.ROOT)::equals).count();
  }

  /** The query of one combination, numbered from 0. */
  String query(int combination) {
    int rest = combination;
    List<String> filled = new ArrayList<>(words);
    for (int i = 0; i < filled.size(); i++) {
      if (filled.get(i).equals(SLOT.toLowerCase(Locale.ROOT))) {
        filled.set(i, values.get(rest % values.size()));
        rest /= values.size();
      }
    }
    return String.join(" ", filled);
  }

  /** The words of a query with slots for its literals, which go to {@code values}. */
  private static List<String> words(String query, Collection<String> values) {
    String bare = PyText.strip(query).replace(";", "").replace("\t", "");
    StringBuilder spaced = new StringBuilder();
    List<Piece> pieces = QueryText.firstStatement(bare).orElse(List.of());
    for (Piece piece : pieces) {
      if (piece.kind() != Kind.WHITESPACE) {
        spaced.append(spaced.isEmpty() ? "" : " ").append(piece.text());
      }
    }
    String text = spaced.toString();
    for (Piece piece : pieces) {
      if (piece.kind() == Kind.STRING) {
        values.add(piece.text());
        text = text.replace(PyText.strip(piece.text()), SLOT);
      }
    }
    List<String> words = replaceNumbers(PyText.split(text), DECIMAL, text, values);
    words = replaceNumbers(words, WHOLE, String.join(" ", words), values);
    List<String> lower = new ArrayList<>();
    for (String word : words) {
      lower.add(word.toLowerCase(Locale.ROOT));
    }
    return lower;
  }

  private static List<String> replaceNumbers(
      List<String> words, Pattern number, String text, Collection<String> values) {
    Set<String> numbers = new HashSet<>();
    Matcher matcher = number.matcher(text);
    while (matcher.find()) {
      numbers.add(PyText.strip(matcher.group()));
    }
    List<String> replaced = new ArrayList<>();
    for (String word : words) {
      boolean literal = numbers.contains(word);
      if (literal) {
        values.add(word);
      }
      replaced.add(literal ? SLOT : word);
    }
    return replaced;
  }
}
