package dev.rewardgrader.grade.math.parse;

import dev.rewardgrader.grade.math.expr.Expr;
import dev.rewardgrader.grade.math.expr.Expr.Constant;
import dev.rewardgrader.grade.math.expr.Fn;
import java.util.ArrayList;
import java.util.List;

/** Numbers, bracketed values and the hand-over to names and commands. */
final class Atoms {
  private final Cursor cursor;
  private final Statements statements;
  private final Numbers numbers;
  private final Names names;
  private final Macros macros;

  Atoms(Cursor cursor, Statements statements, Terms terms) {
    this.cursor = cursor;
    this.statements = statements;
    this.numbers = new Numbers(cursor);
    this.macros = new Macros(cursor, statements, terms, this);
    this.names = new Names(cursor, terms, this, macros.functions());
  }

  /** The names, with what stands behind them. */
  Names names() {
    return names;
  }

  boolean startsWith(String command) {
    return command.equals("{") || command.equals("lbrace") || macros.isOperand(command);
  }

  Expr atom() {
    char c = cursor.peek();
    if (Cursor.isDigit(c) || (c == '.' && Cursor.isDigit(cursor.raw(1)))) {
      return numbers.number();
    }
    if (Cursor.isLetter(c)) {
      return names.word();
    }
    return switch (c) {
      case '(', '[' -> bracketed(c);
      case '{' -> braced();
      case '|' -> bars();
      case '\\' -> command();
      case '-', '+' -> statements.sum();
      case '.' -> ellipsis();
      default -> {
        if (c >= 128 && Character.isLetter(c)) {
          cursor.advance(1);
          yield new Expr.Sym(String.valueOf(c));
        }
        throw ParseFailure.syntax();
      }
    };
  }

  private Expr ellipsis() {
    if (cursor.raw(1) == '.' && cursor.raw(2) == '.') {
      cursor.advance(3);
      return new Expr.Const(Constant.ELLIPSIS);
    }
    throw ParseFailure.syntax();
  }

  /**
   * What an exponent without braces covers: a run of digits, a bracket, one letter or one command.
   */
  Expr exponentAtom() {
    if (Cursor.isLetter(cursor.peek())) {
      return names.letter();
    }
    return atom();
  }

  /** A LaTeX argument: a brace group, or one digit, letter or command. */
  Expr argument() {
    char c = cursor.peek();
    if (Cursor.isDigit(c)) {
      cursor.advance(1);
      return Numbers.digit(c);
    }
    if (Cursor.isLetter(c)) {
      return names.letter();
    }
    if (c == '-') {
      cursor.advance(1);
      cursor.enter(1);
      Expr negated = argument();
      cursor.leave(1);
      return new Expr.Neg(negated);
    }
    if (c != '{' && c != '\\' && c != '(') {
      throw ParseFailure.syntax();
    }
    return atom();
  }

  /**
   * Values between round or square brackets; a single value in matching round brackets is itself.
   */
  Expr bracketed(char open) {
    cursor.enter();
    cursor.expect(open);
    int bars = cursor.bars;
    cursor.bars = 0;
    cursor.brackets++;
    List<Expr> items = new ArrayList<>();
    items.add(statements.relation());
    while (cursor.peek() == ',' || cursor.raw(0) == ';' || wide()) {
      if (cursor.raw(0) == ',' || cursor.raw(0) == ';') {
        cursor.advance(1);
      }
      wide();
      if (cursor.peek() == ')' || cursor.raw(0) == ']') {
        break;
      }
      items.add(statements.relation());
    }
    if (cursor.peek() == '.') {
      cursor.advance(1);
    }
    cursor.brackets--;
    cursor.bars = bars;
    char close = cursor.peek();
    if (close != ')' && close != ']') {
      throw ParseFailure.syntax();
    }
    cursor.advance(1);
    cursor.leave();
    boolean round = open == '(' && close == ')';
    if (items.size() == 1 && (round || (open == '[' && close == ']'))) {
      return items.get(0);
    }
    return new Expr.Group(open, close, List.copyOf(items));
  }

  private boolean wide() {
    boolean any = false;
    String command = cursor.peekCommand();
    while (command != null && (command.equals("quad") || command.equals("qquad"))) {
      cursor.advance(1 + command.length());
      command = cursor.peekCommand();
      any = true;
    }
    return any;
  }

  private Expr braced() {
    cursor.enter();
    cursor.expect('{');
    int brackets = cursor.brackets;
    cursor.brackets = 0;
    Expr inner = statements.listing();
    if (cursor.acceptCommand("choose")) {
      inner = new Expr.Call(Fn.BINOMIAL, List.of(inner, statements.sum()));
    }
    cursor.expect('}');
    cursor.brackets = brackets;
    cursor.leave();
    return inner;
  }

  private Expr bars() {
    cursor.enter();
    cursor.advance(1);
    boolean twice = cursor.raw(0) == '|';
    if (twice) {
      cursor.advance(1);
    }
    cursor.bars++;
    Expr inner = statements.sum();
    cursor.bars--;
    cursor.expect('|');
    if (twice) {
      cursor.expect('|');
    }
    cursor.leave();
    return twice ? new Expr.Apply("norm", List.of(inner)) : new Expr.Call(Fn.ABS, List.of(inner));
  }

  private Expr command() {
    String name = cursor.command();
    if (name == null) {
      throw ParseFailure.syntax();
    }
    if (name.equals("{") || name.equals("lbrace")) {
      cursor.advance(1 + name.length());
      return set();
    }
    return macros.operand(name);
  }

  /** {@code \{a, b\}} or {@code \{x | condition\}}. */
  private Expr set() {
    cursor.enter();
    cursor.brackets++;
    int bars = cursor.bars;
    cursor.bars = 1;
    List<Expr> items = new ArrayList<>();
    Expr result = null;
    if (!closesSet()) {
      items.add(statements.relation());
      String command = cursor.peekCommand();
      if (cursor.raw(0) == '|'
          || cursor.raw(0) == ':'
          || (command != null
              && (command.equals("mid") || command.equals("vert") || command.equals("colon")))) {
        cursor.advance(command == null ? 1 : 1 + command.length());
        cursor.bars = 0;
        cursor.brackets--;
        result = new Expr.SetBuilder(items.get(0), statements.listing());
        cursor.brackets++;
        if (!closesSet()) {
          throw ParseFailure.syntax();
        }
      } else {
        while (cursor.accept(',') || cursor.accept(';') || skipAnd()) {
          if (closesSet()) {
            break;
          }
          items.add(statements.relation());
        }
        if (result == null && !closesSet()) {
          throw ParseFailure.syntax();
        }
      }
    }
    cursor.advance(cursor.command() == null ? 1 : 1 + cursor.command().length());
    cursor.bars = bars;
    cursor.brackets--;
    cursor.leave();
    return result != null
        ? result
        : items.isEmpty() ? new Expr.NamedSet("empty") : new Expr.SetOf(List.copyOf(items));
  }

  private boolean skipAnd() {
    if (statements.phraseAhead() == Phrase.AND) {
      statements.skipWord();
      return true;
    }
    return false;
  }

  private boolean closesSet() {
    String command = cursor.peekCommand();
    return command != null ? command.equals("}") || command.equals("rbrace") : cursor.raw(0) == '}';
  }
}
