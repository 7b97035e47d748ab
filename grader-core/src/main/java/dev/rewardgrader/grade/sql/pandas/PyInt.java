package dev.rewardgrader.grade.sql.pandas;

import dev.rewardgrader.grade.sql.result.Blob;
import dev.rewardgrader.python.PyText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** Python's {@code int(value)}. */
final class PyInt {
  /** Longer digit strings make CPython 3.11 raise, too. */
  private static final int MAX_DIGITS = 4300;

  private PyInt() {}

  /** The integer, or null where Python raises. */
  static BigInteger of(Object value) {
    return switch (value) {
      case Boolean flag -> flag ? BigInteger.ONE : BigInteger.ZERO;
      case Long whole -> BigInteger.valueOf(whole);
      case BigInteger whole -> whole;
      case Double number when Double.isFinite(number) -> new BigDecimal(number).toBigInteger();
      case String text -> parse(text);
      case Blob blob -> parse(new String(blob.bytes(), StandardCharsets.ISO_8859_1));
      case null, default -> null;
    };
  }

  private static BigInteger parse(String text) {
    String body = PyText.strip(text);
    int at = !body.isEmpty() && (body.charAt(0) == '-' || body.charAt(0) == '+') ? 1 : 0;
    StringBuilder digits = new StringBuilder(body.length());
    boolean afterDigit = false;
    while (at < body.length()) {
      int point = body.codePointAt(at);
      at += Character.charCount(point);
      if (point == '_' && afterDigit && at < body.length()) {
        afterDigit = false;
        continue;
      }
      int digit =
          Character.getType(point) == Character.DECIMAL_DIGIT_NUMBER
              ? Character.digit(point, 10)
              : -1;
      if (digit < 0) {
        return null;
      }
      digits.append((char) ('0' + digit));
      afterDigit = true;
    }
    if (!afterDigit || digits.length() > MAX_DIGITS) {
      return null;
    }
    BigInteger parsed = new BigInteger(digits.toString());
    return body.charAt(0) == '-' ? parsed.negate() : parsed;
  }
}
