package dev.rewardgrader.grade.code.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Map;

/** Python's {@code ==} on values that came through JSON. */
final class PyValues {
  private PyValues() {}

  /** {@code a == e}: {@code True == 1}, {@code 1 == 1.0}, NaN equals nothing. */
  static boolean equal(JsonNode a, JsonNode e) {
    if (isNumber(a) && isNumber(e)) {
      return numbersEqual(a, e);
    }
    if (a.isArray() && e.isArray()) {
      if (a.size() != e.size()) {
        return false;
      }
      for (int i = 0; i < a.size(); i++) {
        if (!equal(a.get(i), e.get(i))) {
          return false;
        }
      }
      return true;
    }
    if (a.isObject() && e.isObject()) {
      if (a.size() != e.size()) {
        return false;
      }
      for (Map.Entry<String, JsonNode> entry : e.properties()) {
        JsonNode value = a.get(entry.getKey());
        if (value == null || !equal(value, entry.getValue())) {
          return false;
        }
      }
      return true;
    }
    return a.equals(e);
  }

  /** A number, or a boolean, which Python counts as one. */
  static boolean isNumber(JsonNode node) {
    return node.isNumber() || node.isBoolean();
  }

  /** Whether Python holds it as a {@code float}. */
  static boolean isFloat(JsonNode node) {
    return node.isNumber() && !node.isIntegralNumber();
  }

  static double doubleOf(JsonNode node) {
    return node.isBoolean() ? (node.booleanValue() ? 1 : 0) : node.doubleValue();
  }

  private static boolean numbersEqual(JsonNode a, JsonNode e) {
    double x = doubleOf(a);
    double y = doubleOf(e);
    if (isFloat(a) && isFloat(e)) {
      return x == y;
    }
    if (!Double.isFinite(x) || !Double.isFinite(y)) {
      return !isFloat(a) && !isFloat(e) && a.equals(e);
    }
    return exact(a, x).compareTo(exact(e, y)) == 0;
  }

  private static BigDecimal exact(JsonNode node, double value) {
    return node.isIntegralNumber() ? new BigDecimal(node.bigIntegerValue()) : new BigDecimal(value);
  }
}
