package dev.rewardgrader.grade.sql.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rewardgrader.grade.sql.gate.Dialect;
import dev.rewardgrader.grade.sql.gate.StatementGate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoldMutatorTest {

  private static List<String> mutants(String gold, int columns, String kind) {
    return GoldMutator.mutants(gold, columns, Dialect.SQLITE).stream()
        .filter(mutant -> mutant.kind().equals(kind))
        .map(Mutant::sql)
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          drop-where     | SELECT a FROM t WHERE b = 1 ORDER BY a | SELECT a FROM t ORDER BY a
          limit+1        | SELECT a FROM t LIMIT 3                | SELECT a FROM t LIMIT 4
          limit-1        | SELECT a FROM t LIMIT 3;               | SELECT a FROM t LIMIT 2
          drop-distinct  | SELECT DISTINCT a FROM t               | SELECT  a FROM t
          add-distinct   | SELECT a FROM t                        | SELECT DISTINCT a FROM t
          drop-order     | SELECT a FROM t ORDER BY b LIMIT 1     | SELECT a FROM t LIMIT 1
          reverse-order  | SELECT a FROM t ORDER BY b LIMIT 1     | SELECT a FROM t ORDER BY b DESC LIMIT 1
          reverse-order  | SELECT a FROM t ORDER BY b DESC        | SELECT a FROM t ORDER BY b ASC
          operator       | SELECT a FROM t WHERE b >= 'x = y'     | SELECT a FROM t WHERE b > 'x = y'
          aggregate      | SELECT max(a) FROM t                   | SELECT MIN(a) FROM t
          connective     | SELECT a FROM t WHERE b AND c          | SELECT a FROM t WHERE b OR c
          add-column     | SELECT a FROM t                        | SELECT a, 1 FROM t
          drop-column    | SELECT a, f(b, c) FROM t               | SELECT a FROM t
          """)
  void changesOneThing(String kind, String gold, String wrong) {
    assertThat(mutants(gold, 2, kind)).containsExactly(wrong);
  }

  @Test
  void leavesTheAndOfABetweenAlone() {
    assertThat(mutants("SELECT a FROM t WHERE b BETWEEN 1 AND 2", 1, "connective")).isEmpty();
  }

  @Test
  void everyMutantPassesTheGate() {
    String gold = "SELECT DISTINCT a, b FROM t WHERE a > 1 AND b < 2 ORDER BY a LIMIT 5";
    List<Mutant> mutants = GoldMutator.mutants(gold, 2, Dialect.SQLITE);
    assertThat(mutants).hasSizeGreaterThan(10);
    assertThat(mutants)
        .allMatch(mutant -> StatementGate.check(mutant.sql(), Dialect.SQLITE).isEmpty());
  }
}
