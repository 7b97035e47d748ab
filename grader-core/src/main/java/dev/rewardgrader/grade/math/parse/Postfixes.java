package dev.rewardgrader.grade.math.parse;

import dev.rewardgrader.grade.math.expr.Expr;
import dev.rewardgrader.grade.math.expr.Fn;
import dev.rewardgrader.grade.math.expr.Rational;
import java.util.List;
import java.util.Set;

/** What stands behind an atom and binds closer than any product: exponents and signs. */
final class Postfixes {
  /** The letters of {@code 5^{th}}, which say nothing of the value. */
  private static final Set<String> ORDINALS = Set.of("th", "st", "nd", "rd");

  private final Cursor cursor;
  private final Statements statements;
  private final Terms terms;
  private final Atoms atoms;

  Postfixes(Cursor cursor, Statements statements, Terms terms, Atoms atoms) {
    this.cursor = cursor;
    this.statements = statements;
    this.terms = terms;
    this.atoms = atoms;
  }

  /** Reads exponents, factorials, primes, percent and degree signs behind {@code base}. */
  Expr behind(Expr base) {
    Expr e = base;
    while (true) {
      char c = cursor.peek();
      if (c == '^') {
        cursor.advance(1);
        e = superscript(e);
      } else if (c == '*' && cursor.raw(1) == '*') {
        cursor.advance(2);
        e = new Expr.Power(e, terms.signedFactor());
      } else if (c == '!' && cursor.raw(1) != '=') {
        cursor.advance(1);
        e = new Expr.Call(Fn.FACTORIAL, List.of(e));
      } else if (c == '%') {
        cursor.advance(1);
        e = new Expr.Percent(e);
      } else if (c == '\'') {
        cursor.advance(1);
        e = new Expr.Apply("'", List.of(e));
      } else if (c == '\\') {
        String command = cursor.command();
        if ("%".equals(command)) {
          cursor.advance(2);
          e = new Expr.Percent(e);
        } else if ("degree".equals(command)) {
          cursor.advance(7);
          e = new Expr.Quantity(e, "°");
        } else if ("prime".equals(command)) {
          cursor.advance(6);
          e = new Expr.Apply("'", List.of(e));
        } else {
          return e;
        }
      } else {
        return e;
      }
    }
  }

  private Expr superscript(Expr base) {
    int start = cursor.pos();
    boolean braced = cursor.accept('{');
    String command = cursor.peekCommand();
    if (command != null
        && (command.equals("circ") || command.equals("textcirc") || command.equals("degree"))) {
      cursor.advance(1 + command.length());
      if (braced) {
        cursor.expect('}');
      }
      return degrees(base);
    }
    if (command != null && command.equals("prime")) {
      cursor.advance(6);
      if (braced) {
        cursor.expect('}');
      }
      return new Expr.Apply("'", List.of(base));
    }
    if (command != null && Commands.isText(command)) {
      String content = statements.wordAhead().strip();
      boolean degree = content.equals("o") || content.equals("circ");
      if (degree || ORDINALS.contains(content)) {
        statements.skipWord();
        if (braced) {
          cursor.expect('}');
        }
        return degree ? degrees(base) : base;
      }
    }
    if (cursor.atEnd()) {
      return degrees(base);
    }
    cursor.moveTo(start);
    if (cursor.peek() == '{') {
      cursor.advance(1);
      Expr exponent = statements.sum();
      cursor.expect('}');
      return new Expr.Power(base, exponent);
    }
    boolean negative = cursor.accept('-');
    Expr exponent = atoms.exponentAtom();
    if (cursor.peek() == '^') {
      cursor.enter(1);
      exponent = behind(exponent);
      cursor.leave(1);
    }
    return new Expr.Power(base, negative ? new Expr.Neg(exponent) : exponent);
  }

  /** {@code 60^\circ 42'}: degrees with minutes where they follow. */
  private Expr degrees(Expr base) {
    int start = cursor.pos();
    if (Cursor.isDigit(cursor.peek())) {
      Expr minutes = atoms.atom();
      if (cursor.accept('\'')) {
        return new Expr.Quantity(
            new Expr.Sum(
                List.of(base, new Expr.Quotient(minutes, new Expr.Num(Rational.of(60), -1)))),
            "°");
      }
      cursor.moveTo(start);
    }
    return new Expr.Quantity(base, scale());
  }

  /** The letter behind a degree sign that makes it one of temperature. */
  private String scale() {
    String letters = cursor.letters();
    String command = cursor.peekCommand();
    boolean text = letters.isEmpty() && command != null && Commands.isText(command);
    String unit = text ? statements.wordAhead().strip() : letters;
    if (!unit.equals("C") && !unit.equals("F")) {
      return "°";
    }
    if (text) {
      statements.skipWord();
    } else {
      cursor.advance(1);
    }
    return unit.equals("C") ? "celsius" : "fahrenheit";
  }
}
