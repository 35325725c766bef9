package dev.waymark.verification.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.waymark.answer.EntityTag;
import dev.waymark.answer.Gzip;
import dev.waymark.answer.Pieces;
import dev.waymark.answer.Prepared;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * The JSON of a whole report. A report that is found true again differs from itself only in {@link
 * Looked}, so it is encoded when the first client wants it, and never again.
 */
public final class ReportJson implements Prepared {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  /**
   * The JSON as it was encoded.
   *
   * @param before what stands before that which is another each time the report is found true
   * @param after what stands after it
   * @param tag the digest of both
   */
  private record Encoded(byte[] before, byte[] after, String tag) {
    List<byte[]> at(Looked looked) {
      return List.of(before, utf8(looked.json()), after);
    }
  }

  /** Encodes once, for all moments at which the report was found true. */
  private static final class Encoding {
    private final Verification verification;
    private Encoded encoded;
    private Gzip gzip;

    Encoding(Verification verification) {
      this.verification = verification;
    }

    synchronized Encoded get() {
      if (encoded == null) {
        encoded = encode(verification);
      }
      return encoded;
    }

    /** All but what is another each time is compressed once. */
    synchronized Gzip gzip() {
      if (gzip == null) {
        Encoded plain = get();
        byte[] all = Pieces.joined(List.of(plain.before(), plain.after()));
        gzip = Gzip.around(all, plain.before().length, plain.before().length);
      }
      return gzip;
    }
  }

  /** Those who ask at once get the same bytes; of long ones a second copy is not kept for that. */
  private static final int LONGEST_KEPT = 1024 * 1024;

  private final Encoding encoding;
  private final Looked looked;
  private volatile byte[] document;
  private volatile byte[] gzipped;

  ReportJson(Verification verification) {
    this(new Encoding(verification), verification.looked());
  }

  private ReportJson(Encoding encoding, Looked looked) {
    this.encoding = encoding;
    this.looked = looked;
  }

  /** The same report, found true again. */
  ReportJson at(Looked now) {
    return new ReportJson(encoding, now);
  }

  @Override
  public byte[] bytes() {
    byte[] made = document;
    if (made == null) {
      made = Pieces.joined(pieces());
      if (made.length <= LONGEST_KEPT) {
        document = made;
      }
    }
    return made;
  }

  @Override
  public byte[] gzipped() {
    byte[] made = gzipped;
    if (made == null) {
      made = Pieces.joined(gzippedPieces());
      if (made.length <= LONGEST_KEPT) {
        gzipped = made;
      }
    }
    return made;
  }

  @Override
  public List<byte[]> pieces() {
    return encoding.get().at(looked);
  }

  @Override
  public List<byte[]> gzippedPieces() {
    return encoding.gzip().with(utf8(looked.json()));
  }

  @Override
  public String entityTag() {
    return EntityTag.weak(tag() + "-json");
  }

  /**
   * What is the same for as long as the report says the same: a digest of the document without when
   * it was checked and read, and how long that took.
   */
  public String tag() {
    return encoding.get().tag();
  }

  /** What Jackson makes of a document of this package. */
  static byte[] written(Object document) {
    try {
      return MAPPER.writeValueAsBytes(document);
    } catch (JsonProcessingException exception) {
      throw new IllegalStateException("A document has no JSON", exception);
    }
  }

  private static Encoded encode(Verification verification) {
    byte[] json = written(verification);
    // Nothing that can hold the same text comes before it: names of namespaces and the words of
    // the expectation are quoted, so that a quotation mark in one has a backslash before it.
    int start = after("\"checkedAt\":", json, 0);
    int end = after("\"durationMs\":", json, start);
    while (json[end] != ',') {
      end++;
    }
    return new Encoded(
        Arrays.copyOf(json, start),
        Arrays.copyOfRange(json, end, json.length),
        digest(json, start, end));
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
