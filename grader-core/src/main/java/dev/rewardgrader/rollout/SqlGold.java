package dev.rewardgrader.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** The reference answer of an SQL task. */
public sealed interface SqlGold {
  /** A query; its result on the task's database is the answer. */
  record Query(String sql) implements SqlGold {}

  /** One or more CSV files with a header line; several are alternatives. */
  record Csv(List<String> paths) implements SqlGold {
    public Csv {
      paths = List.copyOf(paths);
    }
  }

  /** The result itself. */
  record Rows(List<String> columns, List<List<JsonNode>> rows) implements SqlGold {
    public Rows {
      columns = List.copyOf(columns);
      rows = rows.stream().map(List::copyOf).toList();
    }
  }
}
