package dev.waymark.http.poll;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.answer.Pieces;
import dev.waymark.answer.Prepared;
import io.netty.buffer.ByteBuf;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is sent is outside the heap once, and stays there for as long as somebody sends it. */
class LastSentTest {
  private static final byte[] BEFORE = "before ".repeat(1_000).getBytes(UTF_8);
  private static final byte[] AFTER = " after".repeat(1_000).getBytes(UTF_8);

  private final LastSent last = new LastSent(Prepared::pieces);

  @Test
  void isTheWholeDocumentWithoutACopyForEach() {
    Prepared document = new Moment("now");

    ByteBuf one = last.of(document);
    ByteBuf other = last.of(document);

    assertEquals(text(document), text(one));
    assertEquals(text(document), text(other));
    assertTrue(one.isDirect());
    assertEquals(address(one, 0), address(other, 0));
  }

  @Test
  void whatTheNextDocumentHasTooStaysWhereItIs() {
    ByteBuf first = last.of(new Moment("now"));
    long before = address(first, 0);
    long after = address(first, 2);

    ByteBuf next = last.of(new Moment("later"));

    assertEquals(text(new Moment("later")), text(next));
    assertEquals(before, address(next, 0));
    assertEquals(after, address(next, 2));
  }

  @Test
  void whatIsBeingSentIsKeptUntilItIsAndNotLonger() {
    Prepared first = new Moment("now");
    ByteBuf sent = last.of(first);
    ByteBuf also = last.of(first);

    last.of(new Whole("another")).release();
    sent.release();
    assertEquals(text(first), text(also));
    also.release();

    assertEquals(0, also.refCnt());
    assertEquals(0, sent.refCnt());
  }

  @Test
  void anotherDocumentOfTheSameBytesIsSentAsWell() {
    ByteBuf one = last.of(new Whole("text"));
    long place = address(one, 0);

    ByteBuf other = last.of(new Whole("text"));

    assertEquals("text", text(other));
    assertNotEquals(place, address(other, 0));
  }

  private static long address(ByteBuf bytes, int piece) {
    ByteBuf whole = bytes.unwrap();
    return ((io.netty.buffer.CompositeByteBuf) whole).internalComponent(piece).memoryAddress();
  }

  private static String text(ByteBuf bytes) {
    return bytes.toString(UTF_8);
  }

  private static String text(Prepared document) {
    return new String(document.bytes(), UTF_8);
  }

  /** A document that says when it was made between what is always the same. */
  private record Moment(String entityTag) implements Prepared {
    @Override
    public List<byte[]> pieces() {
      return List.of(BEFORE, entityTag.getBytes(UTF_8), AFTER);
    }

    @Override
    public byte[] bytes() {
      return Pieces.joined(pieces());
    }

    @Override
    public byte[] gzipped() {
      throw new UnsupportedOperationException("This test does not ask for it");
    }
  }

  private record Whole(String entityTag) implements Prepared {
    @Override
    public byte[] bytes() {
      return entityTag.getBytes(UTF_8);
    }

    @Override
    public byte[] gzipped() {
      throw new UnsupportedOperationException("This test does not ask for it");
    }
  }
}
