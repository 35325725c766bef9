package dev.waymark.migration.flyway;

import dev.waymark.migration.LeftOutFile;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.api.resolver.ResolvedMigration;

/**
 * All migrations of a source as Flyway resolves them.
 *
 * @param listing the files
 * @param mentioned the placeholders that the scripts mention
 * @param values what those of them that are Flyway's own stand for
 * @param scripts the SQL migrations
 * @param named the same by their names: a run asks for each of thousands
 * @param migrations these and those that are no SQL, in Flyway's order
 * @param runsCallbacks whether anything is executed at an event, though nothing be pending
 * @param leftOut the files of which Flyway makes nothing
 */
record Resolution(
    Listing listing,
    PlaceholderNames mentioned,
    Map<String, String> values,
    List<Script> scripts,
    Map<String, Script> named,
    List<ResolvedMigration> migrations,
    boolean runsCallbacks,
    List<LeftOutFile> leftOut) {

  /** Whether the same would come of these files and values. */
  boolean holdsFor(Listing files, Map<String, String> placeholders) {
    // What is no SQL is resolved by Flyway alone, from whatever it may be.
    return listing == files
        && scripts.size() == migrations.size()
        && mentioned.in(placeholders).equals(values);
  }
}
