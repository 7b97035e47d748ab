package dev.rewardgrader.grade.math.parse;

import dev.rewardgrader.grade.math.expr.Expr;
import dev.rewardgrader.grade.math.expr.Rational;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Sums, products (written or implied) and quotients. */
final class Terms {
  private final Cursor cursor;
  private final Statements statements;
  private final Atoms atoms;
  private final UnitReader units;
  private final Postfixes postfixes;

  Terms(Cursor cursor, Statements statements) {
    this.cursor = cursor;
    this.statements = statements;
    this.atoms = new Atoms(cursor, statements, this);
    this.units = new UnitReader(cursor, statements);
    this.postfixes = new Postfixes(cursor, statements, this, atoms);
  }

  Expr sum() {
    cursor.enter();
    List<Expr> parts = new ArrayList<>();
    Expr acc = null;
    while (true) {
      Sign sign = sign();
      if (sign == Sign.NONE && acc != null) {
        break;
      }
      Expr term = term();
      if (sign == Sign.PLUS_MINUS || sign == Sign.MINUS_PLUS) {
        Expr left = acc == null ? new Expr.Num(Rational.ZERO, -1) : total(parts);
        acc = new Expr.PlusMinus(left, term, sign == Sign.MINUS_PLUS);
        parts.clear();
        parts.add(acc);
      } else {
        acc = sign == Sign.MINUS ? new Expr.Neg(term) : term;
        parts.add(acc);
      }
    }
    cursor.leave();
    return total(parts);
  }

  private static Expr total(List<Expr> parts) {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    // "3 + 2 cm" and "25 + 5 %" carry their unit as a whole.
    Expr last = parts.get(parts.size() - 1);
    if (last instanceof Expr.Quantity q
        && parts.subList(0, parts.size() - 1).stream().noneMatch(p -> p instanceof Expr.Quantity)) {
      List<Expr> plain = new ArrayList<>(parts.subList(0, parts.size() - 1));
      plain.add(q.value());
      return new Expr.Quantity(new Expr.Sum(plain), q.unit());
    }
    return new Expr.Sum(List.copyOf(parts));
  }

  private enum Sign {
    NONE,
    PLUS,
    MINUS,
    PLUS_MINUS,
    MINUS_PLUS
  }

  private Sign sign() {
    Sign sign = Sign.NONE;
    while (true) {
      char c = cursor.peek();
      if (c == '+'
          && cursor.raw(1) == '-'
          && cursor.raw(2) != '-'
          && cursor.raw(2) != ' '
          && sign == Sign.NONE
          && cursor.raw(2) == '/') {
        cursor.advance(2);
        return Sign.PLUS_MINUS;
      }
      if (c == '+' || c == '-') {
        cursor.advance(1);
        cursor.node();
        sign = (c == '-') != (sign == Sign.MINUS) ? Sign.MINUS : Sign.PLUS;
        continue;
      }
      String command = cursor.command();
      if (command != null && (command.equals("pm") || command.equals("mp"))) {
        cursor.advance(3);
        return command.equals("pm") ? Sign.PLUS_MINUS : Sign.MINUS_PLUS;
      }
      return sign;
    }
  }

  /** A product: explicit signs, slashes and juxtaposition bind alike, from the left. */
  Expr term() {
    cursor.enter();
    Expr first = factor();
    Expr acc = first;
    List<Expr> factors = null;
    while (true) {
      char c = cursor.peek();
      boolean spaced = cursor.pos() > 0 && Character.isWhitespace(cursor.raw(-1));
      String command = cursor.command();
      Expr next = null;
      if (statements.isPending()) {
        cursor.leave();
        return product(acc, factors);
      }
      if (c == '*' && cursor.raw(1) != '*') {
        cursor.advance(1);
        next = signedFactor();
      } else if (command != null && Commands.isTimes(command)) {
        cursor.advance(1 + command.length());
        next = signedFactor();
      } else if (c == '/' || "div".equals(command)) {
        cursor.advance(c == '/' ? 1 : 4);
        acc = new Expr.Quotient(product(acc, factors), signedFactor());
        factors = null;
        continue;
      } else {
        Expr unit = units.behind(product(acc, factors), spaced);
        if (unit != null) {
          acc = unit;
          factors = null;
          continue;
        }
        if (startsFactor(c, command)) {
          Expr previous = factors == null ? acc : factors.get(factors.size() - 1);
          if (factors == null && spaced && acc instanceof Expr.Num && fractionAhead()) {
            Expr top = atoms.atom();
            cursor.advance(1);
            acc = new Expr.Sum(List.of(acc, new Expr.Quotient(top, atoms.atom())));
            continue;
          }
          char before = cursor.lastBefore();
          next = factor();
          checkJuxtaposition(previous, next, c, before, spaced);
          boolean bracketed = c == '(' || c == '[' || before == ')' || before == ']';
          Expr mixed = factors == null && !bracketed ? mixedNumber(previous, next) : null;
          if (mixed != null) {
            acc = mixed;
            continue;
          }
        }
      }
      if (next == null) {
        cursor.leave();
        return product(acc, factors);
      }
      if (factors == null) {
        factors = new ArrayList<>(4);
        factors.add(acc);
      }
      factors.add(next);
    }
  }

