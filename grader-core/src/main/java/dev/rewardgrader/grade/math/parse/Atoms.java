package dev.rewardgrader.grade.math.parse;

import dev.rewardgrader.grade.math.expr.Expr;
import dev.rewardgrader.grade.math.expr.Expr.Constant;
import dev.rewardgrader.grade.math.expr.Fn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Numbers, names, bracketed values and the hand-over to commands. */
final class Atoms {
  private final Cursor cursor;
  private final Statements statements;
  private final Terms terms;
  private final Numbers numbers;
  private final Macros macros;

  Atoms(Cursor cursor, Statements statements, Terms terms) {
    this.cursor = cursor;
    this.statements = statements;
    this.terms = terms;
    this.numbers = new Numbers(cursor);
    this.macros = new Macros(cursor, statements, terms, this);
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
      return word();
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
      return letter();
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
      return letter();
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

  private Expr letter() {
    char c = cursor.raw(0);
    cursor.advance(1);
    return symbol(String.valueOf(c));
  }

  static Expr symbol(String letter) {
    return switch (letter) {
      case "e" -> new Expr.Const(Constant.E);
      case "i" -> new Expr.Const(Constant.I);
      default -> new Expr.Sym(letter);
    };
  }

  private Expr word() {
    cursor.enter();
    String run = cursor.letters();
    try {
      String lower = run.toLowerCase(Locale.ROOT);
      if (run.length() > 1) {
        Expr known = knownWord(run, lower);
        if (known != null) {
          return known;
        }
        char after = cursor.raw(run.length());
        boolean splits =
            after == '^'
                || after == '_'
                || after == '\''
                || (after == '*' && cursor.raw(run.length() + 1) == '*');
        if (after == '(' && isDefinition(run.length())) {
          cursor.advance(run.length());
          return apply(run);
        }
        if (!splits || run.length() > 3) {
          cursor.advance(run.length());
          return named(new Expr.Word(run), run);
        }
        List<Expr> factors = new ArrayList<>();
        for (int i = 0; i < run.length() - 1; i++) {
          factors.add(letter());
        }
        factors.add(terms.postfix(name()));
        return new Expr.Product(factors);
      }
      return name();
    } finally {
      cursor.leave();
    }
  }

  /** A one-letter name with its subscript and, where it is a function, its arguments. */
  private Expr name() {
    String letter = String.valueOf(cursor.raw(0));
    cursor.advance(1);
    return named(symbol(letter), letter);
  }

  /** Adds a subscript and arguments to a name just read. */
  Expr named(Expr plain, String name) {
    String full = name;
    if (cursor.peek() == '_') {
      cursor.advance(1);
      full = name + "_" + subscript();
    }
    if (cursor.raw(0) == '(' && (isFunctionLetter(name) || isDefinition(0))) {
      return apply(full);
    }
    return full.equals(name) ? plain : new Expr.Sym(full);
  }

  private static boolean isFunctionLetter(String name) {
    return name.length() == 1 && "fghFGH".indexOf(name.charAt(0)) >= 0;
  }

  private Expr apply(String name) {
    Expr arguments = bracketed(cursor.raw(0));
    List<Expr> args = arguments instanceof Expr.Group g ? g.items() : List.of(arguments);
    return new Expr.Apply(name, args);
  }

  /**
   * Whether the bracket {@code offset} ahead holds a function's arguments: an equals sign follows
   * its end.
   */
  private boolean isDefinition(int offset) {
    int depth = 0;
    for (int i = offset; i < offset + 24; i++) {
      char c = cursor.raw(i);
      if (c == 0) {
        return false;
      }
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (depth == 0) {
        int j = i + 1;
        while (cursor.raw(j) == ' ') {
          j++;
        }
        return cursor.raw(j) == '=' && cursor.raw(j + 1) != '=';
      }
    }
    return false;
  }

  /** The text of a subscript, without braces and blanks. */
  String subscript() {
    String raw;
    if (cursor.peek() == '{') {
      raw = cursor.braced();
    } else if (cursor.raw(0) == '\\') {
      String command = cursor.command();
      cursor.advance(1 + command.length());
      raw = "\\" + command;
    } else {
      int start = cursor.pos();
      boolean number = Cursor.isDigit(cursor.raw(0));
      cursor.advance(1);
      while (number && Cursor.isDigit(cursor.raw(0))) {
        cursor.advance(1);
      }
      raw =
          cursor
              .text()
              .substring(Math.min(start, cursor.length()), Math.min(cursor.pos(), cursor.length()));
    }
    StringBuilder out = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c != ' ' && c != '{' && c != '}') {
        out.append(c);
      }
    }
    return out.toString().replace("\\text", "").replace("\\mathrm", "");
  }

  private Expr knownWord(String run, String lower) {
    return switch (lower) {
      case "pi" -> {
        cursor.advance(2);
        yield new Expr.Const(Constant.PI);
      }
      case "oo", "inf", "infinity", "infty" -> {
        cursor.advance(run.length());
        yield new Expr.Const(Constant.INFINITY);
      }
      case "sqrt" -> {
        cursor.advance(4);
        yield new Expr.Call(Fn.SQRT, List.of(argument()));
      }
      case "cbrt" -> {
        cursor.advance(4);
        yield new Expr.Call(Fn.ROOT, List.of(argument(), Numbers.digit('3')));
      }
      case "binom", "binomial", "comb" -> {
        if (cursor.raw(run.length()) == '(') {
          cursor.advance(run.length());
          yield bracketed('(') instanceof Expr.Group g && g.items().size() == 2
              ? new Expr.Call(Fn.BINOMIAL, g.items())
              : null;
        }
        yield null;
      }
      default -> {
        Fn fn = Fn.named(lower);
        if (fn == null
            || (fn == Fn.MIN && cursor.raw(3) != '(')
            || (fn == Fn.MAX && cursor.raw(3) != '(')) {
          yield null;
        }
        cursor.advance(run.length());
        yield macros.call(fn, Macros.base(lower));
      }
    };
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
