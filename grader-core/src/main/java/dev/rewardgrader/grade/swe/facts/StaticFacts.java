package dev.rewardgrader.grade.swe.facts;

/** Diagnostics before a patch and after it. */
public record StaticFacts(Diagnostics before, Diagnostics after) {
  /**
   * Errors that came, less those that went. Where a file no longer parses none counts as gone:
   * compilers stop there, and do not tell of the others.
   */
  public int errors() {
    return less(after.errors() - before.errors(), broken());
  }

  /** Warnings that came, less those that went, which none has where a file no longer parses. */
  public int warnings() {
    return less(after.warnings() - before.warnings(), 0);
  }

  private int less(int difference, int least) {
    return broken() > 0 ? Math.max(difference, least) : difference;
  }

  /** How many files parsed before and do not now. */
  public int broken() {
    return after.broken(before).size();
  }
}
