package dev.waymark.answer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Java's own reader of gzip, which looks at the checksum and the length, makes of it. */
class GzipTest {
  private static final String MANY = "{\"name\":\"é\",\"state\":\"present\"},".repeat(5_000);

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 9", "7, 20", "65536, 65560", "8192, 8192", "160000, 160000"})
  void whatIsPutInLaterIsWhereItBelongs(int start, int end) throws IOException {
    byte[] document = MANY.getBytes(UTF_8);
    Gzip gzip = Gzip.around(document, start, end);

    for (String between : new String[] {"", "2026-11-27T09:00:00Z", "0".repeat(65_535)}) {
      byte[] whole = Pieces.joined(gzip.with(between.getBytes(UTF_8)));

      assertArrayEquals(expected(document, start, end, between), unpacked(whole));
      assertTrue(whole.length < document.length / 20 + between.length(), () -> "" + whole.length);
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0, 1", "1, 1"})
  void aShortDocumentIsOneToo(int start, int end) throws IOException {
    byte[] document = "x".getBytes(UTF_8);

    byte[] whole = Pieces.joined(Gzip.around(document, start, end).with("y".getBytes(UTF_8)));

    assertArrayEquals(expected(document, start, end, "y"), unpacked(whole));
    assertArrayEquals(document, unpacked(Gzip.of(document)));
  }

  private static byte[] expected(byte[] document, int start, int end, String between) {
    byte[] middle = between.getBytes(UTF_8);
    byte[] whole = new byte[start + middle.length + document.length - end];
    System.arraycopy(document, 0, whole, 0, start);
    System.arraycopy(middle, 0, whole, start, middle.length);
    System.arraycopy(document, end, whole, start + middle.length, document.length - end);
    return whole;
  }

  private static byte[] unpacked(byte[] compressed) throws IOException {
    try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
      return unpacked.readAllBytes();
    }
  }
}
