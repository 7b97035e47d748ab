package dev.rewardgrader.rollout;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A question that an SQL query answers.
 *
 * @param dialect {@code sqlite}, {@code h2}, {@code duckdb}, {@code mariadb} or {@code postgresql}
 * @param database a path (relative ones start at the rollout file's folder) or a JDBC URL
 * @param gold where the right answer comes from
 * @param metric the name of the scoring rule
 * @param options the metric's options, as given; null when none
 */
public record SqlTask(
    String id,
    String policy,
    String dialect,
    String database,
    SqlGold gold,
    String metric,
    JsonNode options)
    implements Task {

  @Override
  public TaskKind kind() {
    return TaskKind.SQL;
  }
}
