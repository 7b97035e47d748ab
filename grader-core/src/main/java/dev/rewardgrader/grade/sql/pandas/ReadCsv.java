package dev.rewardgrader.grade.sql.pandas;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
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

  private ReadCsv() {}

  /**
   * Reads one file.
   *
   * <p>Where the first record is longer than the header, its surplus fields in front, and those of
   * all records, are row labels and no columns.
   *
   * @throws MalformedCsvException for an empty file, an open quote, or a record with more fields
   *     than the header and the first record
   */
  public static Frame parse(String text) throws MalformedCsvException {
    List<List<String>> records = CsvTokenizer.tokenize(text);
    if (records.isEmpty()) {
      throw new MalformedCsvException("no columns: the file is empty");
    }
    List<String> names = uniqueNames(records.getFirst());
    List<List<String>> rows = records.subList(1, records.size());
    int labels = rows.isEmpty() ? 0 : rows.getFirst().size() - names.size();
    List<Column> columns = new ArrayList<>(names.size());
    for (int i = 0; i < names.size(); i++) {
      int place = labels + i;
      columns.add(infer(rows.stream().map(row -> row.get(place)).toArray(String[]::new)));
    }
    return new Frame(names, columns, rows.size());
  }

  /**
   * Empty names are numbered, and repeated ones get a number behind them; those that were in the
   * file come first.
   */
  static List<String> uniqueNames(List<String> header) {
    List<String> names = new ArrayList<>(header);
    List<Integer> order = new ArrayList<>();
    List<Integer> unnamed = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).isEmpty()) {
        names.set(i, "Unnamed: " + i);
        unnamed.add(i);
      } else {
        order.add(i);
      }
    }
    order.addAll(unnamed);
    Map<String, Integer> counts = new HashMap<>();
    for (int place : order) {
      String name = names.get(place);
      String unique = name;
      int count = counts.getOrDefault(name, 0);
      while (count > 0) {
        counts.put(name, count + 1);
        unique = name + "." + count;
        count = names.contains(unique) ? count + 1 : counts.getOrDefault(unique, 0);
      }
      names.set(place, unique);
      counts.put(unique, count + 1);
    }
    return List.copyOf(names);
  }

  /** The column of these words, as they stand in the file. */
  static Column infer(String[] raw) {
    if (raw.length == 0) {
      return new Column(Dtype.OBJECT, new Object[0]);
    }
    String[] words = new String[raw.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = NA.contains(raw[i]) ? null : raw[i];
    }
    Column column = integers(words, raw);
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
  private static Column integers(String[] words, String[] raw) {
    Object[] values = new Object[words.length];
    boolean missing = false;
    for (int i = 0; i < words.length; i++) {
      if (words[i] == null) {
        missing = true;
        continue;
      }
      BigInteger whole = integer(words[i], 63);
      if (whole == null) {
        return null;
      }
      if (whole.bitLength() > 63) {
        return unsigned(words, raw);
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

  /**
   * The second attempt, of 64 bits without a sign. It takes anything behind a minus for a negative
   * number. A column of large integers beside gaps or negative numbers stays the text that it is,
   * NA words included.
   */
  private static Column unsigned(String[] words, String[] raw) {
    Object[] values = new Object[words.length];
    boolean missing = false;
    boolean negative = false;
    boolean large = false;
    for (int i = 0; i < words.length; i++) {
      if (words[i] == null) {
        missing = true;
      } else if (words[i].startsWith("-", skipSpace(words[i], 0))) {
        negative = true;
      } else {
        BigInteger whole = integer(words[i], 64);
        if (whole == null) {
          return null;
        }
        if (whole.bitLength() > 64) {
          return objects(words);
        }
        large |= whole.bitLength() > 63;
        values[i] = whole.bitLength() > 63 ? whole : (Object) whole.longValue();
      }
    }
    if (large && (negative || missing)) {
      return new Column(Dtype.OBJECT, raw.clone());
    }
    return negative ? objects(words) : new Column(Dtype.UINT64, values);
  }

  private static int skipSpace(String word, int from) {
    int at = from;
    while (at < word.length() && DecimalParser.isSpace(word.charAt(at))) {
      at++;
    }
    return at;
  }

  /**
   * An optional sign and digits, blanks around; digits beyond so many bits count as overflow
   * whatever follows them.
   */
  private static BigInteger integer(String word, int bits) {
    int start = skipSpace(word, 0);
    int at = start;
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
        new BigInteger(word.substring(word.startsWith("+", start) ? digits : start, at));
    return skipSpace(word, at) == word.length() || value.bitLength() > bits ? value : null;
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
