package dev.rewardgrader.grade.sql.engine;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The command line of a worker: this Java, a small heap, and only the jars a worker needs. */
final class WorkerCommand {
  private WorkerCommand() {}

  static List<String> of(int heapMegabytes) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx" + heapMegabytes + "m",
        "-Xss1m",
        "-XX:+UseSerialGC",
        "-XX:+ExitOnOutOfMemoryError",
        "-XX:MaxMetaspaceSize=64m",
        "-XX:ReservedCodeCacheSize=48m",
        "-Xshare:auto",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        classPath(),
        WorkerMain.class.getName());
  }

  private static String classPath() {
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
        return System.getProperty("java.class.path");
      }
      entries.add(entry);
    }
    return String.join(File.pathSeparator, entries);
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
