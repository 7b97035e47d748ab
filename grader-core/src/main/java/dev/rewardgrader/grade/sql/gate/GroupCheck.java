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

  /** Looks at the outermost SELECT; for anything it cannot read it says no. */
  static boolean hasBareColumn(List<SqlToken> tokens) {
    int select = indexOf(tokens, 0, "SELECT");
    int from = select < 0 ? -1 : indexOf(tokens, select, "FROM");
    if (from < 0) {
      return false;
    }
    boolean counts = aggregates(tokens.subList(select + 1, from));
    if (!counts && indexOf(tokens, from, "GROUP") < 0) {
      return false;
    }
    List<List<SqlToken>> items = items(tokens.subList(select + 1, from));
    Set<String> grouped = grouped(tokens, from);
    if (!counts && grouped.isEmpty()) {
      return false;
    }
    for (int i = 0; i < items.size(); i++) {
      List<SqlToken> item = items.get(i);
      boolean known =
          aggregates(item)
              || constant(item)
              || grouped.contains(String.valueOf(i + 1))
              || grouped.contains(expression(item))
              || grouped.contains(alias(item));
      if (!known) {
        return true;
      }
    }
    return false;
  }

  private static int indexOf(List<SqlToken> tokens, int from, String word) {
    for (int i = from; i < tokens.size(); i++) {
      if (tokens.get(i).depth() == 0 && tokens.get(i).word().equals(word)) {
        return i;
      }
    }
    return -1;
  }

  private static List<List<SqlToken>> items(List<SqlToken> tokens) {
    List<List<SqlToken>> items = new ArrayList<>();
    List<SqlToken> item = new ArrayList<>();
    for (SqlToken token : tokens) {
      if (token.depth() == 0 && token.is(",")) {
        items.add(item);
        item = new ArrayList<>();
      } else if (!(item.isEmpty() && (token.is("DISTINCT") || token.is("ALL")))) {
        item.add(token);
      }
    }
    items.add(item);
    return items;
  }

  private static Set<String> grouped(List<SqlToken> tokens, int from) {
    int group = indexOf(tokens, from, "GROUP");
    if (group < 0) {
      return Set.of();
    }
    int end = group + 1;
    while (end < tokens.size()
        && !(tokens.get(end).depth() == 0
            && (END_OF_GROUP.contains(tokens.get(end).word()) || tokens.get(end).is(";")))) {
      end++;
    }
    Set<String> keys = new HashSet<>();
    for (List<SqlToken> item : items(tokens.subList(Math.min(group + 2, end), end))) {
      keys.add(expression(item));
    }
    return keys;
  }

  private static boolean aggregates(List<SqlToken> item) {
    for (int i = 0; i + 1 < item.size(); i++) {
      if (item.get(i + 1).is("(") && NonDeterminism.AGGREGATES.contains(item.get(i).word())) {
        return true;
      }
    }
    return false;
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

  /** The item without its alias; a column without its table, since either may be written. */
  private static String expression(List<SqlToken> item) {
    List<SqlToken> bare = item;
    for (int i = 0; i < item.size(); i++) {
      if (item.get(i).depth() == 0 && item.get(i).is("AS")) {
        bare = item.subList(0, i);
      }
    }
    if (bare.size() == 3 && bare.get(1).is(".")) {
      bare = bare.subList(2, 3);
    }
    StringBuilder text = new StringBuilder();
    for (SqlToken token : bare) {
      String part =
          token.kind() == SqlToken.Kind.QUOTED_NAME ? unquote(token.text()) : token.text();
      text.append(token.kind() == SqlToken.Kind.STRING ? part : part.toLowerCase(Locale.ROOT))
          .append(' ');
    }
    return text.toString().strip();
  }

  private static String alias(List<SqlToken> item) {
    SqlToken last = item.isEmpty() ? null : item.getLast();
    return last == null ? "" : expression(List.of(last));
  }

  private static String unquote(String name) {
    return name.length() < 2 ? name : name.substring(1, name.length() - 1);
  }
}
