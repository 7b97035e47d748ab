package dev.rewardgrader.grade.sql.audit;

/**
 * A query that says something else than the gold.
 *
 * @param kind what was changed, such as {@code drop-where}
 */
public record Mutant(String kind, String sql) {}
