package dev.rewardgrader.testsuites.swe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.engine.FinishedRecords;
import dev.rewardgrader.grade.swe.Prediction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What an earlier start of a run left, so that the run can go on with it. An instance is done when
 * its files are those of the same patch and whole, and its record is there where records are
 * wanted: a process may be killed between the two.
 */
public final class EarlierRun {
  private final SweRunFolder folder;
  private final Map<String, Prediction> asked = new HashMap<>();
  private final Set<String> recorded = new HashSet<>();
  private final boolean withRecords;

  private EarlierRun(
      SweRunFolder folder, Collection<String> ids, Map<String, Prediction> predictions, Path file)
      throws IOException {
    this.folder = folder;
    withRecords = file != null;
    for (String id : ids) {
      Prediction prediction = predictions.get(id);
      if (prediction != null) {
        asked.put(id, prediction);
      }
    }
    if (withRecords) {
      FinishedRecords.mend(file, this::isStale);
    }
  }

  /**
   * Looks at a run's files. Of the records, one that was torn is cut off, and those are taken out
   * that will be made anew: of faults, and of other patches than the predictions have now. Records
   * of other runs, models and instances stay.
   *
   * @param ids the instances that were asked for
   * @param records the file of reward records; null where none are wanted
   * @throws IOException if that file cannot be read, has anything else in it, or is being written
   */
  public static EarlierRun of(
      SweRunFolder folder,
      Collection<String> ids,
      Map<String, Prediction> predictions,
      Path records)
      throws IOException {
    return new EarlierRun(folder, ids, predictions, records);
  }

  private boolean isStale(JsonNode record) {
    Prediction prediction = asked.get(record.path("id").asText());
    if (prediction == null || !folder.isOwn(record, prediction)) {
      return false;
    }
    boolean holds =
        record.path("status").asText().equals("graded")
            && (prediction.isEmpty()
                ? !record.path("candidate").isObject()
                : folder.holds(prediction))
            && recorded.add(prediction.instanceId());
    return !holds;
  }

  /** Whether nothing is left to do for an instance. */
  public boolean isDone(Prediction prediction) {
    if (withRecords) {
      return recorded.contains(prediction.instanceId());
    }
    return !prediction.isEmpty() && folder.hasReport(prediction);
  }

  /** How many of the instances that were asked for are done. */
  public long done() {
    return asked.values().stream().filter(this::isDone).count();
  }
}
