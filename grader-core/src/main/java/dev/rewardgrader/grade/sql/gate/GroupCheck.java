package dev.rewardgrader.grade.sql.gate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds columns that are selected beside aggregates without being grouped by; SQLite picks any
 * row's value for them.
 */
final class GroupCheck {
  private static final Set<String> END_OF_GROUP =
      Set.of("HAVING", "ORDER", "LIMIT", "UNION", "INTERSECT", "EXCEPT", "WINDOW");

  private GroupCheck() {}

  /** Looks at the outermost SELECT and at those in parentheses; what it cannot read is none. */
  static boolean hasBareColumn(List<SqlToken> tokens) {
    if (isBare(tokens, 0)) {
      return true;
    }
    for (int i = 0; i + 1 < tokens.size(); i++) {
      if (tokens.get(i).depth() < NonDeterminism.MAX_DEPTH
          && tokens.get(i).is("(")
          && startsQuery(tokens.get(i + 1))) {
        int depth = tokens.get(i).depth() + 1;
        if (isBare(tokens.subList(i + 1, end(tokens, i + 1, depth)), depth)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether the select list from here on makes one row of all: aggregates, and no GROUP BY. */
  static boolean makesOneRow(List<SqlToken> tokens, int select) {
    int depth = tokens.get(select).depth();
    int end = end(tokens, select, depth);
    int from = indexOf(tokens.subList(0, end), select, "FROM", depth);
    return from > 0
        && indexOf(tokens.subList(0, end), from, "GROUP", depth) < 0
        && aggregates(tokens.subList(select + 1, from));
  }

  private static boolean isBare(List<SqlToken> tokens, int depth) {
    int select = indexOf(tokens, 0, "SELECT", depth);
    int from = select < 0 ? -1 : indexOf(tokens, select, "FROM", depth);
    if (from < 0) {
      return false;
    }
    boolean counts = aggregates(tokens.subList(select + 1, from));
    if (!counts && indexOf(tokens, from, "GROUP", depth) < 0) {
      return false;
    }
    List<List<SqlToken>> items = items(tokens.subList(select + 1, from), depth);
    Set<String> grouped = grouped(tokens, from, depth);
    if (!counts && grouped.isEmpty()) {
      return false;
    }
    Set<String> selected = new HashSet<>(grouped);
    for (int i = 0; i < items.size(); i++) {
      List<SqlToken> item = items.get(i);
      boolean known =
          aggregates(item)
              || constant(item)
              || grouped.contains(String.valueOf(i + 1))
              || grouped.contains(expression(item, depth))
              || grouped.contains(alias(item, depth));
      if (!known) {
        return true;
      }
      selected.add(expression(item, depth));
      selected.add(alias(item, depth));
    }
    int group = indexOf(tokens, from, "GROUP", depth);
    return group >= 0
        && !new GroupedNames(selected).decide(tokens.subList(group + 1, tokens.size()), depth);
  }

  private static boolean startsQuery(SqlToken token) {
    return token.word().equals("SELECT") || token.word().equals("WITH");
  }

  /** The first token from here on that stands further out, or the end. */
  private static int end(List<SqlToken> tokens, int from, int depth) {
    int end = from;
    while (end < tokens.size() && tokens.get(end).depth() >= depth) {
      end++;
    }
    return end;
  }

  private static int indexOf(List<SqlToken> tokens, int from, String word, int depth) {
    for (int i = from; i < tokens.size(); i++) {
      if (tokens.get(i).depth() == depth && tokens.get(i).word().equals(word)) {
        return i;
      }
    }
    return -1;
  }

  private static List<List<SqlToken>> items(List<SqlToken> tokens, int depth) {
    List<List<SqlToken>> items = new ArrayList<>();
    List<SqlToken> item = new ArrayList<>();
    for (SqlToken token : tokens) {
      if (token.depth() == depth && token.is(",")) {
        items.add(item);
        item = new ArrayList<>();
      } else if (!(item.isEmpty() && (token.is("DISTINCT") || token.is("ALL")))) {
        item.add(token);
      }
    }
    items.add(item);
    return items;
  }

  private static Set<String> grouped(List<SqlToken> tokens, int from, int depth) {
    int group = indexOf(tokens, from, "GROUP", depth);
    if (group < 0) {
      return Set.of();
    }
    int end = group + 1;
    while (end < tokens.size()
        && !(tokens.get(end).depth() == depth && END_OF_GROUP.contains(tokens.get(end).word()))) {
      end++;
    }
    Set<String> keys = new HashSet<>();
    for (List<SqlToken> item : items(tokens.subList(Math.min(group + 2, end), end), depth)) {
      keys.add(expression(item, depth));
    }
    return keys;
  }

  /** Aggregates of this query: those of a query within it, and windows, leave its rows alone. */
  static boolean aggregates(List<SqlToken> item) {
    for (int i = 0; i + 1 < item.size(); i++) {
      if (item.get(i).depth() - item.getFirst().depth() > NonDeterminism.MAX_DEPTH) {
        continue;
      }
      if (!item.get(i + 1).is("(")) {
        if (item.get(i).is("(") && startsQuery(item.get(i + 1))) {
          i = end(item, i + 1, item.get(i).depth() + 1);
        }
        continue;
      }
      if (NonDeterminism.AGGREGATES.contains(item.get(i).word())
          && !isWindow(item, i + 1)
          && !isChoice(item, i)) {
        return true;
      }
    }
    return false;
  }

  /** A call with OVER behind it, or behind its FILTER. */
  private static boolean isWindow(List<SqlToken> item, int open) {
    int close = end(item, open + 1, item.get(open).depth() + 1);
    if (close + 2 < item.size() && item.get(close + 1).word().equals("FILTER")) {
      close = end(item, close + 3, item.get(close + 2).depth() + 1);
    }
    return close + 1 < item.size() && item.get(close + 1).word().equals("OVER");
  }

  /** SQLite's min and max of several values are those of one row. */
  private static boolean isChoice(List<SqlToken> item, int call) {
    String word = item.get(call).word();
    if (!word.equals("MIN") && !word.equals("MAX")) {
      return false;
    }
    int depth = item.get(call + 1).depth() + 1;
    return item.subList(call + 2, end(item, call + 2, depth)).stream()
        .anyMatch(token -> token.depth() == depth && token.is(","));
  }

  private static boolean constant(List<SqlToken> item) {
    for (SqlToken token : item) {
      if (token.kind() == SqlToken.Kind.WORD
          || token.kind() == SqlToken.Kind.QUOTED_NAME
          || token.is("*")) {
        return false;
      }
    }
    return true;
  }

  /** The item without its alias; columns without their tables, since either may be written. */
  static String expression(List<SqlToken> item, int depth) {
    List<SqlToken> bare = item;
    for (int i = 0; i < item.size(); i++) {
      if (item.get(i).depth() == depth && item.get(i).is("AS")) {
        bare = item.subList(0, i);
      }
    }
    // An alias may stand without AS.
    if ((bare.size() == 2 || bare.size() == 4) && isName(bare.getLast())) {
      boolean named = isName(bare.get(bare.size() - 2));
      bare = named ? bare.subList(0, bare.size() - 1) : bare;
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < bare.size(); i++) {
      if (i + 2 < bare.size() && isName(bare.get(i)) && bare.get(i + 1).is(".")) {
        i++;
        continue;
      }
      SqlToken token = bare.get(i);
      String part =
          token.kind() == SqlToken.Kind.QUOTED_NAME ? unquote(token.text()) : token.text();
      text.append(token.kind() == SqlToken.Kind.STRING ? part : part.toLowerCase(Locale.ROOT))
          .append(' ');
    }
    return text.toString().strip();
  }

  private static boolean isName(SqlToken token) {
    return token.kind() == SqlToken.Kind.WORD || token.kind() == SqlToken.Kind.QUOTED_NAME;
  }

  private static String alias(List<SqlToken> item, int depth) {
    SqlToken last = item.isEmpty() ? null : item.getLast();
    return last == null ? "" : expression(List.of(last), depth);
  }

  static String unquote(String name) {
    return name.length() < 2 ? name : name.substring(1, name.length() - 1);
  }
}
