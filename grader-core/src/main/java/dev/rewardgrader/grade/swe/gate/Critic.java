package dev.rewardgrader.grade.swe.gate;

import java.util.Locale;

/** A rule that judges one turn of an attempt. */
public enum Critic {
  /** The action could be read. */
  FORMAT,
  /** The tool it calls exists. */
  KNOWN_TOOL,
  /** Its arguments are those the tool has: none missing, none unknown. */
  VALID_ARGUMENTS,
  /** The command it ran succeeded. */
  EXIT_CODE,
  /** The edit it made was applied. */
  EDIT_APPLIED,
  /** It is the first turn to touch a file that the reference fix changes. */
  GOLD_FILE;

  /** The word in configuration and records. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
