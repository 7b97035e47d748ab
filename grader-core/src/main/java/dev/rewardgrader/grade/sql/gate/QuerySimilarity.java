package dev.rewardgrader.grade.sql.gate;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reasoning-SQL's partial rewards on the text of two queries (arXiv 2503.23157): the Jaccard index
 * of their names, as far as the schema knows them, and of their token n-grams. Known flaw: a query
 * can copy the names and be wrong.
 */
public final class QuerySimilarity {
  private QuerySimilarity() {}

  /**
   * Schema linking: names that both queries use, by names that either uses.
   *
   * @param names tables and columns of the database, in lower case
   */
  public static double schemaLinking(
      String predicted, String gold, Set<String> names, Dialect dialect) {
    return jaccard(used(predicted, names, dialect), used(gold, names, dialect));
  }

  private static Set<String> used(String sql, Set<String> names, Dialect dialect) {
    Set<String> used = new HashSet<>();
    for (SqlToken token : SqlLexer.tokens(sql, dialect)) {
      String name = name(token);
      if (names.contains(name)) {
        used.add(name);
      }
    }
    return used;
  }

  private static String name(SqlToken token) {
    String text = token.text().toLowerCase(Locale.ROOT);
    return token.kind() == SqlToken.Kind.QUOTED_NAME && text.length() > 1
        ? text.substring(1, text.length() - 1)
        : text;
  }

  /** Common n-grams of tokens by all of them; shorter queries count as one n-gram. */
  public static double nGrams(String predicted, String gold, int size, Dialect dialect) {
    return jaccard(grams(predicted, size, dialect), grams(gold, size, dialect));
  }

  private static Set<String> grams(String sql, int size, Dialect dialect) {
    List<String> words = SqlLexer.tokens(sql, dialect).stream().map(QuerySimilarity::name).toList();
    Set<String> grams = new HashSet<>();
    for (int i = 0; i == 0 || i + size <= words.size(); i++) {
      grams.add(String.join(" ", words.subList(i, Math.min(words.size(), i + size))));
    }
    return grams;
  }

  private static double jaccard(Set<String> left, Set<String> right) {
    Set<String> union = new HashSet<>(left);
    union.addAll(right);
    Set<String> both = new HashSet<>(left);
    both.retainAll(right);
    return union.isEmpty() ? 1 : both.size() / (double) union.size();
  }
}
