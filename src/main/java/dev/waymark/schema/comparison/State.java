package dev.waymark.schema.comparison;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How an object came out of a comparison. */
public enum State {
  /** It is there, as expected. */
  PRESENT,
  /** It is expected and not there. */
  MISSING,
  /** It is there and differs in at least one attribute. */
  DIFFERENT,
  /** It is there and not expected. */
  UNEXPECTED;

  /** The word in JSON: the name in lower case. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
