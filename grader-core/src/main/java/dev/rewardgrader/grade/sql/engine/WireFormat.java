package dev.rewardgrader.grade.sql.engine;

import dev.rewardgrader.grade.sql.engine.QueryOutcome.Failure;
import dev.rewardgrader.grade.sql.engine.QueryOutcome.Kind;
import dev.rewardgrader.grade.sql.engine.QueryOutcome.Rows;
import dev.rewardgrader.grade.sql.gate.Dialect;
import dev.rewardgrader.grade.sql.result.EncodedRows;
import dev.rewardgrader.grade.sql.result.ResultTable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How queries and outcomes travel between the grader and its workers: length-prefixed fields, no
 * reflection.
 */
final class WireFormat {
  /** Above what {@link QueryLimits} lets a value be; a longer field means a broken stream. */
  private static final int MAX_FIELD = 256 << 20;

  private static final int ROWS = 0;
  private static final int FAILURE = 1;
  private static final int OPENED = 2;

  private WireFormat() {}

  static void write(DataOutputStream out, SqlQuery query) throws IOException {
    out.writeUTF(query.dialect().name());
    writeText(out, query.database());
    writeText(out, query.sql());
    out.writeLong(query.limits().deadline().toNanos());
    out.writeInt(query.limits().maxRows());
    out.writeLong(query.limits().maxBytes());
  }

  static SqlQuery readQuery(DataInputStream in) throws IOException {
    Dialect dialect = Dialect.valueOf(in.readUTF());
    String database = readText(in);
    String sql = readText(in);
    return new SqlQuery(
        dialect,
        database,
        sql,
        new QueryLimits(Duration.ofNanos(in.readLong()), in.readInt(), in.readLong()));
  }

  static void write(DataOutputStream out, QueryOutcome outcome) throws IOException {
    switch (outcome) {
      case Rows rows -> {
        out.writeByte(ROWS);
        out.writeLong(rows.time().toNanos());
        writeTable(out, rows.table());
      }
      case Failure failure -> {
        out.writeByte(FAILURE);
        out.writeLong(failure.time().toNanos());
        out.writeUTF(failure.kind().name());
        writeText(out, String.valueOf(failure.message()));
      }
    }
  }

  /** Says that the database is open now and the query starts. */
  static void writeOpened(DataOutputStream out) throws IOException {
    out.writeByte(OPENED);
    out.flush();
  }

  /** Takes a message that the database was opened, if that is what comes next. */
  static boolean readsOpened(DataInputStream in) throws IOException {
    in.mark(1);
    if (in.readByte() == OPENED) {
      return true;
    }
    in.reset();
    return false;
  }

  static QueryOutcome readOutcome(DataInputStream in) throws IOException {
    int type = in.readByte();
    Duration time = Duration.ofNanos(in.readLong());
    return switch (type) {
      case ROWS -> new Rows(readTable(in), time);
      case FAILURE -> new Failure(Kind.valueOf(in.readUTF()), readText(in), time);
      default -> throw new IOException("not an outcome: " + type);
    };
  }

  private static void writeTable(DataOutputStream out, ResultTable table) throws IOException {
    out.writeInt(table.columnCount());
    for (String column : table.columns()) {
      writeText(out, column);
    }
    out.writeBoolean(table.textBroken());
    table.encoded().write(out);
  }

  private static ResultTable readTable(DataInputStream in) throws IOException {
    int width = in.readInt();
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      columns.add(readText(in));
    }
    boolean textBroken = in.readBoolean();
    return new ResultTable(columns, EncodedRows.read(in, width, MAX_FIELD), textBroken);
  }

  private static void writeText(DataOutputStream out, String text) throws IOException {
    writeBytes(out, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String readText(DataInputStream in) throws IOException {
    return new String(readBytes(in), StandardCharsets.UTF_8);
  }

  private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] readBytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > MAX_FIELD) {
      throw new IOException("a field of " + length + " bytes");
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }
}
