package dev.waymark.migration;

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
 * @see <a href="https://documentation.red-gate.com/flyway/reference/configuration">Flyway's
 *     configuration reference</a>
 */
public record MigrationSettings(
    MigrationSource source,
    List<String> schemas,
    String table,
    Map<String, String> placeholders,
    boolean outOfOrder) {

  /** Flyway's own name for its history table. */
  public static final String DEFAULT_TABLE = "flyway_schema_history";

  public MigrationSettings {
    schemas = List.copyOf(schemas);
    placeholders = Map.copyOf(placeholders);
  }

  /** The schema that holds the history table; empty means the connection's current schema. */
  public Optional<String> defaultSchema() {
    return schemas.stream().findFirst();
  }
}
