package dev.rewardgrader.grade.math.parse;

import dev.rewardgrader.grade.math.expr.Expr;
import dev.rewardgrader.grade.math.expr.Expr.Joiner;
import dev.rewardgrader.grade.math.expr.Fn;
import dev.rewardgrader.grade.math.units.Units;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Units, currencies and counted nouns behind a value. */
final class UnitReader {
  /** Units that may follow a numeral without a space although they are short. */
  private static final Set<String> GLUED = Set.of("cm", "mm", "km", "kg", "ft", "ml", "lb", "hr");

  /** What a command of money stands for. */
  private static final Map<String, String> CURRENCIES =
      Map.of("$", "$", "pounds", "gbp", "euro", "euro", "yen", "yuan");

  private final Cursor cursor;
  private final Statements statements;

  UnitReader(Cursor cursor, Statements statements) {
    this.cursor = cursor;
    this.statements = statements;
  }

  /** A unit, percent sign or counted noun behind a value: the quantity, or null. */
  Expr behind(Expr value, boolean spaced) {
    char c = cursor.peek();
    String command = cursor.command();
    String currency = command == null ? null : CURRENCIES.get(command);
    if (currency != null) {
      cursor.advance(1 + command.length());
      return new Expr.Quantity(value, currency);
    }
    boolean plain = Cursor.isLetter(c);
    if (!plain && (command == null || !Commands.isText(command))) {
      return null;
    }
    String word = statements.wordAhead();
    Phrase phrase = Phrase.of(word);
    return switch (phrase) {
      case PERCENT -> {
        statements.skipWord();
        yield new Expr.Percent(value);
      }
      case DEGREES -> {
        statements.skipWord();
        yield new Expr.Quantity(value, "°");
      }
      case BLANK -> {
        statements.skipWord();
        yield value;
      }
      case NOUN -> plain ? plainUnit(value, spaced) : textUnit(value, word);
      default -> null;
    };
  }

  private Expr plainUnit(Expr value, boolean spaced) {
    if (!isNumeric(value)) {
      return null;
    }
    int start = cursor.pos();
    StringBuilder unit = new StringBuilder();
    while (Cursor.isLetter(cursor.peek())) {
      String word = cursor.letters();
      boolean glued = unit.length() == 0 && !spaced;
      if (!Units.isUnit(word) || (glued && word.length() < 3 && !GLUED.contains(word))) {
        break;
      }
      cursor.advance(word.length());
      unit.append(unit.length() == 0 ? "" : " ").append(word);
    }
    if (unit.length() == 0) {
      cursor.moveTo(start);
      return null;
    }
    unit.append(exponent());
    return new Expr.Quantity(value, unit.toString());
  }

  private Expr textUnit(Expr value, String content) {
    if (value instanceof Expr.Quantity || value instanceof Expr.Text) {
      if (value instanceof Expr.Quantity && content.strip().startsWith("(")) {
        statements.skipWord();
        return value;
      }
      return null;
    }
    String t = content.strip();
    boolean named =
        cursor.command() != null
            && (cursor.command().equals("mathrm") || cursor.command().equals("operatorname"));
    if (named && t.length() == 1 && !(isNumeric(value) && Units.find(t) != null)) {
      return null;
    }
    if (named && Fn.named(t) != null) {
      return null;
    }
    statements.skipWord();
    String lower = t.toLowerCase(Locale.ROOT);
    if (lower.endsWith(" and") || lower.endsWith(" or")) {
      statements.pendingSeparator(lower.endsWith(" and") ? Joiner.AND : Joiner.OR);
      t = t.substring(0, t.lastIndexOf(' ')).strip();
    }
    return new Expr.Quantity(value, t + exponent());
  }

  /** The exponent behind a unit, as text. */
  private String exponent() {
    if (cursor.peek() != '^') {
      return "";
    }
    cursor.advance(1);
    if (cursor.peek() == '{') {
      return "^" + cursor.braced();
    }
    char digit = cursor.raw(0);
    cursor.advance(1);
    return "^" + digit;
  }

  private static boolean isNumeric(Expr e) {
    return switch (e) {
      case Expr.Num n -> true;
      case Expr.LongNumeral n -> true;
      case Expr.Const c -> c.kind() == Expr.Constant.PI;
      case Expr.Quotient q -> isNumeric(q.num()) && isNumeric(q.den());
      case Expr.Neg n -> isNumeric(n.arg());
      case Expr.Sum s -> s.terms().stream().allMatch(UnitReader::isNumeric);
      case Expr.Product p -> p.factors().stream().allMatch(UnitReader::isNumeric);
      case Expr.Power p -> isNumeric(p.base()) && isNumeric(p.exponent());
      case Expr.Call c -> c.args().stream().allMatch(UnitReader::isNumeric);
      default -> false;
    };
  }
}
