package dev.waymark.database;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Percent-coding as libpq reads it (<a
 * href="https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS">connection
 * URIs</a>): a plus sign is a plus sign. In a JDBC URL it is a space.
 */
final class PercentCoding {
  private static final String UNRESERVED = "-._~";

  private PercentCoding() {}

  /** Decodes a part of a {@code postgresql://} URL. */
  static String decode(String text) {
    byte[] source = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer target = ByteBuffer.allocate(source.length);
    for (int index = 0; index < source.length; index++) {
      byte value = source[index];
      if (value == '%') {
        value = hexadecimal(source, index);
        index += 2;
      }
      target.put(value);
    }
    return utf8(target.flip());
  }

  /** Decodes a part of a {@code jdbc:postgresql://} URL, which pgjdbc takes for form data. */
  static String decodeForm(String text) {
    return decode(text.replace("+", "%20"));
  }

  /** Encodes so that both ways of decoding give the text back. */
  static String encode(String text) {
    StringBuilder encoded = new StringBuilder(text.length());
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      char character = (char) (octet & 0xff);
      boolean plain =
          character < 0x80
              && (Character.isLetterOrDigit(character) || UNRESERVED.indexOf(character) >= 0);
      encoded.append(plain ? String.valueOf(character) : String.format("%%%02X", (int) character));
    }
    return encoded.toString();
  }

  private static byte hexadecimal(byte[] source, int percent) {
    int high = percent + 2 < source.length ? Character.digit((char) source[percent + 1], 16) : -1;
    int low = percent + 2 < source.length ? Character.digit((char) source[percent + 2], 16) : -1;
    if (high < 0 || low < 0) {
      throw InvalidConnectionUrlException.malformed(
          "A percent sign is not followed by two hexadecimal digits (write a percent sign that"
              + " belongs to the user name or password as %25)");
    }
    if (high == 0 && low == 0) {
      throw InvalidConnectionUrlException.malformed("%00 stands for no character");
    }
    return (byte) (high << 4 | low);
  }

  private static String utf8(ByteBuffer bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException exception) {
      throw InvalidConnectionUrlException.malformed(
          "The percent-encoded characters are not valid UTF-8");
    }
  }
}
