package dev.rewardgrader.grade.sql.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rewardgrader.extract.Candidate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SqlExtractionTest {

  private static String found(SqlExtraction rule, String completion) {
    return rule.extract(completion).map(Candidate::text).orElse(null);
  }

  @Test
  void takesTheLastFence() {
    assertThat(found(SqlExtraction.AUTO, "```sql\nSELECT 1\n```\nno:\n```sql\nSELECT 2\n```"))
        .isEqualTo("SELECT 2");
    assertThat(
            found(
                SqlExtraction.AUTO, "<think>```sql\nSELECT 1\n```</think>\n```SQL\nSELECT 2\n```"))
        .isEqualTo("SELECT 2");
  }

  @Test
  void readsTagsJsonAndBareQueries() {
    assertThat(found(SqlExtraction.AUTO, "<answer>SELECT 1</answer>")).isEqualTo("SELECT 1");
    assertThat(found(SqlExtraction.AUTO, "{\"sql\": \"SELECT 1\"}")).isEqualTo("SELECT 1");
    assertThat(found(SqlExtraction.AUTO, "The query is:\n\nSELECT a\nFROM t"))
        .isEqualTo("SELECT a\nFROM t");
    assertThat(found(SqlExtraction.AUTO, "I do not know.")).isNull();
  }

  @Test
  void followsPaverlsRuleToTheLetter() {
    assertThat(found(SqlExtraction.PAVERL, "```sql SELECT name FROM singer ```"))
        .isEqualTo("SELECT name FROM singer");
    assertThat(found(SqlExtraction.PAVERL, "```SQL\nSELECT name FROM singer\n```")).isNull();
    assertThat(found(SqlExtraction.PAVERL, "```sqlite\nSELECT name FROM singer\n```"))
        .isEqualTo("ite\nSELECT name FROM singer");
    assertThat(found(SqlExtraction.PAVERL, "```sql\nSELECT 1\n```")).isNull();
    assertThat(found(SqlExtraction.PAVERL, "```sql\nSELECT name FROM singer")).isNull();
  }

  @Property(tries = 500)
  void endsOnAnyText(@ForAll String completion) {
    for (SqlExtraction rule : SqlExtraction.values()) {
      assertThat(rule.extract(completion)).isNotNull();
    }
  }
}
