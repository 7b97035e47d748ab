package dev.rewardgrader.testsuites.swe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.engine.RecordFile;
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
  private boolean withRecords;

  /**
   * Looks at a run's files.
   *
   * @param ids the instances that were asked for
   */
  public EarlierRun(
      SweRunFolder folder, Collection<String> ids, Map<String, Prediction> predictions) {
    this.folder = folder;
    for (String id : ids) {
      Prediction prediction = predictions.get(id);
      if (prediction != null) {
        asked.put(id, prediction);
      }
    }
  }

  /**
   * Opens the file of the run's records, to go on behind them. Of what is there, one that was torn
   * is cut off, and those are taken out that will be made anew: of faults, and of other patches
   * than the predictions have now. Records of other runs, models and instances stay. From now on an
   * instance is done only if its record is there.
   *
   * @throws IOException if that file cannot be read, has anything else in it, or is being written
   */
  public RecordFile goOn(Path file) throws IOException {
    withRecords = true;
    return RecordFile.resume(file, this::isStale);
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
