package dev.rewardgrader.grade.sql.spider;

import dev.rewardgrader.grade.sql.spider.SpiderSql.ColumnUnit;
import dev.rewardgrader.grade.sql.spider.SpiderSql.Condition;
import dev.rewardgrader.grade.sql.spider.SpiderSql.Order;
import dev.rewardgrader.grade.sql.spider.SpiderSql.SelectUnit;
import dev.rewardgrader.grade.sql.spider.SpiderSql.TableUnit;
import dev.rewardgrader.grade.sql.spider.SpiderSql.ValueUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The grammar of Spider's process_sql.py: what it takes, what it refuses and what it misreads. It
 * works on positions in one token list, since the reference looks ahead for FROM before it reads
 * SELECT.
 */
final class SpiderParser {
  private static final Set<String> CLAUSES =
      Set.of("select", "from", "where", "group", "order", "limit", "intersect", "union", "except");
  private static final Set<String> JOINS = Set.of("join", "on", "as");
  static final List<String> CONDITIONS =
      List.of("not", "between", "=", ">", "<", ">=", "<=", "!=", "in", "like", "is", "exists");
  private static final List<String> OPERATORS = List.of("none", "-", "+", "*", "/");
  private static final List<String> AGGREGATES =
      List.of("none", "max", "min", "count", "sum", "avg");

  /** The reference recurses in Python, whose own limit ends a parse about here. */
  private static final int MAX_DEPTH = 150;

  private final SpiderSchema schema;
  private final Map<String, String> aliases = new HashMap<>();
  private List<String> tokens;
  private int depth;

  private SpiderParser(SpiderSchema schema, List<String> tokens) {
    this.schema = schema;
    this.tokens = tokens;
  }

  static SpiderSql parse(String query, SpiderSchema schema) throws SpiderParseException {
    SpiderParser parser = new SpiderParser(schema, WordTokenizer.tokens(query));
    parser.scanAliases();
    return parser.query(0).value;
  }

  /** A parsed part and the position behind it. */
  private record At<T>(int next, T value) {}

