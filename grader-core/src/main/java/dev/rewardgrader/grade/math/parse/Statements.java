package dev.rewardgrader.grade.math.parse;

import dev.rewardgrader.grade.math.expr.Expr;
import dev.rewardgrader.grade.math.expr.Expr.Joiner;
import dev.rewardgrader.grade.math.expr.Rel;
import java.util.ArrayList;
import java.util.List;

/** The outer levels of the grammar: listings, relations, ratios and set operations. */
final class Statements {
  private final Cursor cursor;
  private final Terms terms;

  /** A separator that was found inside a text ("goats and") before its place in the grammar. */
  private Joiner pending;

  Statements(Cursor cursor) {
    this.cursor = cursor;
    this.terms = new Terms(cursor, this);
  }

  boolean isPending() {
    return pending != null;
  }

  void pendingSeparator(Joiner joiner) {
    pending = joiner;
  }

  /** A whole answer up to the end of the text. */
  Expr answer() {
    Expr e = listing();
    String condition = condition();
    while (cursor.peek() == '.'
        || cursor.peek() == ','
        || cursor.peek() == ';'
        || cursor.peek() == ':') {
      cursor.advance(1);
    }
    if (!cursor.atEnd()) {
      throw ParseFailure.syntax();
    }
    return condition == null ? e : new Expr.Qualified(e, condition);
  }

  /** Consumes "for all x", "where …" up to the end of the text, or returns null. */
  private String condition() {
    int start = cursor.pos();
    cursor.accept(',');
    acceptWide();
    cursor.accept('(');
    String word = wordAhead();
    boolean forAll =
        cursor.peekCommand() != null
            && (cursor.peekCommand().equals("forall") || cursor.peekCommand().equals("quad"));
    if (forAll || (word != null && Phrase.of(word) == Phrase.CONDITION)) {
      int end = conditionEnd();
      cursor.moveTo(end);
      return cursor.text().substring(start, end);
    }
    cursor.moveTo(start);
    return null;
  }

  /**
   * The condition ends where a text command that only says "and" or "or" goes on to the next value.
   */
  private int conditionEnd() {
    int i = cursor.pos();
    while ((i = cursor.text().indexOf("\\text{", i)) >= 0) {
      int close = cursor.text().indexOf('}', i);
      if (close < 0) {
        break;
      }
      Phrase phrase = Phrase.of(cursor.text().substring(i + 6, close));
      if (phrase == Phrase.AND || phrase == Phrase.OR) {
        return i;
      }
      i = close;
    }
    return cursor.length();
  }

  /**
   * The plain word or text content at the position, without consuming it; null when there is none.
   */
  String wordAhead() {
    char c = cursor.peek();
    if (Cursor.isLetter(c)) {
      return cursor.letters();
    }
    String command = cursor.command();
    if (command == null || !Commands.isText(command)) {
      return null;
    }
    int start = cursor.pos();
    cursor.advance(1 + command.length());
    String content = cursor.peek() == '{' ? cursor.braced() : "";
    cursor.moveTo(start);
    return content;
  }

  private boolean acceptWide() {
    boolean any = false;
    while (true) {
      String command = cursor.peekCommand();
      if (command != null && (command.equals("quad") || command.equals("qquad"))) {
        cursor.advance(1 + command.length());
        any = true;
      } else {
        return any;
      }
    }
  }

  /** One value, or several joined by commas, semicolons, "and" or "or". */
  Expr listing() {
    cursor.enter();
    acceptWide();
    List<Expr> items = new ArrayList<>();
    List<Joiner> joiners = new ArrayList<>();
    items.add(relation());
    while (true) {
      Joiner joiner = separator();
      if (joiner == null) {
        int before = cursor.pos();
        String condition = condition();
        joiner = condition == null ? null : separator();
        if (joiner == null) {
          cursor.moveTo(before);
          break;
        }
        items.set(items.size() - 1, new Expr.Qualified(items.get(items.size() - 1), condition));
      }
      joiners.add(joiner);
      items.add(relation());
    }
    cursor.leave();
    return items.size() == 1 ? items.get(0) : group(items, joiners);
  }

