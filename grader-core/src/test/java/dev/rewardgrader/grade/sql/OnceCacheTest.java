package dev.rewardgrader.grade.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rewardgrader.grade.GraderFault;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OnceCacheTest {
  private final AtomicInteger computed = new AtomicInteger();

  @Test
  void computesAValueOnceHoweverManyAsk() throws Exception {
    OnceCache<String, Integer> cache = new OnceCache<>(100, _ -> 1);
    List<Future<Integer>> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 64; i++) {
        answers.add(
            threads.submit(
                () ->
                    cache.get(
                        "gold",
                        () -> {
                          Thread.sleep(5);
                          return computed.incrementAndGet();
                        })));
      }
    }
    for (Future<Integer> answer : answers) {
      assertThat(answer.get()).isEqualTo(1);
    }
  }

  @Test
  void triesAgainWhatFailed() throws Exception {
    OnceCache<String, Integer> cache = new OnceCache<>(100, _ -> 1);
    assertThatThrownBy(
            () ->
                cache.get(
                    "gold",
                    () -> {
                      throw GraderFault.badTask("no such table");
                    }))
        .isInstanceOf(GraderFault.class);
    assertThat(cache.get("gold", () -> 7)).isEqualTo(7);
  }

  @Test
  void knowsWhatHasBeenComputedOrPut() throws Exception {
    OnceCache<String, Integer> cache = new OnceCache<>(100, _ -> 1);
    assertThat(cache.known("gold")).isEmpty();
    cache.get("gold", () -> 7);
    cache.put("gold", 8);
    cache.put("candidate", 9);

    assertThat(cache.known("gold")).contains(7);
    assertThat(cache.known("candidate")).contains(9);
  }

  @Test
  void forgetsWhatWasUsedLeastLatelyWhenAllIsTooHeavy() throws Exception {
    OnceCache<Integer, Integer> cache = new OnceCache<>(10, weight -> weight);
    for (int key = 0; key < 3; key++) {
      cache.get(key, this::four);
    }
    cache.get(0, this::four);
    cache.get(2, this::four);
    assertThat(computed).hasValue(4);
    cache.get(1, this::four);
    assertThat(computed).hasValue(5);
  }

  private int four() {
    computed.incrementAndGet();
    return 4;
  }
}
