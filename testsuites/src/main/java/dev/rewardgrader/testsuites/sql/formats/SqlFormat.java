package dev.rewardgrader.testsuites.sql.formats;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.json.InputException;
import java.io.IOException;
import java.util.List;

/** The form of one benchmark's files. */
public interface SqlFormat {

  /** The format's name on the command line. */
  String name();

  /** What the files are, for a person. */
  String description();

  /**
   * The tasks of the files, each with the predictions for it where there are any.
   *
   * @throws InputException naming the file and place that is not of this form
   */
  List<Entry> read(SqlFiles files) throws IOException, InputException;

  /**
   * A task and what a model answered.
   *
   * @param at the file and place that the task was read from
   * @param task in the form that {@link dev.rewardgrader.rollout.TaskReader} reads
   * @param predictions completions; empty where no predictions are given
   */
  record Entry(String at, ObjectNode task, List<String> predictions) {
    public Entry {
      predictions = List.copyOf(predictions);
    }
  }
}
