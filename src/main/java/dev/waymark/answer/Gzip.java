package dev.waymark.answer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Compresses documents with gzip. One that changes in a short place only is compressed once: what
 * is before and after that place stands in blocks of its own, and the place between them as it is.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1951#section-3.2">RFC 1951, 3.2: blocks</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1952#section-2.3">RFC 1952, 2.3: a member</a>
 */
public final class Gzip {
  /** Deflate, no name, no time, of no known system. */
  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

  private static final int TRAILER = 8;

  /** Block type 0, which is not the last: its length, and that with all bits turned, follow. */
  private static final int STORED_HEADER = 5;

  private static final int LONGEST_STORED = 0xffff;

  private final byte[] before;
  private final byte[] after;
  private final long crcBefore;
  private final long crcAfter;
  private final int length;
  private final int lengthAfter;

  private Gzip(byte[] document, int start, int end) {
    this.before = Pieces.joined(List.of(HEADER, deflated(document, 0, start, false)));
    this.after = deflated(document, end, document.length, true);
    this.crcBefore = crc(document, 0, start);
    this.crcAfter = crc(document, end, document.length);
    this.lengthAfter = document.length - end;
    this.length = start + lengthAfter;
  }

  /** The document in one piece. */
  static byte[] of(byte[] document) {
    var bytes = new ByteArrayOutputStream(document.length / 4 + HEADER.length);
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(document);
    } catch (IOException exception) {
      throw new UncheckedIOException("Memory has no end that it would report", exception);
    }
    return bytes.toByteArray();
  }

  /** Compresses all but what is from one place to the other, which is put in later. */
  public static Gzip around(byte[] document, int start, int end) {
    return new Gzip(document, start, end);
  }

  /**
   * The document with these bytes in the place, in pieces one after the other: what is before the
   * place, and what is after it, is the same object for whatever bytes.
   *
   * @param between at most 65,535
   */
  public List<byte[]> with(byte[] between) {
    if (between.length > LONGEST_STORED) {
      throw new IllegalArgumentException("A stored block holds no " + between.length + " bytes");
    }
    byte[] stored =
        ByteBuffer.allocate(STORED_HEADER + between.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put((byte) 0)
            .putShort((short) between.length)
            .putShort((short) ~between.length)
            .put(between)
            .array();
    long crc = Crc.joined(crcBefore, crc(between, 0, between.length), between.length);
    byte[] trailer =
        ByteBuffer.allocate(TRAILER)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt((int) Crc.joined(crc, crcAfter, lengthAfter))
            .putInt(length + between.length)
            .array();
    return List.of(before, stored, after, trailer);
  }

  /** What is not the last ends where a byte does, so that another block can follow. */
  private static byte[] deflated(byte[] document, int start, int end, boolean last) {
    var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    try {
      deflater.setInput(document, start, end - start);
      if (last) {
        deflater.finish();
      }
      var bytes = new ByteArrayOutputStream();
      byte[] piece = new byte[8192];
      int flush = last ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH;
      int made;
      do {
        made = deflater.deflate(piece, 0, piece.length, flush);
        bytes.write(piece, 0, made);
      } while (last ? !deflater.finished() : made == piece.length);
      return bytes.toByteArray();
    } finally {
      deflater.end();
    }
  }

  private static long crc(byte[] document, int start, int end) {
    CRC32 crc = new CRC32();
    crc.update(document, start, end - start);
    return crc.getValue();
  }
}
