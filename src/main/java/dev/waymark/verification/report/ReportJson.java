package dev.waymark.verification.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Supplier;

/**
 * The JSON of a whole report. A report that is found true again differs from itself only in {@code
 * checkedAt}, so it is encoded when the first client wants it, and never again.
 */
public final class ReportJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  /**
   * The JSON as it was encoded.
   *
   * @param start where the value of {@code checkedAt} begins
   * @param end where it ends
   * @param tag the digest of what the report says
   */
  private record Encoded(byte[] json, int start, int end, String tag) {}

  /** Encodes once, for all moments at which the report was found true. */
  private static final class Encoding implements Supplier<Encoded> {
    private final Verification verification;
    private Encoded encoded;

    Encoding(Verification verification) {
      this.verification = verification;
    }

    @Override
    public synchronized Encoded get() {
      if (encoded == null) {
        encoded = encode(verification);
      }
      return encoded;
    }
  }

  /** Those who ask at once get the same bytes; of long ones a second copy is not kept for that. */
  private static final int LONGEST_KEPT = 1024 * 1024;

  private final Supplier<Encoded> encoded;
  private final Instant checkedAt;
  private volatile byte[] document;

  ReportJson(Verification verification) {
    this(new Encoding(verification), verification.checkedAt());
  }

  private ReportJson(Supplier<Encoded> encoded, Instant checkedAt) {
    this.encoded = encoded;
    this.checkedAt = checkedAt;
  }

  /** The same report, found true again. */
  ReportJson checkedAt(Instant moment) {
    return new ReportJson(encoded, moment);
  }

  /** The document in UTF-8; nobody may change it. */
  public byte[] bytes() {
    byte[] made = document;
    if (made == null) {
      made = put(encoded.get());
      if (made.length <= LONGEST_KEPT) {
        document = made;
      }
    }
    return made;
  }

  /**
   * What is the same for as long as the report says the same: a digest of the document without when
   * it was checked and read, and how long that took.
   */
  public String tag() {
    return encoded.get().tag();
  }

  private byte[] put(Encoded parts) {
    byte[] moment = utf8(checkedAt.toString());
    int rest = parts.json().length - parts.end();
    byte[] bytes = new byte[parts.start() + moment.length + rest];
    System.arraycopy(parts.json(), 0, bytes, 0, parts.start());
    System.arraycopy(moment, 0, bytes, parts.start(), moment.length);
    System.arraycopy(parts.json(), parts.end(), bytes, parts.start() + moment.length, rest);
    return bytes;
  }

  private static Encoded encode(Verification verification) {
    try {
      byte[] json = MAPPER.writeValueAsBytes(verification);
      // Nothing that can hold the same text comes before it: names of namespaces and the words of
      // the expectation are quoted, so that a quotation mark in one has a backslash before it.
      int start = after("\"checkedAt\":\"", json, 0);
      int end = indexOf(utf8("\""), json, start);
      int said = after("\"durationMs\":", json, end);
      while (json[said] != ',') {
        said++;
      }
      return new Encoded(json, start, end, digest(json, start, said));
    } catch (JsonProcessingException exception) {
      throw new IllegalStateException("A report has no JSON", exception);
    }
  }

  /** Everything but what stands between the two places. */
  private static String digest(byte[] json, int from, int to) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(json, 0, from);
      digest.update(json, to, json.length - to);
      return HexFormat.of().formatHex(digest.digest(), 0, 16);
    } catch (NoSuchAlgorithmException exception) {
      throw new IllegalStateException("Every Java has SHA-256", exception);
    }
  }

  private static int after(String name, byte[] json, int start) {
    return indexOf(utf8(name), json, start) + name.length();
  }

  private static int indexOf(byte[] wanted, byte[] bytes, int from) {
    int start = from;
    while (!Arrays.equals(bytes, start, start + wanted.length, wanted, 0, wanted.length)) {
      start++;
    }
    return start;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
