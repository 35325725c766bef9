package dev.waymark.proof.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Takes requests that HTTP allows and makes others of them, many of which it does not. */
public final class WireMutations {
  /** What has broken servers before. */
  private static final List<String> WORDS =
      List.of(
          "\r\n",
          "\n",
          "\r",
          "\0",
          "%",
          "%00",
          "%2e%2e/",
          "../",
          "//",
          ";",
          "?",
          "#",
          "*",
          ":",
          "\t",
          "Transfer-Encoding: chunked\r\n",
          "Content-Length: -1\r\n",
          "Content-Length: 4\r\n",
          "Expect: 100-continue\r\n",
          "Upgrade: h2c\r\n",
          "Connection: Upgrade, HTTP2-Settings\r\n",
          "HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA\r\n",
          "Range: bytes=0-9999999999\r\n",
          "Accept: */*;q=nonsense\r\n",
          "Accept: text/markdown, application/xml;q=2\r\n",
          "Prefer: wait=99999999999999999999\r\n",
          "Prefer: wait=-1\r\n",
          "Prefer: respond-async\r\n",
          "If-None-Match: W/\"\", \"\r\n",
          "Last-Event-ID: 99999999999\r\n",
          "Host: \r\n",
          "Host: [::1\r\n",
          "Host: localhost:99999\r\n",
          "X-HTTP-Method-Override: DELETE\r\n",
          "Content-Encoding: gzip\r\n",
          "Content-Type: application/json;charset=nonsense\r\n",
          "Content-Type: multipart/form-data\r\n",
          "HTTP/1.0",
          "HTTP/2.0",
          "HTTP/9.9",
          "TRACE",
          "CONNECT",
          "{\"target\":",
          "\ud800",
          "\u0000",
          "1e999",
          "[[[[",
          "\"'",
          "';DROP TABLE x;--",
          "${jndi:x}");

  private final Random random;

  public WireMutations(long seed) {
    this.random = new Random(seed);
  }

  /** The request after one to four changes. */
  public byte[] mutated(byte[] request) {
    byte[] mutated = request;
    for (int change = random.nextInt(4); change >= 0; change--) {
      mutated = changed(mutated);
    }
    return mutated;
  }

  private byte[] changed(byte[] bytes) {
    if (bytes.length < 2) {
      return bytes;
    }
    int at = random.nextInt(bytes.length);
    int end = Math.min(bytes.length, at + 1 + random.nextInt(20));
    return switch (random.nextInt(6)) {
      case 0 -> spliced(bytes, at, at, word());
      case 1 -> spliced(bytes, at, end, word());
      case 2 -> spliced(bytes, at, end, new byte[0]);
      case 3 -> spliced(bytes, at, at, Arrays.copyOfRange(bytes, at, end));
      case 4 -> spliced(bytes, at, at + 1, new byte[] {(byte) random.nextInt(256)});
      // At the end of the first line, where headers are understood.
      default -> {
        int line = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("\r\n") + 2;
        yield spliced(bytes, line, line, word());
      }
    };
  }

  private byte[] word() {
    return WORDS.get(random.nextInt(WORDS.size())).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] spliced(byte[] bytes, int from, int to, byte[] between) {
    var spliced = new ByteArrayOutputStream();
    spliced.write(bytes, 0, from);
    spliced.writeBytes(between);
    spliced.write(bytes, to, bytes.length - to);
    return spliced.toByteArray();
  }
}
