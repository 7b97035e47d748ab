package dev.rewardgrader.grade.sql.spider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rewardgrader.grade.sql.spider.SpiderScore.Hardness;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SpiderMatchTest {
  private static final SpiderSchema SCHEMA = schema();

  private static SpiderSchema schema() {
    Map<String, List<String>> tables = new LinkedHashMap<>();
    tables.put("singer", List.of("id", "name", "age"));
    tables.put("song", List.of("id", "singer_id", "title"));
    return new SpiderSchema(
        tables,
        SpiderSchema.foreignKeyMap(
            List.of("__singer.id__", "__song.singer_id__"), List.of(new int[] {1, 0})));
  }

  private static SpiderScore match(String predicted, String gold) {
    return SpiderMatch.match(predicted, gold, SCHEMA);
  }

  @Test
  void doesNotLookAtValuesOrTheOrderOfConditions() {
    String gold = "SELECT name FROM singer WHERE age > 20 AND name = 'x'";
    assertThat(match("SELECT name FROM singer WHERE name = \"y\" AND age > 99", gold).exact())
        .isTrue();
    assertThat(match("SELECT name FROM singer WHERE age < 20 AND name = 'x'", gold).exact())
        .isFalse();
  }

  @Test
  void takesColumnsLinkedByAForeignKeyForOne() {
    String gold = "SELECT T1.id FROM singer AS T1 JOIN song AS T2 ON T1.id = T2.singer_id";
    assertThat(match(gold.replace("SELECT T1.id", "SELECT T2.singer_id"), gold).exact()).isTrue();
  }

  @Test
  void countsWhatDoesNotParseAsAnEmptyQuery() {
    SpiderScore score = match("SELECT nothing FROM nowhere", "SELECT name FROM singer");
    assertThat(score.predictedParsed()).isFalse();
    assertThat(score.components().get("select").predictedCount()).isZero();
    assertThat(score.components().get("where").matches()).isTrue();
  }

  @Test
  void takesBlanksOfUnicodeForBlanks() {
    String gold = "SELECT name FROM singer GROUP BY name";
    assertThat(match(gold.replace("GROUP BY ", "GROUP\u00a0 BY \u3000"), gold).exact()).isTrue();
  }

  @Test
  void gradesHardness() {
    assertThat(match("x", "SELECT name FROM singer").hardness()).isEqualTo(Hardness.EASY);
    assertThat(match("x", "SELECT name, age FROM singer WHERE age > 1 ORDER BY age").hardness())
        .isEqualTo(Hardness.MEDIUM);
    assertThat(
            match("x", "SELECT name FROM singer WHERE id NOT IN (SELECT singer_id FROM song)")
                .hardness())
        .isEqualTo(Hardness.HARD);
  }

  @Property(tries = 500)
  void endsOnAnyText(@ForAll String text) {
    assertThat(match("SELECT " + text + " FROM singer", "SELECT name FROM singer").goldParsed())
        .isTrue();
  }
}
