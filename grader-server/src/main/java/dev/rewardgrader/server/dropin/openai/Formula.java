package dev.rewardgrader.server.dropin.openai;

import dev.rewardgrader.json.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The {@code calculate_output} of a {@code multi} grader: numbers, names of graders, {@code + - * /
 * ^}, brackets, and {@code min max abs floor ceil exp sqrt log}.
 */
final class Formula {
  private static final String PATH = "grader.calculate_output";
  private static final int MAX_DEPTH = 200;

  private final String text;
  private final Map<String, Double> values;
  private int at;
  private int depth;

  private Formula(String text, Map<String, Double> values) {
    this.text = text;
    this.values = values;
  }

  static double evaluate(String text, Map<String, Double> values) throws InputException {
    Formula formula = new Formula(text, values);
    double value = formula.sum();
    formula.skipBlanks();
    if (formula.at < text.length()) {
      throw formula.problem("is not expected here");
    }
    return value;
  }

  private double sum() throws InputException {
    if (++depth > MAX_DEPTH) {
      throw problem("nests too deep");
    }
    double value = product();
    while (true) {
      if (take('+')) {
        value += product();
      } else if (take('-')) {
        value -= product();
      } else {
        depth--;
        return value;
      }
    }
  }

  private double product() throws InputException {
    double value = signed();
    while (true) {
      if (take('*')) {
        value *= signed();
      } else if (take('/')) {
        value /= signed();
      } else {
        return value;
      }
    }
  }

  private double signed() throws InputException {
    if (take('-')) {
      if (++depth > MAX_DEPTH) {
        throw problem("nests too deep");
      }
      double value = -signed();
      depth--;
      return value;
    }
    double base = atom();
    return take('^') ? Math.pow(base, signed()) : base;
  }

  private double atom() throws InputException {
    if (take('(')) {
      double value = sum();
      expect(')');
      return value;
    }
    skipBlanks();
    int start = at;
    while (at < text.length() && isWord(text.charAt(at))) {
      at++;
    }
    String word = text.substring(start, at);
    if (word.isEmpty()) {
      throw problem("is not expected here");
    }
    if (Character.isDigit(word.charAt(0)) || word.charAt(0) == '.') {
      try {
        return Double.parseDouble(word);
      } catch (NumberFormatException e) {
        throw new InputException(PATH, "'" + word + "' is no number");
      }
    }
    if (take('(')) {
      return call(word);
    }
    Double value = values.get(word);
    if (value == null) {
      throw new InputException(PATH, "no grader '" + word + "'");
    }
    return value;
  }

  private double call(String name) throws InputException {
    List<Double> arguments = new ArrayList<>();
    do {
      arguments.add(sum());
    } while (take(','));
    expect(')');
    double first = arguments.getFirst();
    return switch (name) {
      case "min" -> arguments.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
      case "max" -> arguments.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
      case "abs" -> Math.abs(first);
      case "floor" -> Math.floor(first);
      case "ceil" -> Math.ceil(first);
      case "exp" -> Math.exp(first);
      case "sqrt" -> Math.sqrt(first);
      case "log" -> Math.log(first);
      default -> throw new InputException(PATH, "no function '" + name + "'");
    };
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '.';
  }

  private void expect(char c) throws InputException {
    if (!take(c)) {
      throw problem("where '" + c + "' was expected");
    }
  }

  private boolean take(char c) {
    skipBlanks();
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private void skipBlanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private InputException problem(String what) {
    String found = at < text.length() ? "'" + text.charAt(at) + "'" : "the end";
    return new InputException(PATH, "column " + (at + 1) + ": " + found + " " + what);
  }
}
