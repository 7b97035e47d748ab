package dev.rewardgrader.grade.swe.logs;

import dev.rewardgrader.python.PyText;
import java.util.Locale;
import java.util.regex.Pattern;

/** Versions that are compared as numbers, read as {@code float()} reads them. */
final class PyNumber {
  private static final Pattern FLOAT =
      Pattern.compile(
          "[+-]?(?:\\d++(?:_\\d++)*+\\.?|\\d++(?:_\\d++)*+\\.\\d++(?:_\\d++)*+"
              + "|\\.\\d++(?:_\\d++)*+)(?:[eE][+-]?\\d++(?:_\\d++)*+)?");

  private PyNumber() {}

  static boolean atLeast(String version, double bound) {
    if (version == null) {
      throw new LogFaultException(LogFault.WRONG_TYPE, "the task has no version");
    }
    String text = asciiDigits(PyText.strip(version));
    if (text.length() <= 100 && FLOAT.matcher(text).matches()) {
      return Double.parseDouble(text.replace("_", "")) >= bound;
    }
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "inf", "+inf", "infinity", "+infinity" -> true;
      case "-inf", "-infinity", "nan", "+nan", "-nan" -> false;
      default ->
          throw new LogFaultException(
              LogFault.UNKNOWN_TASK, "version '" + version + "' is no number");
    };
  }

  /** Decimal digits of any script are digits to {@code float()}. */
  private static String asciiDigits(String text) {
    StringBuilder ascii = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c ->
                ascii.appendCodePoint(
                    c >= 128 && PyText.isDigit(c) ? '0' + Character.digit(c, 10) : c));
    return ascii.toString();
  }
}
