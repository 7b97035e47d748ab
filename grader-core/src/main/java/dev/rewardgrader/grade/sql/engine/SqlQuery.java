package dev.rewardgrader.grade.sql.engine;

import dev.rewardgrader.grade.sql.gate.Dialect;

/**
 * One query to run.
 *
 * @param database a file, or a JDBC URL
 */
public record SqlQuery(Dialect dialect, String database, String sql, QueryLimits limits) {}
