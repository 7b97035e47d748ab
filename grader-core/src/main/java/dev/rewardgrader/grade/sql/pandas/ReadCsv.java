package dev.rewardgrader.grade.sql.pandas;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code pandas.read_csv(file)} with its defaults (pandas 1.5): NA words become NaN, then a column
 * is int64, uint64, float64, bool or object, whichever fits first.
 */
public final class ReadCsv {
  private static final Set<String> NA =
      Set.of(
          "",
          "#N/A",
          "#N/A N/A",
          "#NA",
          "-1.#IND",
          "-1.#QNAN",
          "-NaN",
          "-nan",
          "1.#IND",
          "1.#QNAN",
          "<NA>",
          "N/A",
          "NA",
          "NULL",
          "NaN",
          "n/a",
          "nan",
          "null");
  private static final BigInteger UINT64_MAX =
      BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

  private ReadCsv() {}

  /**
   * Reads one file.
   *
   * @throws MalformedCsvException for an empty file, an open quote, or a record with more fields
   *     than the header
   */
  public static Frame parse(String text) throws MalformedCsvException {
    List<List<String>> records = CsvTokenizer.tokenize(text);
    if (records.isEmpty()) {
      throw new MalformedCsvException("no columns: the file is empty");
    }
    List<String> names = uniqueNames(records.getFirst());
    List<List<String>> rows = records.subList(1, records.size());
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).size() > names.size()) {
        throw new MalformedCsvException(
            "record "
                + (i + 2)
                + " has "
                + rows.get(i).size()
                + " fields, the header has "
                + names.size());
      }
    }
    List<Column> columns = new ArrayList<>(names.size());
    for (int i = 0; i < names.size(); i++) {
      columns.add(infer(words(rows, i)));
    }
    return new Frame(names, columns, rows.size());
  }

  /** Missing fields of short records and NA words are null. */
  private static String[] words(List<List<String>> rows, int column) {
    String[] words = new String[rows.size()];
    for (int i = 0; i < words.length; i++) {
      List<String> row = rows.get(i);
      String word = column < row.size() ? row.get(column) : "";
      words[i] = knownWord(word);
    }
    return words;
  }

  /** The word, or null where it means a missing value. */
  static String knownWord(String word) {
    return NA.contains(word) ? null : word;
  }

  /** Empty names are numbered, and repeated ones get a number behind them. */
  static List<String> uniqueNames(List<String> header) {
    Map<String, Integer> seen = new HashMap<>();
    Set<String> taken = new HashSet<>(header);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < header.size(); i++) {
      String name = header.get(i).isEmpty() ? "Unnamed: " + i : header.get(i);
      int count = seen.getOrDefault(name, 0);
      String unique = name;
      while (count > 0) {
        unique = name + "." + count;
        if (!taken.contains(unique)) {
          break;
        }
        count++;
      }
      seen.put(name, count + 1);
      taken.add(unique);
      names.add(unique);
    }
    return names;
  }

  /** The column of these words; null is a missing value. */
  static Column infer(String[] words) {
    if (words.length == 0) {
      return new Column(Dtype.OBJECT, new Object[0]);
    }
    Column column = integers(words);
    if (column == null) {
      column = floats(words);
    }
    if (column == null) {
      column = booleans(words);
    }
    return column == null ? objects(words) : column;
  }

  private static Column objects(String[] words) {
    Object[] values = new Object[words.length];
    for (int i = 0; i < words.length; i++) {
      values[i] = words[i] == null ? (Object) Double.NaN : words[i];
    }
    return new Column(Dtype.OBJECT, values);
  }

  /** Null where the words are not all integers; the type may be wider where one overflows. */
  private static Column integers(String[] words) {
    Object[] values = new Object[words.length];
    boolean missing = false;
    for (int i = 0; i < words.length; i++) {
      if (words[i] == null) {
        missing = true;
        continue;
      }
      BigInteger whole = integer(words[i]);
      if (whole == null) {
        return null;
      }
      if (whole.bitLength() > 63) {
        return unsigned(words);
      }
      values[i] = whole.longValue();
    }
    return missing ? upcast(values) : new Column(Dtype.INT64, values);
  }

  /**
   * Integers with gaps become floats; pandas marks a gap with the smallest integer, which is lost,
   * too.
   */
  private static Column upcast(Object[] values) {
    Object[] floats = new Object[values.length];
    for (int i = 0; i < values.length; i++) {
      boolean gap = values[i] == null || values[i].equals(Long.MIN_VALUE);
      floats[i] = gap ? Double.NaN : ((Long) values[i]).doubleValue();
    }
    return new Column(Dtype.FLOAT64, floats);
  }

  private static Column unsigned(String[] words) {
    Object[] values = new Object[words.length];
    boolean conflict = false;
    for (int i = 0; i < words.length; i++) {
      if (words[i] == null) {
        conflict = true;
        continue;
      }
      BigInteger whole = integer(words[i]);
      if (whole == null) {
        return null;
      }
      if (whole.compareTo(UINT64_MAX) > 0) {
        return objects(words);
      }
      conflict |= whole.signum() < 0;
      values[i] = whole.bitLength() > 63 ? whole : (Object) whole.longValue();
    }
    return conflict ? objects(words) : new Column(Dtype.UINT64, values);
  }

  /**
   * An optional sign and digits, blanks around; digits beyond 64 bits count as overflow whatever
   * follows them.
   */
  private static BigInteger integer(String word) {
    int at = 0;
    while (at < word.length() && DecimalParser.isSpace(word.charAt(at))) {
      at++;
    }
    int start = at;
    if (at < word.length() && (word.charAt(at) == '-' || word.charAt(at) == '+')) {
      at++;
    }
    int digits = at;
    while (at < word.length() && word.charAt(at) >= '0' && word.charAt(at) <= '9') {
      at++;
    }
    if (at == digits) {
      return null;
    }
    BigInteger value =
        new BigInteger(word.substring(word.charAt(start) == '+' ? digits : start, at));
    int end = at;
    while (end < word.length() && DecimalParser.isSpace(word.charAt(end))) {
      end++;
    }
    return end == word.length() || value.bitLength() > 63 ? value : null;
  }

  private static Column floats(String[] words) {
    Object[] values = new Object[words.length];
    for (int i = 0; i < words.length; i++) {
      DecimalParser.Parsed parsed = words[i] == null ? null : DecimalParser.parse(words[i]);
      if (words[i] != null && parsed == null) {
        return null;
      }
      values[i] = parsed == null ? Double.NaN : parsed.value();
    }
    return new Column(Dtype.FLOAT64, values);
  }

  private static Column booleans(String[] words) {
    Object[] values = new Object[words.length];
    boolean missing = false;
    for (int i = 0; i < words.length; i++) {
      if (words[i] == null) {
        missing = true;
        values[i] = Double.NaN;
      } else if ("true".equalsIgnoreCase(words[i]) || "false".equalsIgnoreCase(words[i])) {
        values[i] = "true".equalsIgnoreCase(words[i]);
      } else {
        return null;
      }
    }
    return new Column(missing ? Dtype.OBJECT : Dtype.BOOL, values);
  }
}
