package dev.rewardgrader.testsuites.code.datasets;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.json.InputException;

/** The form of one dataset's rows. */
public interface DatasetFormat {

  /** The format's name on the command line. */
  String name();

  /** What the rows are, for a person. */
  String description();

  /**
   * Turns a row into a task object, in the form that {@link dev.rewardgrader.rollout.TaskReader}
   * reads.
   *
   * @param row fields that the format does not know are left alone
   * @param number the row's number from 1, for rows without an id
   * @throws InputException when the row is none of this format or cannot be judged; the path starts
   *     at {@code $}
   */
  ObjectNode task(ObjectNode row, long number) throws InputException;
}
