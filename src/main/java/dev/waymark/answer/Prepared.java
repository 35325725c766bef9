package dev.waymark.answer;

/** A document that is encoded once, for all clients that ask for it until it says another thing. */
public interface Prepared {
  /** The entity tag, as the header {@code ETag} has it; it costs nothing to ask for it again. */
  String entityTag();

  /** The document in UTF-8; nobody may change it. */
  byte[] bytes();

  /** The same, compressed with gzip (RFC 1952). */
  byte[] gzipped();
}
