package dev.rewardgrader.grade.sql.result;

import dev.rewardgrader.python.PyFloat;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Python's view of values, which every published text-to-SQL metric relies on: {@code 1 == 1.0 ==
 * True}, text never equals a number, and {@code str()} of a float is its shortest form.
 */
public final class PyValue {
  private static final double TWO_63 = 0x1p63;

  private PyValue() {}

  /** A stand-in whose {@code equals} and {@code hashCode} are Python's. */
  public static Object key(Object value) {
    return switch (value) {
      case Long number -> number;
      case String text -> text;
      case Boolean flag -> flag ? 1L : 0L;
      case Double number -> key(number);
      case BigInteger number when number.bitLength() < 64 -> number.longValue();
      case BigInteger number
          when new BigDecimal(number.doubleValue()).toBigInteger().equals(number) ->
          number.doubleValue();
      case null -> null;
      default -> value;
    };
  }

  private static Object key(Double number) {
    double value = number;
    if (value >= -TWO_63 && value < TWO_63 && value == Math.rint(value)) {
      return (long) value;
    }
    return number;
  }

  /** A row as a key: equal to another row's exactly when Python calls the tuples equal. */
  public static RowKey rowKey(Object[] row) {
    Object[] keys = new Object[row.length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = key(row[i]);
    }
    return new RowKey(keys);
  }

  public static boolean equal(Object left, Object right) {
    if (left == null || right == null) {
      return left == null && right == null;
    }
    return key(left).equals(key(right));
  }

  /**
   * Python's {@code <} as a comparison.
   *
   * @throws PyTypeError where Python refuses to order the two
   */
  public static int compare(Object left, Object right) {
    if (left instanceof String a && right instanceof String b) {
      return compareText(a, b);
    }
    if (left instanceof Blob a && right instanceof Blob b) {
      return a.compareUnsigned(b);
    }
    if (isNumber(left) && isNumber(right)) {
      return compareNumbers(left, right);
    }
    throw new PyTypeError(
        "'<' not supported between " + typeName(left) + " and " + typeName(right));
  }

  private static int compareNumbers(Object left, Object right) {
    if (left instanceof Long a && right instanceof Long b) {
      return Long.compare(a, b);
    }
    if (left instanceof Double a && right instanceof Double b) {
      return a < b ? -1 : a > b ? 1 : 0;
    }
    double a = toDouble(left);
    double b = toDouble(right);
    if (Double.isInfinite(a) || Double.isInfinite(b) || Double.isNaN(a) || Double.isNaN(b)) {
      return a < b ? -1 : a > b ? 1 : 0;
    }
    return exact(left).compareTo(exact(right));
  }

  private static BigDecimal exact(Object number) {
    return switch (number) {
      case Boolean flag -> flag ? BigDecimal.ONE : BigDecimal.ZERO;
      case Long whole -> BigDecimal.valueOf(whole);
      case BigInteger whole -> new BigDecimal(whole);
      default -> new BigDecimal(((Number) number).doubleValue());
    };
  }

  /** Text in the order of its code points; Java's own order differs above U+FFFF. */
  public static int compareText(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        boolean surrogates = Character.isSurrogate(x) != Character.isSurrogate(y);
        return surrogates ? (Character.isSurrogate(x) ? 1 : -1) : Character.compare(x, y);
      }
    }
    return Integer.compare(a.length(), b.length());
  }

  public static boolean isNumber(Object value) {
    return value instanceof Number || value instanceof Boolean;
  }

  public static double toDouble(Object number) {
    return number instanceof Boolean flag ? (flag ? 1 : 0) : ((Number) number).doubleValue();
  }

  /** Python's {@code str(value)}. */
  public static String str(Object value) {
    return switch (value) {
      case null -> "None";
      case String text -> text;
      case Boolean flag -> flag ? "True" : "False";
      case Double number -> PyFloat.repr(number);
      case Blob blob -> repr(blob);
      default -> value.toString();
    };
  }

  /** Python's {@code str(type(value))}. */
  public static String typeName(Object value) {
    return switch (value) {
      case null -> "<class 'NoneType'>";
      case String _ -> "<class 'str'>";
      case Boolean _ -> "<class 'bool'>";
      case Double _ -> "<class 'float'>";
      case Blob _ -> "<class 'bytes'>";
      default -> "<class 'int'>";
    };
  }

  private static String repr(Blob blob) {
    boolean single = false;
    boolean both = false;
    for (int i = 0; i < blob.length(); i++) {
      single |= blob.at(i) == '\'';
      both |= blob.at(i) == '"';
    }
    char quote = single && !both ? '"' : '\'';
    StringBuilder out = new StringBuilder("b").append(quote);
    for (int i = 0; i < blob.length(); i++) {
      int c = blob.at(i) & 0xff;
      switch (c) {
        case '\t' -> out.append("\\t");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\\' -> out.append("\\\\");
        default -> {
          if (c == quote) {
            out.append('\\').append(quote);
          } else if (c < 0x20 || c >= 0x7f) {
            out.append("\\x")
                .append(Character.forDigit(c >> 4, 16))
                .append(Character.forDigit(c & 15, 16));
          } else {
            out.append((char) c);
          }
        }
      }
    }
    return out.append(quote).toString();
  }
}
