package dev.waymark.schema.sql;

import dev.waymark.schema.ObjectId;

/**
 * What the SQL does not say.
 *
 * @param object the object
 * @param what the part of it that is not written; null for the whole object
 * @param reason why, as a clause: {@code its connection is never read}
 */
public record NotWritten(ObjectId object, String what, String reason) {
  /** For people, in one line: {@code subscription s, because its connection is never read}. */
  @Override
  public String toString() {
    return (what == null ? object.toString() : what + " of " + object) + ", because " + reason;
  }
}
