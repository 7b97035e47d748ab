package dev.rewardgrader.grade.swe.facts;

/** Diagnostics before a patch and after it. */
public record StaticFacts(Diagnostics before, Diagnostics after) {
  /** Errors that came, less those that went. */
  public int errors() {
    return after.errors() - before.errors();
  }

  /** Warnings that came, less those that went. */
  public int warnings() {
    return after.warnings() - before.warnings();
  }

  /** How many files parsed before and do not now. */
  public int broken() {
    return after.broken(before).size();
  }
}
