package dev.waymark.schema.sql;

import dev.waymark.schema.ObjectId;
import java.util.Objects;

/**
 * One statement of a schema.
 *
 * @param object what it makes or changes
 * @param phase when it may run
 * @param wave with which others it may run
 * @param sql its text, with the semicolon
 */
public record Statement(ObjectId object, Phase phase, Wave wave, String sql) {
  public Statement {
    Objects.requireNonNull(object, "object");
    Objects.requireNonNull(phase, "phase");
    Objects.requireNonNull(wave, "wave");
    Objects.requireNonNull(sql, "sql");
  }
}
