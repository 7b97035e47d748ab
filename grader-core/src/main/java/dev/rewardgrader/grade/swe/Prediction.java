package dev.rewardgrader.grade.swe;

import java.util.Objects;

/**
 * One line of a predictions file.
 *
 * @param model the field {@code model_name_or_path}
 * @param patch the field {@code model_patch}; null where it is null or missing
 * @param known whether there is no other patch than that: of the reference fix of a row that cannot
 *     be read nobody knows
 */
public record Prediction(String instanceId, String model, String patch, boolean known) {
  /** What file systems take, in bytes; of the letters of names, most are one. */
  private static final int LONGEST_NAME = 255;

  public Prediction {
    Objects.requireNonNull(instanceId, "instanceId");
    Objects.requireNonNull(model, "model");
  }

  /** A prediction whose patch is known. */
  public Prediction(String instanceId, String model, String patch) {
    this(instanceId, model, patch, true);
  }

  /** Whether it is known that there is nothing to apply. */
  public boolean isEmpty() {
    return known && (patch == null || patch.isEmpty());
  }

  /** The name of the model as a folder. */
  public String modelFolder() {
    return model.replace("/", "__");
  }

  /** Whether a name is that of one folder, and no way out of where folders are. */
  public static boolean isFolderName(String name) {
    return !name.isEmpty()
        && name.length() <= LONGEST_NAME
        && !name.equals(".")
        && !name.equals("..")
        && name.chars().noneMatch(c -> c == '/' || c == '\\' || c < ' ');
  }
}
