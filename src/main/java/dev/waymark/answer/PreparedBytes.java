package dev.waymark.answer;

import java.util.function.Supplier;

/** A document that is written when the first client wants it. */
public final class PreparedBytes implements Prepared {
  private final String entityTag;
  private final Kept bytes;
  private final Kept gzipped;

  /**
   * @param entityTag the entity tag, as {@link EntityTag} makes it
   * @param written the document in UTF-8
   */
  public PreparedBytes(String entityTag, Supplier<byte[]> written) {
    this.entityTag = entityTag;
    this.bytes = new Kept(written);
    this.gzipped = new Kept(() -> Gzip.of(bytes.get()));
  }

  @Override
  public String entityTag() {
    return entityTag;
  }

  @Override
  public byte[] bytes() {
    return bytes.get();
  }

  @Override
  public byte[] gzipped() {
    return gzipped.get();
  }
}
