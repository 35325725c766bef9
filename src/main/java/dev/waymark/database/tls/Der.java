package dev.waymark.database.tls;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * As much of ASN.1's distinguished encoding as it takes to put an algorithm's name before a key.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5208#section-5">RFC 5208, PrivateKeyInfo</a>
 */
final class Der {
  private static final int SEQUENCE = 0x30;
  private static final int OCTET_STRING = 0x04;
  private static final byte[] VERSION_0 = {0x02, 0x01, 0x00};
  private static final int LONG_FORM = 0x80;

  private Der() {}

  /** The algorithm of a public key, which is the first thing in a SubjectPublicKeyInfo. */
  static byte[] algorithm(byte[] publicKeyInfo) {
    int from = contentAt(publicKeyInfo, 0);
    return Arrays.copyOfRange(publicKeyInfo, from, endOf(publicKeyInfo, from));
  }

  /** A PrivateKeyInfo of a key in its algorithm's own form. */
  static byte[] privateKeyInfo(byte[] algorithm, byte[] key) {
    return value(SEQUENCE, VERSION_0, algorithm, value(OCTET_STRING, key));
  }

  private static byte[] value(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    int length = content.size();
    if (length < LONG_FORM) {
      out.write(length);
    } else {
      int bytes = (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / 8;
      out.write(LONG_FORM | bytes);
      for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) {
        out.write(length >>> shift);
      }
    }
    out.writeBytes(content.toByteArray());
    return out.toByteArray();
  }

  private static int contentAt(byte[] der, int start) {
    int first = der[start + 1] & 0xff;
    return start + 2 + (first < LONG_FORM ? 0 : first - LONG_FORM);
  }

  private static int endOf(byte[] der, int start) {
    int content = contentAt(der, start);
    int first = der[start + 1] & 0xff;
    if (first < LONG_FORM) {
      return content + first;
    }
    int length = 0;
    for (int at = start + 2; at < content; at++) {
      length = length << 8 | der[at] & 0xff;
    }
    return content + length;
  }
}
