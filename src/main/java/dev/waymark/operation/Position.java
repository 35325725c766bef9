package dev.waymark.operation;

import dev.waymark.migration.Migration;
import dev.waymark.migration.MigrationStatus;
import java.time.Instant;
import java.util.Objects;

/**
 * Where a database stood, in numbers.
 *
 * @param readAt when that was read
 * @param database the database's name
 * @param currentVersion the highest applied version; null if there is none
 * @param currentRank the place of that version in the order of being applied; 0 if there is none
 * @param applied how many migrations are applied
 * @param pending how many a run would apply
 * @param ahead how many are applied that the scripts do not know yet
 * @param failed how many failed and left their mark in the history
 * @param invalid how many keep a run from starting
 */
record Position(
    Instant readAt,
    String database,
    String currentVersion,
    int currentRank,
    int applied,
    int pending,
    int ahead,
    int failed,
    int invalid) {

  static Position of(MigrationStatus status, Instant readAt) {
    String current = status.currentVersion();
    return new Position(
        readAt,
        status.database(),
        current,
        status.applied().stream()
            .filter(migration -> current != null && Objects.equals(migration.version(), current))
            .mapToInt(Migration::installedRank)
            .max()
            .orElse(0),
        status.counts().applied(),
        status.counts().pending(),
        status.counts().ahead(),
        status.counts().failed(),
        status.counts().invalid());
  }
}
