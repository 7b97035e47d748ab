package dev.rewardgrader.server.grading;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.reward.RecordJson;
import dev.rewardgrader.reward.RewardRecord;
import java.util.Map;

/** The form in which a record is given out. */
public enum View {
  RECORD,
  VERL;

  /** The form that the {@code view} of a query asks for. */
  public static View of(Map<String, String> query) throws InputException {
    String word = query.getOrDefault("view", "record");
    return switch (word) {
      case "record" -> RECORD;
      case "verl" -> VERL;
      default -> throw new InputException("?view", "'" + word + "' is not one of record, verl");
    };
  }

  public ObjectNode show(RewardRecord record) {
    return switch (this) {
      case RECORD -> RecordJson.of(record);
      case VERL -> VerlView.of(record);
    };
  }
}
