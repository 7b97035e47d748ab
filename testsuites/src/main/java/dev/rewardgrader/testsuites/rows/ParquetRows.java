package dev.rewardgrader.testsuites.rows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import dev.hardwood.row.PqList;
import dev.hardwood.row.PqMap;
import dev.hardwood.row.StructAccessor;
import dev.rewardgrader.json.InputException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Rows of a Parquet file as the JSON objects that they stand for. */
public final class ParquetRows implements AutoCloseable {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Held, so that its level stays: the library tells at every start how it is accelerated. */
  private static final Logger LIBRARY = Logger.getLogger("dev.hardwood");

  static {
    LIBRARY.setLevel(Level.WARNING);
  }

  private final Path file;
  private final ParquetFileReader reader;
  private final RowReader row;
  private boolean damaged;

  private ParquetRows(Path file) throws IOException {
    this.file = file;
    reader = ParquetFileReader.open(InputFile.of(file));
    try {
      row = reader.rowReader();
    } catch (RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  /**
   * Opens a file, uncompressed or with gzip, snappy or zstd.
   *
   * @throws InputException if the file is no Parquet, or is damaged
   */
  public static ParquetRows open(Path file) throws IOException, InputException {
    try {
      return new ParquetRows(file);
    } catch (NoSuchFileException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw unreadable(file, e);
    }
  }

  private static InputException unreadable(Path file, Exception e) {
    return new InputException(file.toString(), "it cannot be read as Parquet: " + e.getMessage());
  }

  /**
   * Reads all rows, as {@link #open} and {@link #next} do.
   *
   * @throws InputException if the file is no Parquet, or is damaged
   */
  public static List<JsonNode> read(Path file) throws IOException, InputException {
    List<JsonNode> all = new ArrayList<>();
    try (ParquetRows rows = open(file)) {
      for (JsonNode next = rows.next(); next != null; next = rows.next()) {
        all.add(next);
      }
    }
    return all;
  }

  /**
   * The next row as an object, or null behind the last.
   *
   * @throws InputException if the file is damaged; there is no row behind that
   */
  public JsonNode next() throws InputException {
    if (damaged) {
      return null;
    }
    try {
      if (!row.hasNext()) {
        return null;
      }
      row.next();
      return object(row);
    } catch (RuntimeException e) {
      damaged = true;
      throw unreadable(file, e);
    }
  }

  @Override
  public void close() throws IOException {
    row.close();
    reader.close();
  }

  private static ObjectNode object(StructAccessor struct) {
    ObjectNode object = NODES.objectNode();
    for (int i = 0; i < struct.getFieldCount(); i++) {
      object.set(
          struct.getFieldName(i), struct.isNull(i) ? NODES.nullNode() : value(struct.getValue(i)));
    }
    return object;
  }

  private static JsonNode value(Object value) {
    return switch (value) {
      case null -> NODES.nullNode();
      case String text -> NODES.textNode(text);
      case Boolean truth -> NODES.booleanNode(truth);
      case Integer number -> NODES.numberNode(number);
      case Long number -> NODES.numberNode(number);
      case Float number -> NODES.numberNode(number);
      case Double number -> NODES.numberNode(number);
      case BigDecimal number -> NODES.numberNode(number);
      case byte[] bytes -> NODES.binaryNode(bytes);
      case PqList list -> {
        ArrayNode array = NODES.arrayNode(list.size());
        list.values().forEach(item -> array.add(value(item)));
        yield array;
      }
      case PqMap map -> {
        ObjectNode object = NODES.objectNode();
        for (PqMap.Entry entry : map.getEntries()) {
          object.set(String.valueOf(entry.getKey()), value(entry.getValue()));
        }
        yield object;
      }
      case StructAccessor struct -> object(struct);
      default -> NODES.textNode(value.toString());
    };
  }
}
