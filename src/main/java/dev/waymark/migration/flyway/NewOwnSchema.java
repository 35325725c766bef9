package dev.waymark.migration.flyway;

import dev.waymark.database.Sql;
import java.util.List;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.resolver.ChecksumCalculator;

/**
 * What makes Waymark's own schema where there is none: all its scripts in one transaction and one
 * round trip, with the history that Flyway would have written. Flyway, which brings an older schema
 * up to date, asks some twenty questions for each script.
 */
final class NewOwnSchema {
  private static final String HISTORY = Sql.read(NewOwnSchema.class, "own_history.sql");

  private NewOwnSchema() {}

  /** Statements that end the transaction in which the schema was found to be vacant. */
  static String tables(OwnResources resources, String name) {
    String own = Sql.identifier(name);
    StringBuilder all = new StringBuilder();
    all.append("SET LOCAL search_path = ").append(own).append(";\n");
    List<LoadableResource> scripts = resources.all();
    scripts.forEach(script -> all.append(ResourceText.of(script)).append('\n'));
    all.append(HISTORY.replace("${own}", own));
    for (int rank = 1; rank <= scripts.size(); rank++) {
      all.append(row(own, rank, scripts.get(rank - 1)));
    }
    return all.append("COMMIT").toString();
  }

  /** All that stands in it is in the names of Waymark's own files. */
  private static String row(String own, int rank, LoadableResource script) {
    String file = script.getFilename();
    String[] parts = file.substring(1, file.length() - ".sql".length()).split("__", 2);
    return """
        INSERT INTO %s.schema_history
          (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
        VALUES (%d, '%s', '%s', 'SQL', '%s', %d, current_user, 0, true);
        """
        .formatted(
            own,
            rank,
            parts[0],
            parts[1].replace('_', ' '),
            file,
            ChecksumCalculator.calculate(script));
  }
}
