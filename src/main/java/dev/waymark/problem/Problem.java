package dev.waymark.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.waymark.database.Printable;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A problem detail of RFC 9457: what happened, and what to do next.
 *
 * @param type the problem type's stable URI
 * @param title what it is, the same words every time
 * @param status the HTTP status
 * @param detail what happened this time; holds no secret
 * @param hint what to do next
 * @param members further members that belong to the type, in the order of being added
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"type", "title", "status", "detail", "hint"})
public record Problem(
    URI type,
    String title,
    int status,
    String detail,
    String hint,
    @JsonAnyGetter Map<String, Object> members) {

  /** The words are for people; the members hold values as they are. */
  public Problem {
    detail = Printable.text(detail);
    hint = Printable.text(hint);
  }

  /** The media type of problem details. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** How long a client should wait before it asks again for a database, in seconds. */
  static final int RETRY_AFTER_SECONDS = 5;

  private static final int SERVICE_UNAVAILABLE = 503;

  /** A problem of the type. */
  public static Problem of(ProblemType type, String detail, String hint) {
    return new Problem(type.uri(), type.title(), type.status(), detail, hint, Map.of());
  }

  /** The same problem with one more member; a null value adds none. */
  public Problem with(String name, Object value) {
    if (value == null) {
      return this;
    }
    Map<String, Object> more = new LinkedHashMap<>(members);
    more.put(name, value);
    return new Problem(type, title, status, detail, hint, more);
  }

  /** The same problem with another hint. */
  Problem withHint(String other) {
    return new Problem(type, title, status, detail, other, members);
  }

  /** The same problem with another status; for the types that stand for several. */
  public Problem withStatus(int other) {
    return new Problem(type, title, other, detail, hint, members);
  }

  /** After how many seconds to try again; empty where that would not help. */
  @JsonIgnore
  public OptionalInt retryAfterSeconds() {
    return status == SERVICE_UNAVAILABLE
        ? OptionalInt.of(RETRY_AFTER_SECONDS)
        : OptionalInt.empty();
  }
}
