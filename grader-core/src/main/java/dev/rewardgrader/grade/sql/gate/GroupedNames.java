package dev.rewardgrader.grade.sql.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Whether an expression behind a GROUP BY has one value in each group, seen in its names: each is
 * grouped by, or is that of an output column.
 *
 * @param keys what is grouped by and what is selected, as {@link GroupCheck#expression} writes it
 */
record GroupedNames(Set<String> keys) {
  /**
   * Tokens of sort keys and conditions, times the keys that are looked for in them. A query made of
   * thousands of both would take seconds, which no deadline counts; its expressions are left to the
   * engine.
   */
  static final int MAX_WORK = 100_000;

  /** Words that are no names: operators, and types behind a CAST. */
  private static final Set<String> WORDS =
      Set.of(
          "AND",
          "OR",
          "NOT",
          "IS",
          "NULL",
          "TRUE",
          "FALSE",
          "IN",
          "LIKE",
          "ILIKE",
          "GLOB",
          "REGEXP",
          "RLIKE",
          "BETWEEN",
          "EXISTS",
          "CASE",
          "WHEN",
          "THEN",
          "ELSE",
          "END",
          "AS",
          "ASC",
          "DESC",
          "NULLS",
          "FIRST",
          "LAST",
          "COLLATE",
          "NOCASE",
          "BINARY",
          "RTRIM",
          "DISTINCT",
          "FROM",
          "ESCAPE",
          "DIV",
          "MOD",
          "XOR",
          "INTERVAL",
          "YEAR",
          "MONTH",
          "DAY",
          "HOUR",
          "MINUTE",
          "SECOND",
          "INTEGER",
          "INT",
          "BIGINT",
          "SMALLINT",
          "REAL",
          "FLOAT",
          "DOUBLE",
          "PRECISION",
          "NUMERIC",
          "DECIMAL",
          "TEXT",
          "VARCHAR",
          "CHAR",
          "DATE",
          "TIME",
          "TIMESTAMP",
          "DATETIME",
          "BOOLEAN",
          "BLOB",
          "SIGNED",
          "UNSIGNED");

  /** Whether the ORDER BY and the HAVING of a grouped query leave nothing to the engine. */
  boolean decide(List<SqlToken> behindGroup, int depth) {
    List<List<SqlToken>> parts = parts(behindGroup, depth);
    List<String> expressions = keys.stream().filter(key -> key.indexOf(' ') > 0).toList();
    if ((long) behindGroup.size() * expressions.size() > MAX_WORK) {
      expressions = List.of();
    }
    for (List<SqlToken> part : parts) {
      if (!GroupCheck.aggregates(part) && !covers(part, depth, expressions)) {
        return false;
      }
    }
    return true;
  }

  /** Sort keys, and the conditions of HAVING. */
  private static List<List<SqlToken>> parts(List<SqlToken> tokens, int depth) {
    List<List<SqlToken>> parts = new ArrayList<>();
    List<SqlToken> part = null;
    boolean having = false;
    for (SqlToken token : tokens) {
      String word = token.depth() == depth ? token.word() : "";
      switch (word) {
        case "UNION", "INTERSECT", "EXCEPT" -> {
          // The order is that of the whole, whose columns are all selected.
          return having ? parts : List.of();
        }
        case "LIMIT", "OFFSET", "FETCH", "WINDOW" -> part = null;
        case "HAVING", "ORDER" -> {
          having = word.equals("HAVING");
          part = next(parts);
        }
        case "BY" -> {}
        default -> {
          boolean border =
              token.depth() == depth
                  && (having ? token.is("AND") || token.is("OR") : token.is(","));
          if (part != null && border) {
            part = next(parts);
          } else if (part != null) {
            part.add(token);
          }
        }
      }
    }
    return parts;
  }

  private static List<SqlToken> next(List<List<SqlToken>> parts) {
    List<SqlToken> part = new ArrayList<>();
    parts.add(part);
    return part;
  }

  /**
   * Whether each name of an expression is known; a query within it has rows of its own.
   *
   * @param expressions keys that are more than a name
   */
  private boolean covers(List<SqlToken> part, int depth, List<String> expressions) {
    String text = GroupCheck.expression(part, depth);
    for (String key : expressions) {
      if (text.contains(key)) {
        return true;
      }
    }
    for (int i = 0; i < part.size(); i++) {
      SqlToken token = part.get(i);
      if (token.is("SELECT")) {
        return true;
      }
      boolean name =
          token.kind() == SqlToken.Kind.QUOTED_NAME
              || (token.kind() == SqlToken.Kind.WORD && !WORDS.contains(token.word()));
      boolean more = i + 1 < part.size() && (part.get(i + 1).is("(") || part.get(i + 1).is("."));
      if (name && !more && !keys.contains(written(token))) {
        return false;
      }
    }
    return true;
  }

  private static String written(SqlToken token) {
    return GroupCheck.expression(List.of(token), token.depth());
  }
}
