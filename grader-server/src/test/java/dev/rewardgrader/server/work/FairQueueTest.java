package dev.rewardgrader.server.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FairQueueTest {
  private final FairQueue<String> queue = new FairQueue<>();

  @Test
  void callersTakeTurnsAndGroupsWithinThem() {
    queue.add("busy", "g1", "1");
    queue.add("busy", "g1", "2");
    queue.add("busy", "g1", "3");
    queue.add("busy", "g2", "4");
    queue.add("quiet", "g", "5");

    assertThat(drain(queue)).containsExactly("1", "5", "4", "2", "3");
  }

  @Property
  void everythingComesOutOnceAndInOrderWithinAGroup(
      @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 8) Integer> groups) {
    FairQueue<Integer> all = new FairQueue<>();
    for (int i = 0; i < groups.size(); i++) {
      all.add("c" + groups.get(i) / 3, "g" + groups.get(i) % 3, i);
    }

    List<Integer> out = drain(all);

    assertThat(out).hasSize(groups.size()).doesNotHaveDuplicates();
    for (int group = 0; group <= 8; group++) {
      int of = group;
      assertThat(out.stream().filter(i -> groups.get(i) == of).toList()).isSorted();
    }
  }

  private static <T> List<T> drain(FairQueue<T> queue) {
    List<T> items = new ArrayList<>();
    for (T item = queue.poll(); item != null; item = queue.poll()) {
      items.add(item);
    }
    return items;
  }
}
