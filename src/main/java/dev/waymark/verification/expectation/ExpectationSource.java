package dev.waymark.verification.expectation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * Where an expectation comes from.
 *
 * @param type which of the three it is; never {@link ExpectationChoice#AUTO}
 * @param from the contract's file, the folder of the migrations, or the run that recorded it
 * @param recordedAt when it was recorded; null unless it was
 * @param postgresql the major version of the server that it was written on; null if it does not say
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExpectationSource(
    ExpectationChoice type, String from, Instant recordedAt, Integer postgresql) {
  public ExpectationSource {
    if (type == ExpectationChoice.AUTO) {
      throw new IllegalArgumentException("A source is one of the three, not " + type);
    }
  }

  static ExpectationSource of(ExpectationChoice type, String from) {
    return new ExpectationSource(type, from, null, null);
  }
}
