package dev.rewardgrader.grade.sql.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rewardgrader.extract.Candidate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of Arctic-Text2SQL-R1's published reward, where they differ from a plain reading. */
class ArcticReplyTest {

  private static String found(String completion) {
    return SqlExtraction.ARCTIC.extract(completion).map(Candidate::text).orElse(null);
  }

  @Test
  void readsBehindTheFirstThought() {
    assertThat(found("<think>a</think>```sql\nSELECT 1\n```</think>nothing")).isEqualTo("SELECT 1");
    assertThat(found("<think>```sql\nSELECT 1\n```")).isEqualTo("SELECT 1");
  }

  @Test
  void takesTheLastLongEnoughLowerCaseBlock() {
    assertThat(found("```sql\nSELECT 1\n```\n```sql\nSEL\n```")).isEqualTo("SELECT 1");
    assertThat(found("```sqlite\nSELECT 1\n```")).isEqualTo("ite\nSELECT 1");
  }

  @Test
  void leavesTheTagOfAnotherBlockInTheQuery() {
    assertThat(found("```\nselect 1\n```")).isEqualTo("select 1");
    assertThat(found("```SQL\nSELECT 1\n```")).isEqualTo("SQL\nSELECT 1");
  }

  @Test
  void readsJsonOnlyInItsBlock() {
    assertThat(found("```json\n{\"sql\": \"WITH t AS (VALUES (1)) TABLE t\"}\n```"))
        .isEqualTo("WITH t AS (VALUES (1)) TABLE t");
    assertThat(found("{\"sql\": \"VALUES (1)\"}")).isNull();
  }

  @Test
  void takesABareQueryFromSelectToAnEmptyLine() {
    assertThat(found("I think: WITH x AS (SELECT 1) SELECT 2\n\nThat is it."))
        .isEqualTo("SELECT 1) SELECT 2");
    assertThat(found("Select\n a\n")).isEqualTo("Select\n a");
    assertThat(found("SELECT")).isNull();
  }

  @Test
  void asksForOneThought() {
    assertThat(ArcticReply.wellFormed("<think>a</think> b")).isTrue();
    assertThat(ArcticReply.wellFormed("a</think> b")).isFalse();
    assertThat(ArcticReply.wellFormed("</think><think>")).isFalse();
    assertThat(ArcticReply.wellFormed("<think><think>a</think>")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "SELECT 1 ;; |SELECT 1 LIMIT 5000;",
        "SELECT 1 LIMIT 3|SELECT 1 LIMIT 3",
        "SELECT 'no limit here'|SELECT 'no limit here'",
        "SELECT 1 LIMIT(3)|SELECT 1 LIMIT(3) LIMIT 5000;",
        "SELECT 1 -- all|SELECT 1 -- all LIMIT 5000;"
      })
  void putsALimitBehindTheQuery(String sql, String run) {
    assertThat(ArcticReply.limited(sql)).isEqualTo(run);
  }
}
