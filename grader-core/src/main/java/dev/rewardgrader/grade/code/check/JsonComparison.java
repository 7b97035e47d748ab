package dev.rewardgrader.grade.code.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Compares results of functions. Types count: text, numbers, booleans and null never equal each
 * other. Whole numbers are compared exactly; where one of the two is written as a float, within the
 * tolerance. NaN is right only where NaN is expected, an infinity only where the same is.
 *
 * @param absolute absolute tolerance of floats
 * @param relative tolerance relative to the expected float
 * @param unordered the elements of the outermost list may stand in any order
 */
record JsonComparison(double absolute, double relative, boolean unordered) implements Comparison {

  @Override
  public CheckResult compare(byte[] actual, byte[] expected) {
    JsonNode e = JsonValues.read(expected);
    JsonNode a = JsonValues.read(actual);
    if (a == null || e == null) {
      return CheckResult.wrong(a == null ? "the result is not JSON" : "no expected JSON", null);
    }
    if (unordered && a.isArray() && e.isArray()) {
      return compare("", sorted(a), sorted(e));
    }
    return compare("", a, e);
  }

  private static List<JsonNode> sorted(JsonNode list) {
    List<JsonNode> items = new ArrayList<>(list.size());
    list.forEach(items::add);
    items.sort(
        Comparator.comparingDouble((JsonNode n) -> n.isNumber() ? n.doubleValue() : 0)
            .thenComparing(JsonNode::toString));
    return items;
  }

  private CheckResult compare(String path, JsonNode a, JsonNode e) {
    if (a.isArray() && e.isArray()) {
      return compare(path, items(a), items(e));
    }
    if (a.isObject() && e.isObject()) {
      return objects(path, a, e);
    }
    boolean same = (a.isNumber() && e.isNumber()) ? numbers(a, e) : a.equals(e);
    return same ? CheckResult.ACCEPTED : JsonValues.wrong(path, a, e);
  }

  private static List<JsonNode> items(JsonNode list) {
    List<JsonNode> items = new ArrayList<>(list.size());
    list.forEach(items::add);
    return items;
  }

  private CheckResult compare(String path, List<JsonNode> a, List<JsonNode> e) {
    if (a.size() != e.size()) {
      return CheckResult.wrong(
          "result" + path + ": got a list of " + a.size(), "one of " + e.size());
    }
    for (int i = 0; i < a.size(); i++) {
      CheckResult result = compare(path + "[" + i + "]", a.get(i), e.get(i));
      if (!result.accepted()) {
        return result;
      }
    }
    return CheckResult.ACCEPTED;
  }

  private CheckResult objects(String path, JsonNode a, JsonNode e) {
    for (Map.Entry<String, JsonNode> entry : e.properties()) {
      JsonNode value = a.get(entry.getKey());
      if (value == null) {
        return CheckResult.wrong("result" + path + ": a key is missing", entry.getKey());
      }
      CheckResult result = compare(path + "." + entry.getKey(), value, entry.getValue());
      if (!result.accepted()) {
        return result;
      }
    }
    return a.size() == e.size()
        ? CheckResult.ACCEPTED
        : CheckResult.wrong(
            "result" + path + ": got an object of " + a.size() + " keys", "one of " + e.size());
  }

  private boolean numbers(JsonNode a, JsonNode e) {
    if (isSpecial(a) || isSpecial(e)) {
      return isSpecial(a) && isSpecial(e) && Double.compare(a.doubleValue(), e.doubleValue()) == 0;
    }
    if (a.isIntegralNumber() && e.isIntegralNumber()) {
      return a.bigIntegerValue().equals(e.bigIntegerValue());
    }
    double x = a.doubleValue();
    double y = e.doubleValue();
    if (Double.isInfinite(x) || Double.isInfinite(y)) {
      BigDecimal exact = a.decimalValue();
      return exact.compareTo(e.decimalValue()) == 0;
    }
    return Math.abs(x - y) <= Math.max(absolute, relative * Math.abs(y));
  }

  private static boolean isSpecial(JsonNode node) {
    return (node.isDouble() || node.isFloat()) && !Double.isFinite(node.doubleValue());
  }
}
