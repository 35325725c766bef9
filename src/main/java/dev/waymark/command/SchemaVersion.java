package dev.waymark.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/**
 * A version of a schema, ordered as Flyway orders them: by number, so that {@code 1.10} comes after
 * {@code 1.9}.
 *
 * @param numbers its parts
 */
record SchemaVersion(List<BigInteger> numbers) implements Comparable<SchemaVersion> {

  /** The version of a text such as {@code 7}, {@code 1_2} or {@code 2026.11.1}. */
  static SchemaVersion of(String text) {
    return new SchemaVersion(Arrays.stream(text.split("[._]")).map(BigInteger::new).toList());
  }

  /**
   * Whether a status says that everything up to this version is there: it or a later one is
   * current, and nothing up to it is pending or failed.
   */
  boolean isReachedIn(JsonNode status) {
    return status.path("currentVersion").isTextual()
        && of(status.path("currentVersion").asText()).compareTo(this) >= 0
        && isDoneWith(status.path("pending"))
        && isDoneWith(status.path("failed"));
  }

  private boolean isDoneWith(JsonNode migrations) {
    for (JsonNode migration : migrations) {
      if (migration.hasNonNull("version")
          && of(migration.path("version").asText()).compareTo(this) <= 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int compareTo(SchemaVersion other) {
    for (int part = 0; part < Math.max(numbers.size(), other.numbers.size()); part++) {
      int order = number(part).compareTo(other.number(part));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private BigInteger number(int part) {
    return part < numbers.size() ? numbers.get(part) : BigInteger.ZERO;
  }
}