  private static Expr product(Expr acc, List<Expr> factors) {
    // Not copied: what a unit is looked for behind each factor of would be copied as often.
    return factors == null ? acc : new Expr.Product(Collections.unmodifiableList(factors));
  }

  Expr signedFactor() {
    boolean negative = false;
    while (cursor.peek() == '-' || cursor.peek() == '+') {
      negative ^= cursor.raw(0) == '-';
      cursor.advance(1);
      cursor.node();
    }
    Expr f = factor();
    return negative ? new Expr.Neg(f) : f;
  }

  /** Two words, or two numerals, side by side are not a product. */
  private static void checkJuxtaposition(
      Expr previous, Expr next, char first, char before, boolean spaced) {
    boolean numerals =
        Cursor.isDigit(first) && (Cursor.isDigit(before) || previous instanceof Expr.Word);
    if (numerals && isNumeral(next) && (isNumeral(previous) || previous instanceof Expr.Word)) {
      throw ParseFailure.syntax();
    }
    if (isFigure(previous) && next instanceof Expr.Word) {
      return;
    }
    boolean words = isWord(previous) && isWord(next);
    if (words
        || (spaced && (isWord(previous) || isWord(next)) && (isName(previous) && isName(next)))) {
      throw ParseFailure.prose();
    }
    if (previous instanceof Expr.Text || next instanceof Expr.Text) {
      throw ParseFailure.prose();
    }
  }

  /** {@code \angle}, {@code \triangle}: the letters behind it name its points. */
  private static boolean isFigure(Expr e) {
    return e instanceof Expr.Sym s && (s.name().equals("angle") || s.name().equals("triangle"));
  }

  private static boolean isNumeral(Expr e) {
    return e instanceof Expr.Num || e instanceof Expr.BaseNumeral;
  }

  private static boolean isWord(Expr e) {
    return e instanceof Expr.Word w && w.letters().length() > 1;
  }

  private static boolean isName(Expr e) {
    return e instanceof Expr.Word || e instanceof Expr.Sym || e instanceof Expr.Const;
  }

  /** Whether {@code 1/2} follows: the fraction of a mixed number in plain text. */
  private boolean fractionAhead() {
    int i = 0;
    while (Cursor.isDigit(cursor.raw(i))) {
      i++;
    }
    return i > 0 && cursor.raw(i) == '/' && Cursor.isDigit(cursor.raw(i + 1));
  }

  /** {@code 1\frac{1}{2}} is a sum, unlike {@code 1(1/2)}; null for anything else. */
  private static Expr mixedNumber(Expr whole, Expr next) {
    if (whole instanceof Expr.Num w
        && w.decimals() < 0
        && w.value().isInteger()
        && next instanceof Expr.Quotient q
        && q.num() instanceof Expr.Num a
        && q.den() instanceof Expr.Num b
        && a.value().isInteger()
        && b.value().isInteger()
        && a.decimals() < 0
        && b.decimals() < 0) {
      return new Expr.Sum(List.of(whole, next));
    }
    return null;
  }

  private boolean startsFactor(char c, String command) {
    if (Cursor.isDigit(c) || c == '(' || c == '{' || c == '[') {
      return c != '[' || cursor.brackets == 0;
    }
    if (c == '|') {
      return cursor.bars == 0;
    }
    if (Cursor.isLetter(c)) {
      if (c == 'U' && !Cursor.isLetter(cursor.raw(1))) {
        int i = 1;
        while (cursor.raw(i) == ' ') {
          i++;
        }
        if (cursor.raw(i) == '(' || cursor.raw(i) == '[' || cursor.raw(i) == '\\') {
          return false;
        }
      }
      String word = cursor.letters();
      return word.length() == 1 || Phrase.of(word) == Phrase.NOUN;
    }
    if (command == null) {
      return false;
    }
    if (Commands.isText(command)) {
      Phrase phrase = statements.phraseAhead();
      return phrase == Phrase.NOUN;
    }
    return atoms.startsWith(command);
  }

  /** An atom with its postfix signs. */
  Expr factor() {
    return postfixes.behind(atoms.atom());
  }

  /** Reads exponents, factorials, primes, percent and degree signs behind {@code base}. */
  Expr postfix(Expr base) {
    return postfixes.behind(base);
  }
}
