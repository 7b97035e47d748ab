package dev.rewardgrader.server.grading;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import dev.rewardgrader.rollout.Completion;
import dev.rewardgrader.rollout.MathTask;
import dev.rewardgrader.rollout.Rollout;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which rollouts are the same work. */
class RolloutKeyTest {
  @Test
  void neitherNameNorGroupMakesAnother() {
    assertThat(key("a", "g", List.of("1"), "1", Map.of()))
        .isEqualTo(key("b", null, List.of("1"), "1", Map.of()));
  }

  @Test
  void taskCompletionAndMetaDo() {
    assertThat(
            List.of(
                key("a", null, List.of("1"), "1", Map.of()),
                key("a", null, List.of("2"), "1", Map.of()),
                key("a", null, List.of("1"), "2", Map.of()),
                key("a", null, List.of("1"), "1", Map.of("tokens", IntNode.valueOf(3)))))
        .doesNotHaveDuplicates();
  }

  @Test
  void tasksThatOnlyLookAlikeAreNotEqual() {
    assertThat(key("a", null, List.of("1, 2"), "1", Map.of()))
        .isNotEqualTo(key("a", null, List.of("1", "2"), "1", Map.of()));
  }

  private static String key(
      String id, String group, List<String> golds, String completion, Map<String, JsonNode> meta) {
    MathTask task = new MathTask(null, null, golds, null);
    return RolloutKey.of(new Rollout(id, group, task, new Completion(completion), meta));
  }
}
