package dev.rewardgrader.grade.sql.pandas;

/** The column types that inference can end in. */
public enum Dtype {
  BOOL,
  INT64,
  UINT64,
  FLOAT64,
  OBJECT;

  public boolean isInteger() {
    return this == INT64 || this == UINT64;
  }
}
