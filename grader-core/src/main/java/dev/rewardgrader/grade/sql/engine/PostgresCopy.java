package dev.rewardgrader.grade.sql.engine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A copy by {@code CREATE DATABASE … TEMPLATE}, and a role that may read it. */
final class PostgresCopy {
  /**
   * What everybody may call by default and no reader needs: waiting, locks that outlive a
   * transaction, other sessions, settings, large objects, and SQL that is run from text. Only a
   * superuser may take it away; elsewhere the statement gate stands alone against it.
   */
  private static final String REVOKE_FUNCTIONS =
      """
      DO $$
      DECLARE f regprocedure;
      BEGIN
        FOR f IN SELECT oid FROM pg_proc
          WHERE pronamespace = 'pg_catalog'::regnamespace AND prokind = 'f' AND proname ~
            '^(pg_sleep|pg_advisory_|pg_try_advisory_|pg_terminate_|pg_cancel_|pg_notify$|set_config$|pg_stat_get_|pg_export_|lo_|loread$|lowrite$|ts_stat$|ts_rewrite$|(query|table|cursor|schema|database)_to_xml)'
        LOOP
          EXECUTE 'REVOKE EXECUTE ON FUNCTION ' || f || ' FROM PUBLIC';
        END LOOP;
      END $$""";

  private PostgresCopy() {}

  static void make(JdbcUrl template, String name, String password) throws SQLException {
    // A database is not a template while somebody is connected to it, so another one is used.
    JdbcUrl other = new JdbcUrl(template.server(), "postgres", template.options());
    try (Connection admin = Drivers.connect(other.text())) {
      ServerCopies.execute(
          admin,
          List.of(
              "CREATE DATABASE " + name + " TEMPLATE " + quoted(template.database()),
              "CREATE ROLE "
                  + name
                  + " LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT PASSWORD '"
                  + password
                  + "'",
              "ALTER ROLE " + name + " SET default_transaction_read_only = on",
              "ALTER ROLE " + name + " SET max_parallel_workers_per_gather = 0",
              "ALTER ROLE " + name + " SET work_mem = '16MB'",
              "ALTER ROLE " + name + " SET jit = off",
              "REVOKE ALL ON DATABASE " + name + " FROM PUBLIC",
              "GRANT CONNECT ON DATABASE " + name + " TO " + name));
      // Only a superuser may bound the temporary files of another role.
      if (superuser(admin)) {
        ServerCopies.execute(
            admin, List.of("ALTER ROLE " + name + " SET temp_file_limit = '512MB'"));
      }
    }
    JdbcUrl copy = new JdbcUrl(template.server(), name, template.options());
    try (Connection admin = Drivers.connect(copy.text())) {
      List<String> grants = new ArrayList<>();
      for (String schema : schemas(admin)) {
        grants.add("REVOKE ALL ON SCHEMA " + quoted(schema) + " FROM PUBLIC");
        grants.add("GRANT USAGE ON SCHEMA " + quoted(schema) + " TO " + name);
        grants.add("GRANT SELECT ON ALL TABLES IN SCHEMA " + quoted(schema) + " TO " + name);
      }
      if (superuser(admin)) {
        grants.add(REVOKE_FUNCTIONS);
        grants.add(
            "REVOKE SELECT ON pg_stat_activity, pg_prepared_statements, pg_cursors FROM PUBLIC");
      }
      ServerCopies.execute(admin, grants);
    }
  }

  private static boolean superuser(Connection admin) throws SQLException {
    try (Statement statement = admin.createStatement();
        ResultSet result =
            statement.executeQuery("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")) {
      return result.next() && result.getBoolean(1);
    }
  }

  private static List<String> schemas(Connection admin) throws SQLException {
    List<String> schemas = new ArrayList<>();
    try (Statement statement = admin.createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <>"
                    + " 'information_schema'")) {
      while (result.next()) {
        schemas.add(result.getString(1));
      }
    }
    return schemas;
  }

  private static String quoted(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }
}
