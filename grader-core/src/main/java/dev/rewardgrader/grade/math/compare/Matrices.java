package dev.rewardgrader.grade.math.compare;

import dev.rewardgrader.grade.math.expr.Expr;
import java.util.ArrayList;
import java.util.List;

/** Multiplies out products of matrices. */
final class Matrices {
  private static final int MAX = 8;

  private Matrices() {}

  /**
   * The product of matrices as one matrix; null for anything else, or when the sizes do not fit.
   */
  static Expr.Matrix product(Expr e) {
    if (!(e instanceof Expr.Product p)) {
      return null;
    }
    Expr.Matrix acc = null;
    for (Expr factor : p.factors()) {
      if (!(factor instanceof Expr.Matrix m)) {
        return null;
      }
      acc = acc == null ? m : times(acc, m);
      if (acc == null) {
        return null;
      }
    }
    return acc;
  }

  /** Tuples of one length in a tuple as a matrix; null for anything else. */
  static Expr.Matrix nested(Expr e) {
    if (!(e instanceof Expr.Group outer)) {
      return null;
    }
    List<List<Expr>> rows = new ArrayList<>();
    for (Expr item : outer.items()) {
      if (!(item instanceof Expr.Group row)
          || row.items().size() != (rows.isEmpty() ? row.items() : rows.get(0)).size()) {
        return null;
      }
      rows.add(row.items());
    }
    return new Expr.Matrix(rows);
  }

  private static Expr.Matrix times(Expr.Matrix a, Expr.Matrix b) {
    int inner = b.rows().size();
    int columns = b.rows().get(0).size();
    if (inner > MAX || columns > MAX || a.rows().size() > MAX) {
      return null;
    }
    List<List<Expr>> rows = new ArrayList<>();
    for (List<Expr> row : a.rows()) {
      if (row.size() != inner) {
        return null;
      }
      List<Expr> out = new ArrayList<>();
      for (int j = 0; j < columns; j++) {
        List<Expr> terms = new ArrayList<>();
        for (int k = 0; k < inner; k++) {
          if (b.rows().get(k).size() != columns) {
            return null;
          }
          terms.add(new Expr.Product(List.of(row.get(k), b.rows().get(k).get(j))));
        }
        out.add(new Expr.Sum(terms));
      }
      rows.add(out);
    }
    return new Expr.Matrix(rows);
  }
}