  /** Consumes a separator that another value follows; null, consuming nothing, otherwise. */
  private Joiner separator() {
    int start = cursor.pos();
    Joiner found = pending;
    pending = null;
    while (true) {
      char c = cursor.peek();
      if (c == ',') {
        cursor.advance(1);
        found = found == null ? Joiner.COMMA : found;
      } else if (c == ';') {
        cursor.advance(1);
        found = found == null ? Joiner.SEMICOLON : found;
      } else if (acceptWide()) {
        found = found == null ? Joiner.COMMA : found;
      } else {
        String command = cursor.command();
        Phrase phrase = phraseAhead();
        if (phrase == Phrase.AND || phrase == Phrase.OR || phrase == Phrase.COMMA) {
          skipWord();
          found =
              phrase == Phrase.OR
                  ? Joiner.OR
                  : phrase == Phrase.AND ? Joiner.AND : found == null ? Joiner.COMMA : found;
        } else if (command != null && (command.equals("land") || command.equals("wedge"))) {
          cursor.advance(1 + command.length());
          found = Joiner.AND;
        } else if (command != null && (command.equals("lor") || command.equals("vee"))) {
          cursor.advance(1 + command.length());
          found = Joiner.OR;
        } else {
          break;
        }
      }
    }
    if (found == null) {
      return null;
    }
    char next = cursor.peek();
    boolean ends =
        next == 0 || next == ')' || next == ']' || next == '}' || next == '.' || closesSet();
    if (ends || phraseAhead() == Phrase.CONDITION || "forall".equals(cursor.command())) {
      cursor.moveTo(start);
      return null;
    }
    return found;
  }

  private boolean closesSet() {
    String command = cursor.command();
    return command != null && (command.equals("}") || command.equals("rbrace"));
  }

  Phrase phraseAhead() {
    String word = wordAhead();
    return word == null ? null : Phrase.of(word);
  }

  /** Consumes the word or text command at the position. */
  void skipWord() {
    if (Cursor.isLetter(cursor.peek())) {
      cursor.advance(cursor.letters().length());
    } else {
      cursor.advance(1 + cursor.command().length());
      cursor.braced();
    }
  }

  private static Expr group(List<Expr> items, List<Joiner> joiners) {
    Joiner outer = null;
    boolean mixed = false;
    for (Joiner j : joiners) {
      mixed |= j != joiners.get(0);
      outer = outer == null || j != Joiner.COMMA ? j : outer;
    }
    if (mixed) {
      List<Expr> groups = new ArrayList<>();
      List<Expr> current = new ArrayList<>(List.of(items.get(0)));
      boolean nested = true;
      for (int i = 0; i < joiners.size(); i++) {
        if (joiners.get(i) != Joiner.COMMA) {
          nested &= current.size() > 1;
          groups.add(new Expr.Listing(Joiner.COMMA, current));
          current = new ArrayList<>();
        }
        current.add(items.get(i + 1));
      }
      groups.add(new Expr.Listing(Joiner.COMMA, current));
      nested &= current.size() > 1;
      if (nested
          && (outer == Joiner.SEMICOLON || items.stream().allMatch(Statements::isAssignment))) {
        return new Expr.Listing(outer, groups);
      }
    }
    return new Expr.Listing(outer, items);
  }

  private static boolean isAssignment(Expr e) {
    return e instanceof Expr.Chain chain && chain.rels().get(0) == Rel.EQ;
  }

