package dev.waymark.answer;

import java.lang.ref.SoftReference;
import java.util.function.Supplier;

/**
 * Bytes that are made when somebody wants them, and kept: for as long as the memory has room for
 * them when they are many.
 */
final class Kept {
  private static final int LONG = 1024 * 1024;

  private final Supplier<byte[]> made;
  private byte[] few;
  private SoftReference<byte[]> many = new SoftReference<>(null);

  Kept(Supplier<byte[]> made) {
    this.made = made;
  }

  /** Those who want them at once wait for the one that makes them. */
  synchronized byte[] get() {
    byte[] bytes = few == null ? many.get() : few;
    if (bytes == null) {
      bytes = made.get();
      if (bytes.length <= LONG) {
        few = bytes;
      } else {
        many = new SoftReference<>(bytes);
      }
    }
    return bytes;
  }
}
