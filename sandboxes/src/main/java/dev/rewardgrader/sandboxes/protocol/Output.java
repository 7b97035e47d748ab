package dev.rewardgrader.sandboxes.protocol;

import java.io.ByteArrayOutputStream;

/** Pieces of an output that came ahead of the result, joined with the last one that came in it. */
final class Output {
  private ByteArrayOutputStream pieces;

  void add(byte[] piece) {
    if (pieces == null) {
      pieces = new ByteArrayOutputStream(1 << 18);
    }
    pieces.writeBytes(piece);
  }

  byte[] with(byte[] last) {
    if (pieces == null) {
      return last;
    }
    pieces.writeBytes(last);
    byte[] all = pieces.toByteArray();
    pieces = null;
    return all;
  }
}
