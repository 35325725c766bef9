package dev.waymark.schema.catalog;

import java.util.Objects;

/**
 * What is another one after any change of the catalogs.
 *
 * @param versions of the server and of all rows: for as long as a database goes on from what it
 *     has, no other catalogs of it have the same
 * @param runningSince when the server was started, and how far it was when it recovered from a
 *     crash of one of its processes since. One that took its place or went on after that may have
 *     lost the last transactions, or have begun anew, and gives their numbers to others
 */
public record CatalogFingerprint(String versions, String runningSince) {
  public CatalogFingerprint {
    Objects.requireNonNull(versions);
    Objects.requireNonNull(runningSince);
  }
}