  private void scanAliases() throws SpiderParseException {
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).equals("as")) {
        aliases.put(token(i + 1), tokens.get(i == 0 ? tokens.size() - 1 : i - 1));
      }
    }
    for (String table : schema.tables().keySet()) {
      if (aliases.put(table, table) != null) {
        throw new SpiderParseException("the alias " + table + " is the name of a table");
      }
    }
  }

  private String token(int index) throws SpiderParseException {
    if (index >= tokens.size()) {
      throw new SpiderParseException("the query ends too early");
    }
    return tokens.get(index);
  }

  private boolean is(int index, String word) {
    return index < tokens.size() && tokens.get(index).equals(word);
  }

  private int expect(int index, String word) throws SpiderParseException {
    if (!token(index).equals(word)) {
      throw new SpiderParseException("expected " + word + ", found " + tokens.get(index));
    }
    return index + 1;
  }

  private String table(String alias) throws SpiderParseException {
    String table = aliases.get(alias);
    if (table == null) {
      throw new SpiderParseException("no table " + alias);
    }
    return table;
  }

  private String columnId(String table, String column) throws SpiderParseException {
    List<String> columns = schema.tables().get(table);
    if (columns == null || !columns.contains(column)) {
      throw new SpiderParseException("no column " + table + "." + column);
    }
    return SpiderSchema.columnId(table, column);
  }

  private At<String> column(int at, List<String> defaults) throws SpiderParseException {
    String word = token(at);
    if (word.equals("*")) {
      return new At<>(at + 1, SpiderSchema.ALL);
    }
    if (word.contains(".")) {
      String[] parts = word.split("\\.", -1);
      if (parts.length != 2) {
        throw new SpiderParseException("not a column: " + word);
      }
      return new At<>(at + 1, columnId(table(parts[0]), parts[1]));
    }
    for (String alias : defaults) {
      String table = table(alias);
      List<String> columns = schema.tables().get(table);
      if (columns == null) {
        throw new SpiderParseException("no table " + table);
      }
      if (columns.contains(word)) {
        return new At<>(at + 1, SpiderSchema.columnId(table, word));
      }
    }
    throw new SpiderParseException("no column " + word);
  }

  private At<ColumnUnit> columnUnit(int start, List<String> defaults) throws SpiderParseException {
    int at = start;
    boolean block = token(at).equals("(");
    at += block ? 1 : 0;
    boolean distinct = false;
    int aggregate = AGGREGATES.indexOf(token(at));
    if (aggregate >= 0) {
      at = expect(at + 1, "(");
      if (token(at).equals("distinct")) {
        at++;
        distinct = true;
      }
      At<String> column = column(at, defaults);
      return new At<>(expect(column.next, ")"), new ColumnUnit(aggregate, column.value, distinct));
    }
    if (tokens.get(at).equals("distinct")) {
      at++;
      distinct = true;
    }
    At<String> column = column(at, defaults);
    int next = block ? expect(column.next, ")") : column.next;
    return new At<>(next, new ColumnUnit(0, column.value, distinct));
  }

  private At<ValueUnit> valueUnit(int start, List<String> defaults) throws SpiderParseException {
    int at = start;
    boolean block = token(at).equals("(");
    at += block ? 1 : 0;
    At<ColumnUnit> left = columnUnit(at, defaults);
    at = left.next;
    ColumnUnit right = null;
    int operator = at < tokens.size() ? Math.max(0, OPERATORS.indexOf(tokens.get(at))) : 0;
    if (at < tokens.size() && OPERATORS.contains(tokens.get(at))) {
      At<ColumnUnit> second = columnUnit(at + 1, defaults);
      right = second.value;
      at = second.next;
    }
    at = block ? expect(at, ")") : at;
    return new At<>(at, new ValueUnit(operator, left.value, right));
  }

  private At<Object> value(int start, List<String> defaults) throws SpiderParseException {
    int at = start;
    boolean block = token(at).equals("(");
    at += block ? 1 : 0;
    Object value;
    String word = token(at);
    Double number = number(word);
    if (word.equals("select")) {
      At<SpiderSql> query = query(at);
      value = query.value;
      at = query.next;
    } else if (word.contains("\"")) {
      value = word;
      at++;
    } else if (number != null) {
      value = number;
      at++;
    } else {
      int end = at;
      while (end < tokens.size()
          && !Set.of(",", ")", "and").contains(tokens.get(end))
          && !CLAUSES.contains(tokens.get(end))
          && !JOINS.contains(tokens.get(end))) {
        end++;
      }
      value = columnBetween(start, end, defaults);
      at = end;
    }
    return new At<>(block ? expect(at, ")") : at, value);
  }

  /** The reference parses a slice of the tokens here, so the column must end inside it. */
  private ColumnUnit columnBetween(int start, int end, List<String> defaults)
      throws SpiderParseException {
    List<String> all = tokens;
    tokens = all.subList(0, end);
    try {
      return columnUnit(start, defaults).value;
    } finally {
      tokens = all;
    }
  }

  /**
   * Python's {@code float(word)}, or null; which number it is does not matter for infinities and
   * NaN.
   */
  private static Double number(String word) {
    if (word.startsWith("_") || word.endsWith("_") || word.contains("__")) {
      return null;
    }
    String plain = word.replace("_", "");
    if (plain.matches("[+-]?(inf|infinity|nan)")) {
      return Double.MAX_VALUE;
    }
    return plain.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)(e[+-]?\\d+)?") ? Double.valueOf(plain) : null;
  }

  private At<List<Object>> conditions(int start, List<String> defaults)
      throws SpiderParseException {
    int at = start;
    List<Object> conditions = new ArrayList<>();
    while (at < tokens.size()) {
      At<ValueUnit> unit = valueUnit(at, defaults);
      at = unit.next;
      boolean not = token(at).equals("not");
      at += not ? 1 : 0;
      int operator = CONDITIONS.indexOf(token(at));
      if (operator < 0) {
        throw new SpiderParseException("not a comparison: " + tokens.get(at));
      }
      At<Object> first = value(at + 1, defaults);
      at = first.next;
      Object second = null;
      if (CONDITIONS.get(operator).equals("between")) {
        At<Object> upper = value(expect(at, "and"), defaults);
        second = upper.value;
        at = upper.next;
      }
      conditions.add(new Condition(not, operator, unit.value, first.value, second));
      if (at < tokens.size() && (endsClause(at) || JOINS.contains(tokens.get(at)))) {
        break;
      }
      if (is(at, "and") || is(at, "or")) {
        conditions.add(tokens.get(at));
        at++;
      }
    }
    return new At<>(at, conditions);
  }

  private boolean endsClause(int at) {
    String word = tokens.get(at);
    return CLAUSES.contains(word) || word.equals(")") || word.equals(";");
  }

  private record Select(boolean distinct, List<SelectUnit> units) {}

  private Select select(int start, List<String> defaults) throws SpiderParseException {
    int at = expect(start, "select");
    boolean distinct = is(at, "distinct");
    at += distinct ? 1 : 0;
    List<SelectUnit> units = new ArrayList<>();
    while (at < tokens.size() && !CLAUSES.contains(tokens.get(at))) {
      int aggregate = Math.max(0, AGGREGATES.indexOf(tokens.get(at)));
      at += AGGREGATES.contains(tokens.get(at)) ? 1 : 0;
      At<ValueUnit> unit = valueUnit(at, defaults);
      units.add(new SelectUnit(aggregate, unit.value));
      at = is(unit.next, ",") ? unit.next + 1 : unit.next;
    }
    return new Select(distinct, units);
  }

  private record From(List<TableUnit> tables, List<Object> conditions, List<String> names) {}

  private At<From> from(int start) throws SpiderParseException {
    int at = start;
    while (!token(at).equals("from")) {
      at++;
    }
    at++;
    From from = new From(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    while (at < tokens.size()) {
      boolean block = tokens.get(at).equals("(");
      at += block ? 1 : 0;
      if (token(at).equals("select")) {
        At<SpiderSql> query = query(at);
        from.tables.add(new TableUnit(null, query.value));
        at = query.next;
      } else {
        at += is(at, "join") ? 1 : 0;
        String name = table(token(at));
        if (!schema.tables().containsKey(name)) {
          throw new SpiderParseException("no table " + name);
        }
        at += is(at + 1, "as") ? 3 : 1;
        from.tables.add(new TableUnit(SpiderSchema.tableId(name), null));
        from.names.add(name);
      }
      if (is(at, "on")) {
        At<List<Object>> on = conditions(at + 1, from.names);
        if (!from.conditions.isEmpty()) {
          from.conditions.add("and");
        }
        from.conditions.addAll(on.value);
        at = on.next;
      }
      at = block ? expect(at, ")") : at;
      if (at < tokens.size() && endsClause(at)) {
        break;
      }
    }
    return new At<>(at, from);
  }

  private At<List<Object>> clause(int at, String word, List<String> defaults)
      throws SpiderParseException {
    return is(at, word) ? conditions(at + 1, defaults) : new At<>(at, List.of());
  }

  private At<List<ColumnUnit>> group(int start, List<String> defaults) throws SpiderParseException {
    if (!is(start, "group")) {
      return new At<>(start, List.of());
    }
    int at = expect(start + 1, "by");
    List<ColumnUnit> units = new ArrayList<>();
    while (at < tokens.size() && !endsClause(at)) {
      At<ColumnUnit> unit = columnUnit(at, defaults);
      units.add(unit.value);
      at = unit.next;
      if (!is(at, ",")) {
        break;
      }
      at++;
    }
    return new At<>(at, units);
  }

  private At<Order> order(int start, List<String> defaults) throws SpiderParseException {
    if (!is(start, "order")) {
      return new At<>(start, null);
    }
    int at = expect(start + 1, "by");
    String direction = "asc";
    List<ValueUnit> units = new ArrayList<>();
    while (at < tokens.size() && !endsClause(at)) {
      At<ValueUnit> unit = valueUnit(at, defaults);
      units.add(unit.value);
      at = unit.next;
      if (is(at, "asc") || is(at, "desc")) {
        direction = tokens.get(at);
        at++;
      }
      if (!is(at, ",")) {
        break;
      }
      at++;
    }
    return new At<>(at, new Order(direction, units));
  }

  private int skipSemicolons(int start) {
    int at = start;
    while (is(at, ";")) {
      at++;
    }
    return at;
  }

  private At<SpiderSql> query(int start) throws SpiderParseException {
    if (++depth > MAX_DEPTH) {
      throw new SpiderParseException("nested too deeply");
    }
    boolean block = token(start).equals("(");
    At<From> from = from(start);
    List<String> defaults = from.value.names;
    Select select = select(block ? start + 1 : start, defaults);
    At<List<Object>> where = clause(from.next, "where", defaults);
    At<List<ColumnUnit>> group = group(where.next, defaults);
    At<List<Object>> having = clause(group.next, "having", defaults);
    At<Order> order = order(having.next, defaults);
    int at = order.next;
    boolean limit = is(at, "limit");
    if (limit) {
      token(at + 1);
      at += 2;
    }
    at = skipSemicolons(at);
    at = skipSemicolons(block ? expect(at, ")") : at);
    String operator = at < tokens.size() ? tokens.get(at) : "";
    SpiderSql other = null;
    if (operator.equals("intersect") || operator.equals("union") || operator.equals("except")) {
      At<SpiderSql> second = query(at + 1);
      other = second.value;
      at = second.next;
    }
    depth--;
    return new At<>(
        at,
        new SpiderSql(
            from.value.tables,
            from.value.conditions,
            select.distinct,
            select.units,
            where.value,
            group.value,
            having.value,
            order.value,
            limit,
            operator.equals("intersect") ? other : null,
            operator.equals("union") ? other : null,
            operator.equals("except") ? other : null));
  }
}
