package dev.waymark.migration.observation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A mode of a lock on a relation, from the weakest on; PostgreSQL's manual, section 13.3.1. */
@Schema(name = "LockMode")
public enum LockMode {
  ACCESS_SHARE,
  ROW_SHARE,
  ROW_EXCLUSIVE,
  SHARE_UPDATE_EXCLUSIVE,
  SHARE,
  SHARE_ROW_EXCLUSIVE,
  EXCLUSIVE,
  ACCESS_EXCLUSIVE;

  /** The mode as {@code pg_locks} writes it, such as {@code ShareUpdateExclusiveLock}. */
  public static LockMode ofCatalog(String name) {
    String words = name.replaceAll("Lock$", "").replaceAll("(?<=[a-z])(?=[A-Z])", "_");
    return valueOf(words.toUpperCase(Locale.ROOT));
  }

  /**
   * Whether one waits for the other; PostgreSQL's manual, table 13.2.
   *
   * @param other the mode of another session's lock on the same relation
   */
  public boolean conflictsWith(LockMode other) {
    LockMode weaker = compareTo(other) < 0 ? this : other;
    LockMode stronger = weaker == this ? other : this;
    return switch (weaker) {
      case ACCESS_SHARE -> stronger == ACCESS_EXCLUSIVE;
      case ROW_SHARE -> stronger.compareTo(EXCLUSIVE) >= 0;
      case ROW_EXCLUSIVE -> stronger.compareTo(SHARE) >= 0;
      case SHARE -> stronger != SHARE;
      default -> true;
    };
  }

  /** Whether others wait who write rows. */
  public boolean blocksWrites() {
    return compareTo(SHARE) >= 0;
  }

  /** Whether others wait who only read. */
  public boolean blocksReads() {
    return this == ACCESS_EXCLUSIVE;
  }

  /** The mode as it stands in JSON, such as {@code access-exclusive}. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
