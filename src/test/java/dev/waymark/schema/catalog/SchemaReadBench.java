package dev.waymark.schema.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.database.TestPostgres;
import dev.waymark.schema.Measured;
import dev.waymark.schema.NamespaceFilter;
import dev.waymark.schema.Schema;
import dev.waymark.schema.comparison.Comparison;
import dev.waymark.schema.comparison.PgDump;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Measures what reading a schema costs, beside what pg_dump and the server's own work cost in the
 * same run. {@code bench/schema-read} starts it; {@code bench/README.md} says what the columns are.
 */
public final class SchemaReadBench {
  private static final Logger SERVER_LOG = Logger.getLogger("io.zonky");
  private static final NamespaceFilter NAMESPACE = NamespaceFilter.of("public");

  /** What has a say in the plans of the catalog queries, as {@link CatalogReader} sets it. */
  private static final String SETTINGS =
      "SET search_path = ''; SET jit = off; SET random_page_cost = 1; SET enable_mergejoin = off";

  /** The indexes whose definition a full read has the server print. */
  private static final String PRINTED =
      "SELECT ARRAY(SELECT indexrelid FROM pg_index WHERE indexprs IS NOT NULL AND indexrelid >= 16384)";

  /** After so many the client's processor time for a read stays the same. */
  private static final int WARMING_READS = 30;

  private final int tables;
  private final int samples;
  private final Measured full = new Measured();
  private final Measured second = new Measured();
  private final Measured poll = new Measured();
  private final Measured fingerprint = new Measured();
  private final Measured comparison = new Measured();
  private final Measured server = new Measured();
  private final Measured planning = new Measured();
  private final Measured dump = new Measured();

  private SchemaReadBench(int tables) {
    this.tables = tables;
    // A run of the largest would take too long otherwise.
    this.samples = tables < 5_000 ? 10 : 5;
  }

  /** Takes the numbers of tables. */
  public static void main(String[] numbers) throws Exception {
    SERVER_LOG.setLevel(Level.WARNING);
    try (var connection = TestPostgres.connect("postgres")) {
      System.out.printf(
          "PostgreSQL %s, %d processors, load %.1f%n%n",
          connection.getMetaData().getDatabaseProductVersion(),
          Runtime.getRuntime().availableProcessors(),
          ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
    System.out.println(
        "| tables | samples | full read ms | peak heap MB | second read ms | poll ms"
            + " | fingerprint ms | comparison ms | server ms | of it planning ms | pg_dump ms | full read / pg_dump |");
    System.out.println("|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
    for (String number : numbers) {
      new SchemaReadBench(Integer.parseInt(number)).run();
    }
    System.out.printf(
        "%nload at the end %.1f%n",
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private void run() throws Exception {
    try (var database = SchemaDatabase.create()) {
      LargeSchema.create(database, tables);
      boolean dumps = PgDump.reads(database.majorVersion());
      // For the JVM's compiler and the server's cache, which a running service has warm.
      for (int read = 0; read < WARMING_READS; read++) {
        new CatalogReader().read(database.connection(), NAMESPACE);
      }
      for (int sample = 0; sample < samples; sample++) {
        sample(database.name());
        if (dumps) {
          dump.time(() -> PgDump.schemaOf(database.name()));
        }
      }
    }
    var columns =
        List.of(
            full.shownMedian(),
            full.shownHeap(),
            second.shownMedian(),
            poll.shownMedian(),
            fingerprint.shownMedian(),
            comparison.shownMedian(),
            server.shownMedian(),
            planning.shownMedian(),
            dump.shownMedian());
    System.out.printf(
        Locale.ROOT,
        "| %,d | %d | %s | %s |%n",
        tables,
        samples,
        String.join(" | ", columns),
        share());
  }

  /** A sample of everything, on a connection of its own: its backend has read no catalog yet. */
  private void sample(String database) throws Exception {
    List<String> queries;
    try (Connection connection = TestPostgres.connect(database)) {
      var reader = new CatalogReader();
      Schema schema = full.timeAndHeap(() -> reader.read(connection, NAMESPACE));
      Schema again = second.time(() -> reader.read(connection, NAMESPACE));
      var detector = new ChangeDetector();
      detector.token(connection);
      poll.time(() -> detector.token(connection));
      fingerprint.time(() -> detector.fingerprint(connection));
      comparison.time(() -> Comparison.of(schema, again));
      queries = queries(connection);
    }
    try (Connection connection = TestPostgres.connect(database)) {
      measureServer(connection, queries);
    }
  }

  /** The queries of a full read, as the server itself measures them. */
  private void measureServer(Connection connection, List<String> queries) throws Exception {
    try (var statement = connection.createStatement()) {
      statement.execute(SETTINGS);
    }
    double plans = 0;
    double executions = 0;
    for (String query : queries) {
      JsonNode explained = explained(connection, query);
      plans += explained.path("Planning Time").asDouble();
      executions += explained.path("Execution Time").asDouble();
    }
    planning.add(plans);
    server.add(plans + executions);
  }

  /** The driver prints a prepared statement with its parameters in place. */
  private static List<String> queries(Connection connection) throws SQLException {
    var queries = new ArrayList<String>();
    Object[] namespaces = {"public"};
    for (String file : CatalogRelations.FILES) {
      try (var query = CatalogQuery.of(file).prepare(connection, namespaces)) {
        queries.add(query.toString());
      }
    }
    try (var query =
        CatalogQuery.of("indexes.definitions").prepare(connection, printed(connection))) {
      queries.add(query.toString());
    }
    var kinds = CatalogRelations.read(connection, namespaces).otherKinds();
    try (var query = CatalogQuery.of(kinds).prepare(connection, namespaces)) {
      queries.add(query.toString());
    }
    return queries;
  }

  private static Object[] printed(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(PRINTED)) {
      row.next();
      return (Object[]) row.getArray(1).getArray();
    }
  }

  private static JsonNode explained(Connection connection, String query)
      throws SQLException, JsonProcessingException {
    String sql = "EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) " + query;
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return new ObjectMapper().readTree(row.getString(1)).path(0);
    }
  }

  private String share() {
    return dump.empty() ? "–" : String.format(Locale.ROOT, "%.2f", full.median() / dump.median());
  }
}
