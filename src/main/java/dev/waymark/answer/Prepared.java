package dev.waymark.answer;

import java.util.List;

/** A document that is encoded once, for all clients that ask for it until it says another thing. */
public interface Prepared {
  /** The entity tag, as the header {@code ETag} has it; it costs nothing to ask for it again. */
  String entityTag();

  /** The document in UTF-8; callers must not change it. */
  byte[] bytes();

  /** The same, compressed with gzip (RFC 1952). */
  byte[] gzipped();

  /**
   * What {@link #bytes} says, in pieces one after the other: a piece that the next document has,
   * too, is the same object there. Callers must not change them.
   */
  default List<byte[]> pieces() {
    return List.of(bytes());
  }

  /** What {@link #gzipped} says, in the same way. */
  default List<byte[]> gzippedPieces() {
    return List.of(gzipped());
  }
}
