package dev.rewardgrader.grade.sql.result;

import java.util.Arrays;

/** A binary value of a result; equal by content. */
public final class Blob {
  private final byte[] bytes;

  public Blob(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  /** A copy of the content. */
  public byte[] bytes() {
    return bytes.clone();
  }

  public int length() {
    return bytes.length;
  }

  byte at(int index) {
    return bytes[index];
  }

  /** Python orders bytes as unsigned values. */
  int compareUnsigned(Blob other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Blob blob && Arrays.equals(bytes, blob.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return PyValue.str(this);
  }
}
