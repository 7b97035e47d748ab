package dev.rewardgrader.grade.sql.engine;

import dev.rewardgrader.grade.sql.gate.Dialect;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;

/**
 * The worker process: reads queries from standard input, writes outcomes to standard output, ends
 * at end of file.
 */
final class WorkerMain {
  private WorkerMain() {}

  public static void main(String[] args) throws IOException, SQLException {
    // The stream of frames must not be mixed with what a driver prints.
    System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.err), true));
    DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(new FileInputStream(FileDescriptor.in), 1 << 16));
    DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16));
    try (Databases databases = new Databases()) {
      serve(in, out, databases);
    }
  }

  private static void serve(DataInputStream in, DataOutputStream out, Databases databases)
      throws IOException {
    WorkerWarmUp warmUp = new WorkerWarmUp();
    while (true) {
      SqlQuery query;
      SoonReader.await(in);
      try {
        query = WireFormat.readQuery(in);
      } catch (EOFException _) {
        return;
      }
      if (query.dialect() == Dialect.SQLITE) {
        warmUp.start();
      }
      WireFormat.write(out, databases.run(query, () -> WireFormat.writeOpened(out)));
      if (in.available() == 0) {
        out.flush();
      }
    }
  }
}
