package dev.waymark.http.poll;

import dev.waymark.answer.Prepared;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The document that was sent last, outside the heap, from where the kernel takes it: written once
 * for all who ask, where each answer would be copied there and, while its client does not read yet,
 * wait there. What the next document has, too, stays.
 */
final class LastSent {
  private final Function<Prepared, List<byte[]>> encoding;
  private Prepared content;
  private ByteBuf whole = Unpooled.EMPTY_BUFFER;
  private Map<byte[], ByteBuf> pieces = new IdentityHashMap<>();

  /**
   * @param encoding the pieces that are sent of a document
   */
  LastSent(Function<Prepared, List<byte[]>> encoding) {
    this.encoding = encoding;
  }

  /** The document's bytes; the caller releases them once they are sent. */
  synchronized ByteBuf of(Prepared wanted) {
    if (content != wanted) {
      put(encoding.apply(wanted));
      content = wanted;
    }
    return whole.retainedDuplicate();
  }

  private void put(List<byte[]> now) {
    Map<byte[], ByteBuf> kept = new IdentityHashMap<>();
    CompositeByteBuf joined = Unpooled.compositeBuffer(now.size());
    try {
      for (byte[] piece : now) {
        ByteBuf known = pieces.get(piece);
        ByteBuf direct = known == null ? outside(piece) : known.retain();
        kept.put(piece, direct);
        joined.addComponent(true, direct);
      }
    } catch (RuntimeException | OutOfMemoryError problem) {
      joined.release();
      throw problem;
    }
    // What is being sent keeps what it needs.
    whole.release();
    whole = joined;
    pieces = kept;
  }

  private static ByteBuf outside(byte[] piece) {
    return Unpooled.directBuffer(piece.length, piece.length).writeBytes(piece);
  }
}
