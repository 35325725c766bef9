package dev.waymark.answer;

import java.nio.ByteBuffer;
import java.util.List;

/** Documents in pieces. */
public final class Pieces {
  private Pieces() {}

  /** All of them, one after the other. */
  public static byte[] joined(List<byte[]> pieces) {
    ByteBuffer joined = ByteBuffer.allocate(pieces.stream().mapToInt(it -> it.length).sum());
    pieces.forEach(joined::put);
    return joined.array();
  }
}
