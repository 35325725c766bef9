package dev.waymark.schema;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The version of the server that a schema was read from.
 *
 * @param number as {@code server_version_num}: 180006 for 18.6
 * @param text as {@code server_version}, which packagers add to
 */
public record ServerVersion(int number, String text) {
  /** The newest major version that this program was tested with. */
  public static final int NEWEST_KNOWN = 18;

  /** The major version, such as 18. */
  public int major() {
    return number / 10_000;
  }

  /** Whether the server may know kinds of objects and attributes that are not read. */
  @JsonProperty
  public boolean newerThanKnown() {
    return major() > NEWEST_KNOWN;
  }
}
