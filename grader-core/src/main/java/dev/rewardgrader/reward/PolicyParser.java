package dev.rewardgrader.reward;

import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Suggest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Recursive descent over a policy's text; the grammar stands at {@link RewardPolicy#parse}. */
final class PolicyParser {
  private static final int MAX_DEPTH = 50;
  private static final List<String> HYPHENATED = List.of("g-ra", "d-ra");
  private static final List<String> FUNCTIONS =
      List.of("rescale", "clip", "gate", "overlong", "decided");

  private final String text;
  private final Set<String> names = new LinkedHashSet<>();
  private int at;
  private int depth;

  PolicyParser(String text) {
    this.text = text;
  }

  PolicyExpression parse() throws InputException {
    PolicyExpression expression = sum();
    if (at < text.length()) {
      throw error("unexpected '" + text.charAt(at) + "'");
    }
    return expression;
  }

  private PolicyExpression sum() throws InputException {
    if (++depth > MAX_DEPTH) {
      throw error("nested too deeply");
    }
    PolicyExpression left = product();
    while (true) {
      if (take('+')) {
        left = new PolicyExpression.Sum(left, product(), 1);
      } else if (take('-')) {
        left = new PolicyExpression.Sum(left, product(), -1);
      } else {
        depth--;
        return left;
      }
    }
  }

  private PolicyExpression product() throws InputException {
    PolicyExpression left = factor();
    while (take('*')) {
      left = new PolicyExpression.Product(left, factor());
    }
    return left;
  }

  private PolicyExpression factor() throws InputException {
    if (take('(')) {
      PolicyExpression inner = sum();
      expect(')');
      return inner;
    }
    if (at < text.length()
        && (Character.isDigit(text.charAt(at)) || ".-".indexOf(text.charAt(at)) >= 0)) {
      return number();
    }
    String name = name();
    if (take('(')) {
      return function(name, arguments());
    }
    return switch (name) {
      case "gra" -> new PolicyExpression.Gated(true);
      case "dra" -> new PolicyExpression.Gated(false);
      default -> {
        names.add(name);
        yield new PolicyExpression.Named(name);
      }
    };
  }

  /** The names of values that were read. */
  Set<String> names() {
    return names;
  }

  private PolicyExpression number() throws InputException {
    int start = at;
    at++;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '.')) {
      at++;
    }
    String digits = text.substring(start, at);
    skipSpace();
    try {
      double value = Double.parseDouble(digits);
      if (Double.isFinite(value) && digits.chars().noneMatch(c -> c == 'f' || c == 'd')) {
        return new PolicyExpression.Constant(value);
      }
    } catch (NumberFormatException e) {
      // Told below, with the place.
    }
    throw error("'" + digits + "' is not a number");
  }

  private String name() throws InputException {
    skipSpace();
    int start = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || "_.".indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
    if (start == at) {
      throw error("expected a name or a number");
    }
    String name = text.substring(start, at);
    if (HYPHENATED.contains(name + "-ra") && text.startsWith("-ra", at)) {
      // As their papers write them; no score is called g or d.
      name += "ra";
      at += 3;
    }
    skipSpace();
    return name;
  }

  private List<PolicyExpression> arguments() throws InputException {
    List<PolicyExpression> arguments = new ArrayList<>();
    do {
      arguments.add(sum());
    } while (take(','));
    expect(')');
    return arguments;
  }

  private PolicyExpression function(String name, List<PolicyExpression> args)
      throws InputException {
    return switch (name) {
      case "rescale" -> {
        need(name, args, 3);
        yield new PolicyExpression.Rescale(args.get(0), args.get(1), args.get(2));
      }
      case "clip" -> {
        need(name, args, 3);
        yield new PolicyExpression.Clip(args.get(0), args.get(1), args.get(2));
      }
      case "gate" -> {
        need(name, args, 3);
        yield new PolicyExpression.Gate(args.get(0), args.get(1), args.get(2));
      }
      case "overlong" -> {
        need(name, args, 2);
        for (PolicyExpression arg : args) {
          if (!(arg instanceof PolicyExpression.Constant c) || c.number() <= 0) {
            throw error("overlong takes two positive numbers");
          }
        }
        yield new PolicyExpression.Overlong(args.get(0), args.get(1));
      }
      case "decided" -> {
        need(name, args, 2);
        yield new PolicyExpression.Decided(args.get(0), args.get(1));
      }
      default -> throw error("no function '" + name + "'" + Suggest.hint(name, FUNCTIONS));
    };
  }

  private void need(String name, List<PolicyExpression> args, int count) throws InputException {
    if (args.size() != count) {
      throw error(name + " takes " + count + " arguments, not " + args.size());
    }
  }

  private boolean take(char c) {
    skipSpace();
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      skipSpace();
      return true;
    }
    return false;
  }

  private void expect(char c) throws InputException {
    if (!take(c)) {
      throw error("expected '" + c + "'");
    }
  }

  private void skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private InputException error(String problem) {
    return new InputException(
        "policy", problem + " at character " + (at + 1) + " of '" + text + "'");
  }
}
