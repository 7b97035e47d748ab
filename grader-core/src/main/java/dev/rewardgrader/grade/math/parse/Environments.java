package dev.rewardgrader.grade.math.parse;

import dev.rewardgrader.grade.math.expr.Expr;
import java.util.ArrayList;
import java.util.List;

/** Matrices, cases and aligned lines: values in rows. */
final class Environments {
  private final Cursor cursor;
  private final Statements statements;

  Environments(Cursor cursor, Statements statements) {
    this.cursor = cursor;
    this.statements = statements;
  }

  /** An environment behind {@code \begin}, up to its end. */
  Expr read() {
    String env = cursor.braced().strip();
    switch (env) {
      case "pmatrix",
          "bmatrix",
          "matrix",
          "vmatrix",
          "Bmatrix",
          "Vmatrix",
          "smallmatrix",
          "array",
          "cases",
          "aligned",
          "align",
          "align*",
          "gathered" -> {}
      default -> throw ParseFailure.unknownCommand();
    }
    if (env.equals("array") && cursor.peek() == '{') {
      cursor.braced();
    }
    cursor.matrices++;
    int brackets = cursor.brackets;
    cursor.brackets = 1;
    List<List<Expr>> rows = new ArrayList<>();
    List<Expr> row = new ArrayList<>();
    while (true) {
      char c = cursor.peek();
      if (c == '&') {
        cursor.advance(1);
      } else if (c == '\\' && cursor.raw(1) == '\\') {
        cursor.advance(2);
        if (!row.isEmpty()) {
          rows.add(List.copyOf(row));
          row.clear();
        }
      } else if (c == '\\' && cursor.text().startsWith("\\end{", cursor.pos())) {
        cursor.advance(4);
        cursor.braced();
        break;
      } else {
        row.add(statements.listing());
        cursor.node();
      }
    }
    if (!row.isEmpty()) {
      rows.add(List.copyOf(row));
    }
    cursor.matrices--;
    cursor.brackets = brackets;
    boolean single = rows.size() == 1 && rows.get(0).size() == 1 && !env.contains("matrix");
    return single ? rows.get(0).get(0) : new Expr.Matrix(List.copyOf(rows));
  }
}
