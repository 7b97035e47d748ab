package dev.rewardgrader.grade.math.parse;

import dev.rewardgrader.grade.math.expr.Expr;
import dev.rewardgrader.grade.math.expr.Expr.Constant;
import dev.rewardgrader.grade.math.expr.Fn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Letters and words: constants, variables with their subscripts, functions by their names. */
final class Names {
  private final Cursor cursor;
  private final Terms terms;
  private final Atoms atoms;
  private final Functions functions;

  Names(Cursor cursor, Terms terms, Atoms atoms, Functions functions) {
    this.cursor = cursor;
    this.terms = terms;
    this.atoms = atoms;
    this.functions = functions;
  }

  /** One letter. */
  Expr letter() {
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

  /** A run of letters: a known word, names side by side, or a word. */
  Expr word() {
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
    Expr arguments = atoms.bracketed(cursor.raw(0));
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
  private String subscript() {
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
        yield new Expr.Call(Fn.SQRT, List.of(atoms.argument()));
      }
      case "cbrt" -> {
        cursor.advance(4);
        yield new Expr.Call(Fn.ROOT, List.of(atoms.argument(), Numbers.digit('3')));
      }
      case "binom", "binomial", "comb" -> {
        if (cursor.raw(run.length()) == '(') {
          cursor.advance(run.length());
          yield atoms.bracketed('(') instanceof Expr.Group g && g.items().size() == 2
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
        yield functions.call(fn, Functions.base(lower));
      }
    };
  }
}
