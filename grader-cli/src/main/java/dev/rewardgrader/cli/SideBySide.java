package dev.rewardgrader.cli;

import dev.rewardgrader.grade.sql.result.PyValue;
import dev.rewardgrader.grade.sql.result.ResultTable;
import dev.rewardgrader.grade.sql.result.RowKey;
import dev.rewardgrader.grade.sql.result.Shortened;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Two results beside each other: rows that both have are green, the others red. */
final class SideBySide {
  private static final int MAX_ROWS = 20;
  private static final int MAX_CELL = 24;

  private final ResultTable gold;
  private final ResultTable predicted;

  SideBySide(ResultTable gold, ResultTable predicted) {
    this.gold = gold;
    this.predicted = predicted;
  }

  /** Lines in picocli's colour markup. */
  void print(Consumer<String> out) {
    List<String> left = lines(gold);
    List<String> right = lines(predicted);
    boolean[] leftFound = found(gold, predicted);
    boolean[] rightFound = found(predicted, gold);
    int width = left.stream().mapToInt(String::length).max().orElse(0);
    out.accept(
        "@|bold "
            + pad("gold: " + size(gold), Math.max(width, 16))
            + "   candidate: "
            + size(predicted)
            + "|@");
    for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
      String first = i < left.size() ? left.get(i) : "";
      String second = i < right.size() ? right.get(i) : "";
      out.accept(
          paint(pad(first, Math.max(width, 16)), i, leftFound)
              + "   "
              + paint(second, i, rightFound));
    }
  }

  private static String size(ResultTable table) {
    return table.rowCount() + " × " + table.columnCount();
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  /** Line 0 holds the names. */
  private static String paint(String text, int line, boolean[] found) {
    String plain = Markup.plain(text);
    if (line == 0 || line > found.length || plain.isBlank()) {
      return plain;
    }
    return "@|" + (found[line - 1] ? "green " : "red ") + plain + "|@";
  }

  private static List<String> lines(ResultTable table) {
    List<String> lines = new ArrayList<>();
    lines.add(table.columns().stream().map(SideBySide::shorten).collect(Collectors.joining(" | ")));
    table.rows().stream()
        .limit(MAX_ROWS)
        .forEach(
            row ->
                lines.add(
                    Arrays.stream(row)
                        .map(value -> shorten(PyValue.str(value)))
                        .collect(Collectors.joining(" | "))));
    if (table.rowCount() > MAX_ROWS) {
      lines.add("… " + (table.rowCount() - MAX_ROWS) + " more");
    }
    return lines;
  }

  private static String shorten(String text) {
    String line = text.replaceAll("[\n\r\t]", " ");
    return line.length() <= MAX_CELL ? line : Shortened.of(line, MAX_CELL - 1);
  }

  private static boolean[] found(ResultTable table, ResultTable other) {
    Map<RowKey, Integer> left = new HashMap<>();
    other.rowKeys().forEach(row -> left.merge(row, 1, Integer::sum));
    boolean[] found = new boolean[Math.min(table.rowCount(), MAX_ROWS)];
    for (int i = 0; i < found.length; i++) {
      found[i] = left.merge(table.rowKeys().get(i), -1, Integer::sum) >= 0;
    }
    return found;
  }
}
