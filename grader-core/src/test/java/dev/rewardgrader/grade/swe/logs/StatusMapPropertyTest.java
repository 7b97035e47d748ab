package dev.rewardgrader.grade.swe.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rewardgrader.python.PyText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** The map of results is what an ordinary map would be, however the names were put. */
class StatusMapPropertyTest {
  private static final List<String> WORDS =
      List.of("PASSED", "FAILED", "SKIPPED", "ERROR", "XFAIL", "PASSEDx", "ERRORS");

  /** A name, what stands around it in its text, its prefix, and its status. */
  record Put(String prefix, String text, int start, int end, String status, int kind) {}

  @Provide
  Arbitrary<List<Put>> puts() {
    return Arbitraries.randomValue(StatusMapPropertyTest::put).list().ofMaxSize(60);
  }

  private static Put put(Random random) {
    String text = piece(random) + piece(random) + piece(random);
    int start = random.nextInt(text.length() + 1);
    int end = start + random.nextInt(text.length() - start + 1);
    String status = WORDS.get(random.nextInt(WORDS.size()));
    return new Put(piece(random), text, start, end, status, random.nextInt(3));
  }

  private static String piece(Random random) {
    return List.of("", "a", "b", " > ", "a > b", "  ", "\u2003\t", "測試", "a::test_of[1-x y]", "😀")
        .get(random.nextInt(10));
  }

  @Property
  void resultsAreThoseOfAnOrdinaryMap(@ForAll("puts") List<Put> puts) {
    StatusMap statuses = new StatusMap(100);
    Map<String, String> last = new LinkedHashMap<>();
    Map<String, Set<String>> all = new TreeMap<>();
    for (Put put : puts) {
      String name = put.text().substring(put.start(), put.end());
      statuses.prefix(new StringBuilder(put.prefix()));
      boolean known = WORDS.indexOf(put.status()) < TestStatus.values().length;
      if (put.kind() == 0 && known) {
        name = PyText.collapse(put.text(), put.start(), put.end());
        statuses.putCollapsed(put.text(), put.start(), put.end(), TestStatus.valueOf(put.status()));
      } else if (put.kind() == 1 && known) {
        statuses.put(put.text(), put.start(), put.end(), TestStatus.valueOf(put.status()));
      } else {
        statuses.put(put.text(), put.start(), put.end(), put.status());
      }
      last.put(put.prefix() + name, put.status());
      all.computeIfAbsent(put.prefix() + name, n -> new TreeSet<>()).add(put.status());
    }
    all.values().removeIf(seen -> seen.size() == 1);

    assertThat(new ArrayList<>(statuses.map().entrySet()))
        .isEqualTo(new ArrayList<>(last.entrySet()));
    assertThat(statuses.conflicts()).isEqualTo(all);
    last.forEach((name, status) -> assertThat(statuses.map().get(name)).isEqualTo(status));
    assertThat(statuses.map()).doesNotContainKey("none of these");
  }

  @Test
  void keepsManyNamesThatComeAgain() {
    int count = 20_000;
    StatusMap statuses = new StatusMap(100);
    for (int i = 0; i < 2 * count; i++) {
      String name = "test " + i % count;
      statuses.put(name, i < count || i % 2 == 0 ? TestStatus.PASSED : TestStatus.FAILED);
    }

    assertThat(statuses.contains("test 19999")).isTrue();
    assertThat(statuses.contains("test 20000")).isFalse();
    assertThat(statuses.map()).hasSize(count);
    assertThat(statuses.map().keySet()).startsWith("test 0", "test 1", "test 2");
    assertThat(statuses.map().get("test 17")).isEqualTo("FAILED");
    assertThat(statuses.conflicts()).hasSize(count / 2);
    assertThat(statuses.conflicts().get("test 17")).containsExactly("PASSED", "FAILED");
  }
}
