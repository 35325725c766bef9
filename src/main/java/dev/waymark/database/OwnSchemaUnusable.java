package dev.waymark.database;

import java.sql.SQLException;
import java.util.Optional;

/**
 * There is no schema of Waymark's own, or using it may execute what another role has put there. A
 * caller that can do without it takes it for a schema that is not there.
 */
public final class OwnSchemaUnusable extends SQLException {
  private static final long serialVersionUID = 1;
  private static final String UNDEFINED_SCHEMA = "3F000";

  private final String hint;

  private OwnSchemaUnusable(String reason, String hint) {
    super(reason, UNDEFINED_SCHEMA);
    this.hint = hint;
  }

  /** There is none. */
  public static OwnSchemaUnusable absent(String name) {
    return new OwnSchemaUnusable("There is no schema %s.".formatted(name), null);
  }

  /**
   * There is one that is not to be trusted.
   *
   * @param reason why, as a sentence
   * @param hint what to do, as a sentence
   */
  public static OwnSchemaUnusable ofAnother(String reason, String hint) {
    return new OwnSchemaUnusable(reason, hint);
  }

  /** What to do, as a sentence; empty if there is no such schema. */
  public Optional<String> hint() {
    return Optional.ofNullable(hint);
  }
}
