package dev.rewardgrader.grade.sql.engine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A copy table by table, since MariaDB has no templates, and a user who may read it. Views come
 * with it; routines, triggers and foreign keys, which a reader does not need, do not.
 */
final class MariaCopy {
  private MariaCopy() {}

  static void make(JdbcUrl template, String name, String password) throws SQLException {
    try (Connection admin = Drivers.connect(template.text())) {
      String from = quoted(template.database());
      List<String> statements = new ArrayList<>();
      statements.add("CREATE DATABASE " + name);
      for (String table :
          names(
              admin,
              "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND"
                  + " TABLE_TYPE = 'BASE TABLE'",
              template.database())) {
        String copy = name + "." + quoted(table);
        statements.add("CREATE TABLE " + copy + " LIKE " + from + "." + quoted(table));
        statements.add("INSERT INTO " + copy + " SELECT * FROM " + from + "." + quoted(table));
      }
      for (String view :
          names(
              admin,
              "SELECT CONCAT('`', REPLACE(TABLE_NAME, '`', '``'), '` AS ', VIEW_DEFINITION) FROM"
                  + " information_schema.VIEWS WHERE TABLE_SCHEMA = ?",
              template.database())) {
        statements.add("CREATE VIEW " + name + "." + view.replace(from + ".", name + "."));
      }
      statements.add("CREATE USER '" + name + "'@'%' IDENTIFIED BY '" + password + "'");
      statements.add("GRANT SELECT, SHOW VIEW ON " + name + ".* TO '" + name + "'@'%'");
      ServerCopies.execute(admin, statements);
    }
  }

  private static List<String> names(Connection admin, String query, String database)
      throws SQLException {
    List<String> names = new ArrayList<>();
    try (PreparedStatement statement = admin.prepareStatement(query)) {
      statement.setString(1, database);
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          names.add(result.getString(1));
        }
      }
    }
    return names;
  }

  private static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }
}
