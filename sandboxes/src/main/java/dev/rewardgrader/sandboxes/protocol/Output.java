package dev.rewardgrader.sandboxes.protocol;

import java.util.ArrayList;
import java.util.List;

/**
 * Pieces of an output that came ahead of the result, joined with the last one that came in it. They
 * are kept as they come and copied once: a growing buffer would take four times the output.
 */
final class Output {
  private List<byte[]> pieces;
  private int length;

  void add(byte[] piece) {
    if (pieces == null) {
      pieces = new ArrayList<>();
    }
    pieces.add(piece);
    length += piece.length;
  }

  byte[] with(byte[] last) {
    if (pieces == null) {
      return last;
    }
    byte[] all = new byte[length + last.length];
    int at = 0;
    for (byte[] piece : pieces) {
      System.arraycopy(piece, 0, all, at, piece.length);
      at += piece.length;
    }
    System.arraycopy(last, 0, all, at, last.length);
    pieces = null;
    length = 0;
    return all;
  }
}
