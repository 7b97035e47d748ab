package dev.rewardgrader.grade.code.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.PatternSyntaxException;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import dev.rewardgrader.json.StrictObject;
import dev.rewardgrader.json.Suggest;
import dev.rewardgrader.rollout.CodeTask;
import java.util.ArrayList;
import java.util.List;

/** Reads the {@code checker} of a task: strict about types and options. */
final class CheckerReader {
  private static final List<String> TYPES =
      List.of(
          "exact",
          "lines",
          "tokens",
          "float",
          "unordered",
          "case_insensitive",
          "regex",
          "any_of",
          "json",
          "kattis",
          "profile",
          "program");

  /** Where a task asks for floats and gives no tolerance. */
  private static final double TOLERANCE = 1e-6;

  /** What is compared. */
  enum Form {
    PRINTED,
    RETURNED
  }

  private final Form form;
  private final StrictObject options;

  private CheckerReader(Form form, StrictObject options) {
    this.form = form;
    this.options = options;
  }

  static OutputChecker read(CodeTask.Checker checker, Form form, String path)
      throws InputException {
    JsonNode node = checker.options() == null ? Json.MAPPER.createObjectNode() : checker.options();
    StrictObject options = StrictObject.of(node, path);
    options.any("type");
    OutputChecker result = new CheckerReader(form, options).read(checker.type());
    options.finish();
    return result;
  }

  private OutputChecker read(String type) throws InputException {
    return switch (type.replace('-', '_')) {
      case "exact" -> new ComparingChecker("exact/1", ByteComparisons::exact);
      case "lines" -> form == Form.RETURNED ? json() : unit("lines/1", ByteEquality.EXACT, "lines");
      case "tokens" -> own("tokens/1", ByteComparisons.tokens(ByteEquality.EXACT));
      case "float" -> floats();
      case "unordered", "sorted" -> unordered();
      case "case_insensitive" ->
          unit(
              "case_insensitive/1",
              ByteEquality.IGNORING_CASE,
              options.oneOf("unit", "lines", List.of("lines", "tokens")));
      case "regex" -> regex();
      case "any_of" -> anyOf();
      case "json" -> json();
      case "kattis" -> kattis();
      case "profile" -> profile(options.string("name"));
      case "program" ->
          throw new InputException(
              options.path(), "is a program, which judges in a sandbox and not here");
      default -> profile(type);
    };
  }

  private static OutputChecker unit(String id, ByteEquality equality, String unit) {
    return unit.equals("lines")
        ? own(id, ByteComparisons.lines(Blanks.SPACE, equality))
        : own(id + "(unit=tokens)", ByteComparisons.tokens(equality));
  }

  /** A comparison of our own, to which a byte order mark is nothing. */
  private static OutputChecker own(String id, Comparison comparison) {
    return new ComparingChecker(
        id,
        (actual, expected) ->
            comparison.compare(Outputs.withoutMark(actual), Outputs.withoutMark(expected)));
  }

  private OutputChecker floats() throws InputException {
    double[] tolerance = tolerance(TOLERANCE);
    return own(
        "float/1(abs=%s,rel=%s)".formatted(tolerance[0], tolerance[1]),
        ByteComparisons.tokens(new FloatEquality(tolerance[0], tolerance[1])));
  }

  /** Absolute and relative; {@code tolerance} stands for both, and one alone leaves the other 0. */
  private double[] tolerance(double fallback) throws InputException {
    double both = number("tolerance", Double.NaN);
    double absolute = number("abs", Double.NaN);
    double relative = number("rel", Double.NaN);
    if (Double.isNaN(absolute) && Double.isNaN(relative)) {
      double value = Double.isNaN(both) ? fallback : both;
      return new double[] {value, value};
    }
    if (!Double.isNaN(both)) {
      throw new InputException(
          options.path("tolerance"), "stands for both abs and rel: give it, or those");
    }
    return new double[] {
      Double.isNaN(absolute) ? 0 : absolute, Double.isNaN(relative) ? 0 : relative
    };
  }

  private double number(String field, double fallback) throws InputException {
    double value = options.number(field).orElse(fallback);
    if (options.has(field) && value < 0) {
      throw new InputException(options.path(field), "must not be negative");
    }
    return value;
  }

