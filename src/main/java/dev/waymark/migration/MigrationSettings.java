package dev.waymark.migration;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How migrations are found and applied; the names are Flyway's.
 *
 * @param source where the migrations are
 * @param schemas the schemas Flyway manages, the default one first; empty means the connection's
 *     current schema
 * @param table the name of the schema history table
 * @param placeholders what {@code ${name}} in a script stands for
 * @param outOfOrder whether a version lower than the current one may still be applied
 * @param allowEmpty whether a source without any migration is meant to be one
 * @see <a href="https://documentation.red-gate.com/flyway/reference/configuration">Flyway's
 *     configuration reference</a>
 */
public record MigrationSettings(
    MigrationSource source,
    List<String> schemas,
    String table,
    Map<String, String> placeholders,
    boolean outOfOrder,
    boolean allowEmpty) {

  /** The longest name that PostgreSQL keeps, in bytes. */
  private static final int LONGEST_NAME = 63;

  /** Flyway's own name for its history table. */
  public static final String DEFAULT_TABLE = "flyway_schema_history";

  public MigrationSettings {
    schemas = List.copyOf(schemas);
    schemas.forEach(schema -> requireName("WAYMARK_SCHEMAS", schema));
    requireName("WAYMARK_HISTORY_TABLE", table);
    if (table.indexOf('"') >= 0) {
      throw new IllegalArgumentException(
          "WAYMARK_HISTORY_TABLE: Flyway cannot make a table with a quotation mark in its name; this"
              + " is: "
              + table);
    }
    placeholders = Map.copyOf(placeholders);
  }

  /** PostgreSQL cuts longer names, and then looks for another table than it has made. */
  private static void requireName(String setting, String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException(setting + ": A name is not empty.");
    }
    if (name.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(setting + ": A name has no control characters.");
    }
    if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
      throw new IllegalArgumentException(
          "%s: PostgreSQL's names have at most %d bytes; this has more: %s"
              .formatted(setting, LONGEST_NAME, name));
    }
  }

  /** The same where a source without migrations is a mistake. */
  public MigrationSettings(
      MigrationSource source,
      List<String> schemas,
      String table,
      Map<String, String> placeholders,
      boolean outOfOrder) {
    this(source, schemas, table, placeholders, outOfOrder, false);
  }

  /** The schema that holds the history table; empty means the connection's current schema. */
  public Optional<String> defaultSchema() {
    return schemas.stream().findFirst();
  }
}
