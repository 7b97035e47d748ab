package dev.rewardgrader.grade.sql.engine;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The command line of a worker: a small heap, and only the jars a worker needs. */
public final class WorkerCommand {
  /** Exit code of a JVM started with {@code ExitOnOutOfMemoryError}. */
  public static final int OUT_OF_MEMORY = 3;

  private WorkerCommand() {}

  /** With this process's own Java and class path. */
  static List<String> local(int heapMegabytes) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return of(java, heapMegabytes, String.join(File.pathSeparator, classPath()), List.of());
  }

  /**
   * A command line.
   *
   * @param more further options of the virtual machine
   */
  public static List<String> of(
      String java, int heapMegabytes, String classPath, List<String> more) {
    List<String> command = new ArrayList<>();
    command.add(java);
    command.addAll(
        List.of(
            "-Xmx" + heapMegabytes + "m",
            "-Xss1m",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:MaxMetaspaceSize=64m",
            "-XX:ReservedCodeCacheSize=48m",
            "-Xshare:auto",
            // H2 reads a JAVA_OBJECT of a query's own bytes as a Java object; no worker needs one.
            "-Djdk.serialFilter=!*",
            "--enable-native-access=ALL-UNNAMED"));
    command.addAll(more);
    command.addAll(List.of("-cp", classPath, WorkerMain.class.getName()));
    return command;
  }

  /** The jars and folders that a worker needs. */
  public static List<String> classPath() {
    Set<String> entries = new LinkedHashSet<>();
    List<Class<?>> types =
        new ArrayList<>(
            List.of(
                WorkerMain.class,
                org.sqlite.JDBC.class,
                org.h2.Driver.class,
                org.duckdb.DuckDBDriver.class,
                org.slf4j.Logger.class));
    types.addAll(Drivers.present());
    for (Class<?> type : types) {
      String entry = location(type);
      if (entry == null) {
        return List.of(System.getProperty("java.class.path").split(File.pathSeparator, -1));
      }
      entries.add(entry);
    }
    return List.copyOf(entries);
  }

  private static String location(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    try {
      return source == null ? null : Path.of(source.getLocation().toURI()).toString();
    } catch (URISyntaxException | IllegalArgumentException _) {
      return null;
    }
  }
}
