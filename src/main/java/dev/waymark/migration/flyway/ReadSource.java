package dev.waymark.migration.flyway;

import dev.waymark.migration.MigrationStatus;
import java.util.List;
import java.util.Map;

/**
 * What a run would execute, read together with where the database stands.
 *
 * @param status where it stands
 * @param pending the scripts of what is pending, in the order in which they would run
 * @param texts of every file that a run would execute or obey, by name: the SHA-256 of its text,
 *     placeholders not replaced
 * @param callbacks those of the files that are executed at events
 * @param defaultSchema where unqualified names go first; null where the connection says it
 * @param files all of them, as they were listed for it
 */
public record ReadSource(
    MigrationStatus status,
    List<ReadScript> pending,
    Map<String, String> texts,
    List<String> callbacks,
    String defaultSchema,
    ListedFiles files) {}
