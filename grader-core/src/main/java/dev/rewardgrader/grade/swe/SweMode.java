package dev.rewardgrader.grade.swe;

import java.util.Locale;

/** How far the output of a run is trusted. */
public enum SweMode {
  /** As the public harness does, verdict for verdict. */
  REFERENCE,
  /** Not to be deceived by any trick known here; the default. */
  STRICT;

  /** The word in options and records. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