  /** A value or a chain of relations between values. */
  Expr relation() {
    cursor.enter();
    Rel leading = relationSign();
    if (leading != null && leading != Rel.EQ && leading != Rel.APPROX) {
      throw ParseFailure.syntax();
    }
    Expr first = ratio();
    Rel rel = relationSign();
    if (rel == null) {
      cursor.leave();
      return first;
    }
    List<Expr> sides = new ArrayList<>(List.of(first));
    List<Rel> rels = new ArrayList<>();
    while (rel != null) {
      rels.add(rel);
      sides.add(ratio());
      rel = relationSign();
    }
    cursor.leave();
    return new Expr.Chain(sides, rels);
  }

  /** Consumes a relation sign, or returns null. */
  private Rel relationSign() {
    char c = cursor.peek();
    char next = cursor.raw(1);
    return switch (c) {
      case '=' -> {
        boolean implies = next == '>';
        cursor.advance(next == '=' || implies ? 2 : 1);
        yield implies ? Rel.IMPLIES : Rel.EQ;
      }
      case '<' -> {
        cursor.advance(next == '=' ? 2 : 1);
        yield next == '=' ? Rel.LE : Rel.LT;
      }
      case '>' -> {
        cursor.advance(next == '=' ? 2 : 1);
        yield next == '=' ? Rel.GE : Rel.GT;
      }
      case '!' -> {
        if (next == '=') {
          cursor.advance(2);
          yield Rel.NE;
        }
        yield null;
      }
      case ':' -> {
        if (next == '=') {
          cursor.advance(2);
          yield Rel.EQ;
        }
        yield null;
      }
      case '\\' -> {
        String command = cursor.command();
        Rel rel = command == null ? null : Commands.relation(command);
        if (rel != null) {
          cursor.advance(1 + command.length());
        }
        yield rel;
      }
      default -> null;
    };
  }

  /** {@code a:b:c}, or a label before a colon ("Paolo: 18"). */
  private Expr ratio() {
    Expr first = setOperation();
    if (cursor.bars > 0 || !ratioColon()) {
      return first;
    }
    if (first instanceof Expr.Word || (first instanceof Expr.Text)) {
      cursor.advance(1);
      return new Expr.Chain(List.of(first, setOperation()), List.of(Rel.EQ));
    }
    List<Expr> parts = new ArrayList<>(List.of(first));
    boolean clock = false;
    while (ratioColon()) {
      cursor.advance(1);
      cursor.skip();
      clock |= cursor.raw(0) == '0' && Cursor.isDigit(cursor.raw(1));
      parts.add(setOperation());
    }
    return new Expr.Ratio(parts, clock);
  }

  private boolean ratioColon() {
    return cursor.peek() == ':' && cursor.raw(1) != '=' && cursor.raw(1) != 0;
  }

  /** Unions, intersections and differences of sets. */
  private Expr setOperation() {
    Expr acc = terms.sum();
    List<Expr> items = null;
    while (true) {
      String command = cursor.peekCommand();
      Expr.SetOp.Op op = null;
      int length = 0;
      if (command != null) {
        length = 1 + command.length();
        op =
            Commands.isUnion(command)
                ? Expr.SetOp.Op.UNION
                : Commands.isIntersection(command)
                    ? Expr.SetOp.Op.INTERSECTION
                    : Commands.isDifference(command) ? Expr.SetOp.Op.DIFFERENCE : null;
      } else if (cursor.raw(0) == 'U'
          && acc instanceof Expr.Group
          && !Cursor.isLetter(cursor.raw(1))) {
        length = 1;
        op = Expr.SetOp.Op.UNION;
      }
      if (op == null) {
        return acc;
      }
      cursor.advance(length);
      Expr right = terms.sum();
      if (acc instanceof Expr.SetOp left && left.op() == op && op != Expr.SetOp.Op.DIFFERENCE) {
        if (items == null) {
          items = new ArrayList<>(left.items());
          acc = new Expr.SetOp(op, items);
        }
        items.add(right);
      } else {
        items = null;
        acc = new Expr.SetOp(op, List.of(acc, right));
      }
    }
  }

  Expr sum() {
    return terms.sum();
  }
}
