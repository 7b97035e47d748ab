package dev.rewardgrader.grade.sql;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.grade.sql.spider.SpiderSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads an entry of Spider's {@code tables.json}. */
public final class SpiderTables {
  private SpiderTables() {}

  /** The foreign-key map of an entry. */
  public static Map<String, String> foreignKeys(JsonNode entry) {
    List<String> tables = new ArrayList<>();
    entry.path("table_names_original").forEach(name -> tables.add(name.asText()));
    List<String> columns = new ArrayList<>();
    for (JsonNode column : entry.path("column_names_original")) {
      columns.add(SpiderSchema.columnId(tables, column.get(0).asInt(), column.get(1).asText()));
    }
    List<int[]> links = new ArrayList<>();
    entry
        .path("foreign_keys")
        .forEach(pair -> links.add(new int[] {pair.get(0).asInt(), pair.get(1).asInt()}));
    return SpiderSchema.foreignKeyMap(columns, links);
  }
}
