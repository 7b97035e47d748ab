package dev.rewardgrader.grade.sql.engine;

import java.lang.reflect.InvocationTargetException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * JDBC drivers by name, so that one may be absent. MariaDB's is LGPL and not handed on with this
 * program: it is used where it stands on the class path.
 */
final class Drivers {
  private static final String POSTGRESQL = "org.postgresql.Driver";
  private static final String MARIADB = "org.mariadb.jdbc.Driver";

  private Drivers() {}

  static Connection connect(String url) throws SQLException {
    String name = url.startsWith("jdbc:mariadb:") ? MARIADB : POSTGRESQL;
    try {
      Driver driver =
          Class.forName(name).asSubclass(Driver.class).getDeclaredConstructor().newInstance();
      Connection connection = driver.connect(url, new Properties());
      if (connection == null) {
        throw new SQLException(name + " takes no such URL");
      }
      return connection;
    } catch (ClassNotFoundException e) {
      throw new SQLException(
          "the driver "
              + name
              + " is not on the class path: name its jar in GRADER_CLASSPATH, see docs/sql.md",
          e);
    } catch (InstantiationException
        | IllegalAccessException
        | NoSuchMethodException
        | InvocationTargetException e) {
      throw new SQLException("the driver " + name + " cannot be used: " + e, e);
    }
  }

  /** Those that are on the class path. */
  static List<Class<?>> present() {
    List<Class<?>> present = new ArrayList<>();
    for (String name : List.of(POSTGRESQL, MARIADB)) {
      try {
        present.add(Class.forName(name, false, Drivers.class.getClassLoader()));
      } catch (ClassNotFoundException _) {
        // Its absence is named when a task needs it.
      }
    }
    return present;
  }
}