  private OutputChecker unordered() throws InputException {
    return options.oneOf("unit", "lines", List.of("lines", "tokens")).equals("lines")
        ? own("unordered/1", Unordered::lines)
        : own("unordered/1(unit=tokens)", Unordered::tokens);
  }

  private OutputChecker regex() throws InputException {
    try {
      return new RegexChecker(options.string("pattern", null));
    } catch (PatternSyntaxException e) {
      throw new InputException(options.path("pattern"), "not an RE2 pattern: " + e.getMessage());
    }
  }

  private OutputChecker anyOf() throws InputException {
    List<OutputChecker> checkers = new ArrayList<>();
    for (JsonNode node : options.list("checkers")) {
      String place = options.path("checkers") + "[" + checkers.size() + "]";
      checkers.add(
          node.isTextual()
              ? read(new CodeTask.Checker(node.textValue(), null), form, place)
              : read(
                  new CodeTask.Checker(StrictObject.of(node, place).string("type"), node),
                  form,
                  place));
    }
    if (checkers.isEmpty()) {
      checkers.add(read("lines"));
    }
    return new AnyOfChecker(checkers);
  }

  private OutputChecker json() throws InputException {
    double[] tolerance = tolerance(TOLERANCE);
    boolean unordered = options.bool("unordered", false);
    String id =
        "json/1(abs=%s,rel=%s%s)"
            .formatted(tolerance[0], tolerance[1], unordered ? ",unordered" : "");
    return new ComparingChecker(id, new JsonComparison(tolerance[0], tolerance[1], unordered));
  }

  private OutputChecker kattis() throws InputException {
    boolean caseSensitive = options.bool("case_sensitive", false);
    boolean spaceSensitive = options.bool("space_change_sensitive", false);
    double both = number("float_tolerance", -1);
    double absolute = number("float_absolute_tolerance", both);
    double relative = number("float_relative_tolerance", both);
    StringBuilder id = new StringBuilder("kattis/1");
    if (caseSensitive) {
      id.append(" case_sensitive");
    }
    if (spaceSensitive) {
      id.append(" space_change_sensitive");
    }
    if (absolute >= 0) {
      id.append(" float_absolute_tolerance ").append(absolute);
    }
    if (relative >= 0) {
      id.append(" float_relative_tolerance ").append(relative);
    }
    return new ComparingChecker(
        id.toString(), new KattisDefault(caseSensitive, spaceSensitive, absolute, relative));
  }

  private OutputChecker profile(String name) throws InputException {
    if (name.equals("evalplus") && options.has("atol")) {
      double atol = number("atol", 0);
      return new ComparingChecker(
          "evalplus/1(atol=" + atol + ")", PyResults.by((a, e) -> PyResults.evalPlus(a, e, atol)));
    }
    if (name.startsWith("dmoj_floats") && options.has("precision")) {
      return dmojFloats(name);
    }
    Profiles.Profile profile = Profiles.find(name);
    if (profile == null) {
      List<String> known = new ArrayList<>(TYPES);
      known.addAll(Profiles.names());
      throw new InputException(
          options.path(), "no checker and no profile '" + name + "'" + Suggest.hint(name, known));
    }
    Comparison comparison = form == Form.PRINTED ? profile.printed() : profile.returned();
    if (comparison == null) {
      throw new InputException(
          options.path(),
          "profile '%s' compares %s only"
              .formatted(
                  name, form == Form.PRINTED ? "results of functions" : "what programs print"));
    }
    return new ComparingChecker(profile.id(), comparison);
  }

  private OutputChecker dmojFloats(String name) throws InputException {
    int precision = (int) Math.min(300, options.positiveLong("precision").orElse(6));
    Dmoj.Tolerance error =
        switch (name) {
          case "dmoj_floats" -> Dmoj.Tolerance.EITHER;
          case "dmoj_floatsabs" -> Dmoj.Tolerance.ABSOLUTE;
          case "dmoj_floatsrel" -> Dmoj.Tolerance.RELATIVE;
          default -> throw new InputException(options.path(), "no profile '" + name + "'");
        };
    return new ComparingChecker(
        name + "/1(precision=" + precision + ")", Dmoj.floats(precision, error));
  }
}
