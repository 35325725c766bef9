package dev.waymark.migration.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.waymark.database.TestPostgres;
import dev.waymark.migration.flyway.OwnSchema;
import dev.waymark.schema.NamespaceFilter;
import dev.waymark.schema.catalog.CatalogReader;
import dev.waymark.schema.comparison.Expectation;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;

/** Waymark's own schema is the same, whether it was made at once or brought up to date. */
class OwnSchemaTest extends MigrationTesting {
  private static final String NAME = "waymark";
  private static final String HISTORY =
      "SELECT concat_ws('|', installed_rank, version, description, type, script, checksum,"
          + " installed_by, success) FROM waymark.schema_history ORDER BY installed_rank";

  @Test
  void madeAtOnceIsWhatFlywayMakes() throws Exception {
    prepare();
    String atOnce = tables(NAME);
    List<String> rows = query(HISTORY);
    createDatabase();
    givenInDatabase("CREATE SCHEMA waymark");
    ofFlyway(null).migrate();

    assertEquals(tables(NAME), atOnce);
    assertEquals(query(HISTORY), rows);
  }

  @Test
  void anOlderOneIsBroughtUpToDate() throws Exception {
    prepare();
    String atOnce = tables(NAME);
    createDatabase();
    ofFlyway("3").migrate();

    prepare();

    assertEquals(atOnce, tables(NAME));
  }

  @Test
  void aSchemaThatItsOwnerMadeForItIsFilled() throws Exception {
    prepare();
    String atOnce = tables(NAME);
    createDatabase();
    givenInDatabase("CREATE SCHEMA waymark");

    prepare();

    assertEquals(atOnce, tables(NAME));
    assertEquals(
        List.of("t"),
        query("SELECT count(*) = max(version::int) FROM waymark.schema_history"),
        "Each version is there, and nothing that made the schema");
  }

  private void prepare() throws Exception {
    try (var connection = TestPostgres.connect(database)) {
      new OwnSchema(engine(), settings(), NAME).prepare(connection);
    }
  }

  private String tables(String schema) throws Exception {
    try (var connection = TestPostgres.connect(database)) {
      return Expectation.of(new CatalogReader().read(connection, NamespaceFilter.of(schema)))
          .text();
    }
  }

  private Flyway ofFlyway(String target) {
    FluentConfiguration configuration =
        Flyway.configure()
            .dataSource(dataSource())
            .locations("classpath:waymark/own")
            .schemas(NAME)
            .table("schema_history")
            .placeholderReplacement(false);
    return (target == null ? configuration : configuration.target(target)).load();
  }
}
