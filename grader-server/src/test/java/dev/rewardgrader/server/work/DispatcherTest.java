package dev.rewardgrader.server.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DispatcherTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  private final Dispatcher dispatcher = new Dispatcher(Map.of("a", 1, "b", 1), 2);
  private final CountDownLatch gate = new CountDownLatch(1);

  @AfterEach
  void close() {
    gate.countDown();
    dispatcher.close();
  }

  private static Ask ask(String key) {
    return new Ask("a", "caller", "group", key);
  }

  private String waiting(String value) throws InterruptedException {
    gate.await();
    return value;
  }

  @Test
  void equalWorkIsDoneOnceForAllWhoAsk() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    try (Ticket<Integer> first =
            dispatcher.submit(
                ask("k"),
                () -> {
                  gate.await();
                  return runs.incrementAndGet();
                });
        Ticket<Integer> second = dispatcher.submit(ask("k"), runs::incrementAndGet)) {
      assertThat(second.joined()).isTrue();
      gate.countDown();
      assertThat(first.await(LONG)).isEqualTo(1);
      assertThat(second.await(LONG)).isEqualTo(1);
    }
  }

  @Test
  void aFullQueueTakesNothingAndSaysWhenToComeAgain() throws Exception {
    try (Ticket<String> _ = dispatcher.submit(ask("1"), () -> waiting("1"));
        Ticket<String> _ = dispatcher.submit(ask("2"), () -> "2");
        Ticket<String> _ = dispatcher.submit(ask("3"), () -> "3")) {
      assertThatThrownBy(() -> dispatcher.submit(ask("4"), () -> "4"))
          .isInstanceOfSatisfying(
              BusyException.class, e -> assertThat(e.retryAfter()).isPositive());
    }
  }

  @Test
  void aLaneDoesNotWaitForAnother() throws Exception {
    try (Ticket<String> _ = dispatcher.submit(ask("slow"), () -> waiting("slow"));
        Ticket<String> fast =
            dispatcher.submit(new Ask("b", "caller", "group", "fast"), () -> "fast")) {
      assertThat(fast.await(LONG)).isEqualTo("fast");
    }
  }

  @Test
  void timeInTheQueueIsBoundedAndTheRetryFindsItsPlace() throws Exception {
    List<String> order = new CopyOnWriteArrayList<>();
    try (Ticket<String> _ = dispatcher.submit(ask("running"), () -> waiting("running"))) {
      try (Ticket<Boolean> impatient = dispatcher.submit(ask("x"), () -> order.add("x"))) {
        assertThatThrownBy(() -> impatient.await(Duration.ofMillis(10)))
            .isInstanceOf(BusyException.class);
      }
      try (Ticket<Boolean> other = dispatcher.submit(ask("y"), () -> order.add("y"));
          Ticket<Boolean> retry = dispatcher.submit(ask("x"), () -> order.add("again"))) {
        assertThat(retry.joined()).isTrue();
        gate.countDown();
        retry.await(LONG);
        other.await(LONG);
      }
    }
    assertThat(order).containsExactly("x", "y");
  }

  @Test
  void queuedWorkThatNobodyWaitsForIsDroppedAtOnce() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    try (Ticket<String> running = dispatcher.submit(ask("1"), () -> waiting("1"))) {
      dispatcher.submit(ask("2"), runs::incrementAndGet).close();
      assertThat(dispatcher.state("a").queued()).isZero();
      gate.countDown();
      running.await(LONG);
    }
    assertThat(dispatcher.awaitIdle(LONG)).isTrue();
    assertThat(runs).hasValue(0);
  }

  @Test
  void aResultThatNobodyCameForIsThereForTheRetry() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    dispatcher
        .submit(
            ask("k"),
            () -> {
              gate.await();
              return runs.incrementAndGet();
            })
        .close();
    gate.countDown();
    assertThat(dispatcher.awaitIdle(LONG)).isTrue();
    try (Ticket<Integer> retry = dispatcher.submit(ask("k"), runs::incrementAndGet)) {
      assertThat(retry.await(LONG)).isEqualTo(1);
    }
    try (Ticket<Integer> later = dispatcher.submit(ask("k"), runs::incrementAndGet)) {
      assertThat(later.await(LONG)).as("a result that was fetched is not kept").isEqualTo(2);
    }
  }

  @Test
  void runningWorkThatNobodyWaitsForIsInterrupted() throws Exception {
    AtomicInteger interrupts = new AtomicInteger();
    CountDownLatch started = new CountDownLatch(1);
    try (Dispatcher impatient =
        new Dispatcher(Map.of("a", 1), 2, Map.of("a", Duration.ofMillis(1)))) {
      Ticket<String> ticket =
          impatient.submit(
              ask("k"),
              () -> {
                started.countDown();
                try {
                  return waiting("never");
                } catch (InterruptedException e) {
                  interrupts.incrementAndGet();
                  throw e;
                }
              });
      started.await();
      ticket.close();
      assertThat(impatient.awaitIdle(LONG)).isTrue();
      assertThat(interrupts).hasValue(1);
    }
  }

  @Test
  void workThatFailsTellsItsCaller() throws Exception {
    try (Ticket<String> ticket =
        dispatcher.submit(
            ask("k"),
            () -> {
              throw new IllegalStateException("broken");
            })) {
      assertThatThrownBy(() -> ticket.await(LONG))
          .isInstanceOf(ExecutionException.class)
          .hasRootCauseMessage("broken");
    }
  }
}
