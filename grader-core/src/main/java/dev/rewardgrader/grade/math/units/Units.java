package dev.rewardgrader.grade.math.units;

import dev.rewardgrader.grade.math.expr.Rational;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The table of units: what counts as one, and how two of the same kind convert. */
public final class Units {
  /** A unit's dimension and its size in the dimension's base unit. */
  public record Unit(String dimension, Rational factor) {}

  private static final Map<String, Unit> TABLE = new HashMap<>();

  private Units() {}

  /** Whether a plain word (at least two letters) names a unit. */
  public static boolean isUnit(String word) {
    return word.length() > 1
        && (TABLE.containsKey(word) || TABLE.containsKey(word.toLowerCase(Locale.ROOT)));
  }

  /**
   * The unit written as {@code text}, powers and "square" or "cubic" resolved; null when the text
   * is not in the table (a counted noun, a product of units).
   */
  public static Unit find(String text) {
    String t = text.strip();
    int power = 1;
    int caret = t.indexOf('^');
    if (caret > 0) {
      String exponent = t.substring(caret + 1).replace("{", "").replace("}", "").strip();
      if (!exponent.equals("2") && !exponent.equals("3")) {
        return null;
      }
      power = exponent.charAt(0) - '0';
      t = t.substring(0, caret).strip();
    }
    String lower = t.toLowerCase(Locale.ROOT);
    if (lower.startsWith("square ") || lower.startsWith("sq ") || lower.startsWith("sq. ")) {
      power = 2;
      t = t.substring(t.indexOf(' ') + 1).strip();
    } else if (lower.startsWith("cubic ") || lower.startsWith("cu ")) {
      power = 3;
      t = t.substring(t.indexOf(' ') + 1).strip();
    }
    if (t.endsWith(".")) {
      t = t.substring(0, t.length() - 1);
    }
    Unit unit = TABLE.get(t);
    if (unit == null) {
      unit = TABLE.get(t.toLowerCase(Locale.ROOT));
    }
    if (unit == null || power == 1) {
      return unit;
    }
    return new Unit(unit.dimension() + "^" + power, unit.factor().pow(power));
  }

  private static void add(String dimension, long num, long den, String... names) {
    Rational factor = Rational.of(BigInteger.valueOf(num), BigInteger.valueOf(den));
    for (String name : names) {
      TABLE.put(name, new Unit(dimension, factor));
    }
  }

  static {
    add("length", 1, 1000, "mm", "millimeter", "millimeters", "millimetre", "millimetres");
    add("length", 1, 100, "cm", "centimeter", "centimeters", "centimetre", "centimetres");
    add("length", 1, 10, "dm", "decimeter", "decimeters");
    add("length", 1, 1, "m", "meter", "meters", "metre", "metres");
    add("length", 1000, 1, "km", "kilometer", "kilometers", "kilometre", "kilometres");
    add("length", 254, 10_000, "inch", "inches");
    add("length", 3048, 10_000, "ft", "foot", "feet");
    add("length", 9144, 10_000, "yd", "yard", "yards");
    add("length", 1_609_344, 1000, "mi", "mile", "miles");
    add("mass", 1, 1000, "g", "gm", "gram", "grams");
    add("mass", 1, 1_000_000, "mg", "milligram", "milligrams");
    add("mass", 1, 1, "kg", "kilogram", "kilograms");
    add("mass", 1000, 1, "tonne", "tonnes");
    add("mass", 45_359_237, 100_000_000, "lb", "lbs", "pound", "pounds");
    add("mass", 45_359_237, 1_600_000_000, "oz", "ounce", "ounces");
    add("time", 1, 1000, "ms", "millisecond", "milliseconds");
    add("time", 1, 1, "s", "sec", "secs", "second", "seconds");
    add("time", 60, 1, "min", "mins", "minute", "minutes");
    add("time", 3600, 1, "h", "hr", "hrs", "hour", "hours");
    add("time", 86_400, 1, "day", "days");
    add("time", 604_800, 1, "week", "weeks");
    add("month", 1, 1, "month", "months");
    add("month", 12, 1, "year", "years", "yr", "yrs");
    add("volume", 1, 1000, "ml", "mL", "milliliter", "milliliters");
    add("volume", 1, 1, "l", "L", "liter", "liters", "litre", "litres");
    add("volume", 3_785_411_784L, 1_000_000_000L, "gallon", "gallons");
    add("volume", 946_352_946L, 1_000_000_000L, "quart", "quarts");
    add("money-us", 1, 100, "cent", "cents", "penny", "pennies");
    add("money-us", 1, 1, "$", "dollar", "dollars", "usd", "bucks");
    add("money-eu", 1, 1, "euro", "euros", "eur");
    add("money-gb", 1, 1, "gbp");
    add("money-cn", 1, 1, "yuan", "rmb", "yen");
    add("money-in", 1, 1, "rupee", "rupees");
    add("angle", 1, 1, "°", "degree", "degrees", "deg");
    add("arcminute", 1, 1, "'", "arcminute", "arcminutes");
    add("temperature", 1, 1, "celsius");
    add("temperature-f", 1, 1, "fahrenheit");
    add("speed", 1, 1, "mph", "miles per hour");
    add("speed-si", 1000, 3600, "km/h", "kph", "kmph", "kilometers per hour");
    add("speed-si", 1, 1, "m/s", "meters per second");
    add("unit", 1, 1, "unit", "units");
    add("energy", 1, 1, "j", "joule", "joules");
    add("energy", 1000, 1, "kj", "kilojoule", "kilojoules");
    add("force", 1, 1, "newton", "newtons");
    add("power", 1, 1, "watt", "watts");
    add("pressure", 1, 1, "pascal", "pascals");
    add("frequency", 1, 1, "hz", "hertz");
    add(
        "count",
        1,
        1,
        "people",
        "students",
        "points",
        "ways",
        "times",
        "digits",
        "pieces",
        "books",
        "apples",
        "multiples",
        "teachers",
        "hands",
        "numbers",
        "solutions",
        "boys",
        "girls",
        "children",
        "men",
        "women",
        "cars",
        "bags",
        "pages",
        "cookies",
        "balls",
        "games",
        "tickets",
        "marbles",
        "eggs",
        "cups",
        "boxes",
        "words",
        "steps",
        "values",
        "sides",
        "turns",
        "items",
        "votes",
        "coins",
        "pairs",
        "sq",
        "square",
        "cubic",
        "miles/hour",
        "toys",
        "candies");
    add("count", 12, 1, "dozen");
  }
}
