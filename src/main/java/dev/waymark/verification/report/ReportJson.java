package dev.waymark.verification.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
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
   */
  private record Encoded(byte[] json, int start, int end) {}

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
      byte[] name = utf8("\"checkedAt\":\"");
      // Nothing that can hold the same text comes before it: names of namespaces and the words of
      // the expectation are quoted, so that a quotation mark in one has a backslash before it.
      int start = indexOf(name, json, 0) + name.length;
      return new Encoded(json, start, indexOf(utf8("\""), json, start));
    } catch (JsonProcessingException exception) {
      throw new IllegalStateException("A report has no JSON", exception);
    }
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
