package dev.rewardgrader.grade.code.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.BiPredicate;

/** Results of functions under the rules of evaluators that compare Python values. */
final class PyResults {
  private PyResults() {}

  /**
   * @param same whether an actual value counts as the expected one
   */
  static Comparison by(BiPredicate<JsonNode, JsonNode> same) {
    return (actual, expected) -> {
      JsonNode a = JsonValues.read(actual);
      JsonNode e = JsonValues.read(expected);
      if (a == null || e == null) {
        return CheckResult.wrong(a == null ? "the result is not JSON" : "no expected JSON", null);
      }
      return same.test(a, e) ? CheckResult.ACCEPTED : JsonValues.wrong("", a, e);
    };
  }

  /**
   * EvalPlus' rule (evalplus, {@code evalplus/eval/__init__.py}, {@code unsafe_execute}): equal; or
   * of the same type and close as {@code numpy.allclose(rtol=1e-7, atol)} says, where a tolerance
   * is given or the expected value is a float or a list of floats, which sets 1e-6.
   */
  static boolean evalPlus(JsonNode a, JsonNode e, double atol) {
    if (PyValues.equal(a, e)) {
      return true;
    }
    double tolerance = atol == 0 && isFloats(e) ? 1e-6 : atol;
    return tolerance != 0 && sameType(a, e) && allClose(a, e, tolerance);
  }

  private static boolean isFloats(JsonNode e) {
    if (!e.isArray()) {
      return PyValues.isFloat(e);
    }
    for (JsonNode item : e) {
      if (!PyValues.isFloat(item)) {
        return false;
      }
    }
    return !e.isEmpty();
  }

  private static boolean sameType(JsonNode a, JsonNode e) {
    if (a.isArray() || e.isArray()) {
      return a.isArray() && e.isArray() && a.size() == e.size();
    }
    return a.isNumber() && e.isNumber() && a.isIntegralNumber() == e.isIntegralNumber();
  }

  private static boolean allClose(JsonNode a, JsonNode e, double atol) {
    if (a.isArray() && e.isArray()) {
      if (a.size() != e.size()) {
        return false;
      }
      for (int i = 0; i < a.size(); i++) {
        if (!allClose(a.get(i), e.get(i), atol)) {
          return false;
        }
      }
      return true;
    }
    return PyValues.isNumber(a)
        && PyValues.isNumber(e)
        && PyNumbers.isClose(PyValues.doubleOf(a), PyValues.doubleOf(e), 1e-7, atol);
  }

  /** SYNTHETIC-1's rule: what {@code print} shows of both is the same. */
  static boolean samePrint(JsonNode a, JsonNode e) {
    return print(a).equals(print(e));
  }

  private static String print(JsonNode value) {
    if (value.isTextual()) {
      return value.textValue();
    }
    StringBuilder shown = new StringBuilder();
    repr(value, shown);
    return shown.toString();
  }

  /** Not Python's {@code repr}, but equal for two values where that is. */
  private static void repr(JsonNode value, StringBuilder out) {
    if (value.isArray()) {
      out.append('[');
      for (int i = 0; i < value.size(); i++) {
        out.append(i == 0 ? "" : ", ");
        repr(value.get(i), out);
      }
      out.append(']');
    } else if (value.isObject()) {
      out.append(value);
    } else if (value.isBoolean()) {
      out.append(value.booleanValue() ? "True" : "False");
    } else if (value.isNull()) {
      out.append("None");
    } else if (PyValues.isFloat(value)) {
      out.append(value.doubleValue());
    } else {
      out.append(value.isTextual() ? "'" + value.textValue() + "'" : value.asText());
    }
  }
}
