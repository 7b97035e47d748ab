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
  record Put(String prefix, String text, int start, int end, String status, boolean collapsed) {}

  @Provide
  Arbitrary<List<Put>> puts() {
    return Arbitraries.randomValue(StatusMapPropertyTest::put).list().ofMaxSize(60);
  }

  private static Put put(Random random) {
    String text = piece(random) + piece(random) + piece(random);
    int start = random.nextInt(text.length() + 1);
    int end = start + random.nextInt(text.length() - start + 1);
    String status = WORDS.get(random.nextInt(WORDS.size()));
    return new Put(piece(random), text, start, end, status, random.nextBoolean());
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
      statuses.prefix().cut(0);
      statuses.prefix().add(put.prefix(), 0, put.prefix().length());
      boolean known = WORDS.indexOf(put.status()) < TestStatus.values().length;
      if (put.collapsed()) {
        name = PyText.collapse(put.text(), put.start(), put.end());
      }
      put(statuses, put, known);
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

  private static void put(StatusMap statuses, Put put, boolean known) {
    int start = put.start();
    int end = put.end();
    String word = " " + put.status() + " ";
    if (known && put.collapsed()) {
      statuses.putCollapsed(put.text(), start, end, TestStatus.valueOf(put.status()));
    } else if (known) {
      statuses.put(put.text(), start, end, TestStatus.valueOf(put.status()));
    } else if (put.collapsed()) {
      String line = put.text() + word;
      int from = put.text().length() + 1;
      statuses.putCollapsedWord(line, start, end, from, line.length() - 1);
    } else {
      statuses.putWord(put.text(), start, end, word, 1, word.length() - 1);
    }
  }

  /** Far more names than a table that is at hand holds, so that names wait for their numbers. */
  @Test
  void keepsTheOtherWordsOfManyNames() {
    int count = 20_000;
    StatusMap statuses = new StatusMap(100);
    for (String word : List.of("PASSEDx", "FAILED:", "PASSEDx", "ERRORS", "ERRORS")) {
      for (int i = 0; i < count; i++) {
        String name = "test " + i;
        if (i % 2 == 0) {
          statuses.putWord(name, 0, name.length(), word, 0, word.length());
        } else {
          statuses.put(name, TestStatus.PASSED);
        }
      }
    }

    assertThat(statuses.map()).hasSize(count);
    assertThat(statuses.map().get("test 18000")).isEqualTo("ERRORS");
    assertThat(statuses.map().get("test 18001")).isEqualTo("PASSED");
    assertThat(statuses.conflicts()).hasSize(count / 2).doesNotContainKey("test 1");
    assertThat(statuses.conflicts().get("test 18000"))
        .containsExactly("FAILED:", "PASSEDx", "ERRORS");
    assertThat(statuses.conflicts().get("test 18001")).isNull();
  }

  @Test
  void keepsLongNamesWhole() {
    StatusMap statuses = new StatusMap(100);
    String page = "a".repeat(3_000);
    for (int i = 0; i < 2_000; i++) {
      statuses.put(page.substring(i) + i, TestStatus.PASSED);
    }

    assertThat(statuses.map()).hasSize(2_000);
    assertThat(statuses.map().keySet()).first().isEqualTo(page + "0");
    assertThat(statuses.map()).containsKeys("a".repeat(2_000) + "1000", "a".repeat(1_001) + "1999");
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
