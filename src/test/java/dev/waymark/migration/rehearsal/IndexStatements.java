package dev.waymark.migration.rehearsal;

import static dev.waymark.migration.rehearsal.Effects.locks;
import static dev.waymark.migration.rehearsal.Given.ORDERS;
import static dev.waymark.migration.rehearsal.Given.PARTITIONED;
import static dev.waymark.migration.rehearsal.Given.onEverySize;
import static dev.waymark.migration.rehearsal.StatementCase.statement;

import java.util.stream.Stream;

/** Indexes made, built anew, changed and dropped, in a transaction. */
final class IndexStatements {
  private static final Effects BUILD = locks("share", "orders").scans("orders");
  private static final String INDEXED = ORDERS + "CREATE INDEX orders_index ON orders (note);";
  static final String PARTITIONED_INDEXED =
      PARTITIONED + "CREATE INDEX readings_taken ON readings (taken);";

  private IndexStatements() {}

  static Stream<StatementCase> all() {
    return Stream.of(created(), rebuilt(), changed(), dropped()).flatMap(it -> it);
  }

  private static StatementCase created(String name, String definition) {
    return statement(
        name,
        ORDERS,
        "CREATE " + definition.formatted("INDEX orders_index ON orders"),
        BUILD.builds("orders_index on orders"));
  }

  private static Stream<StatementCase> created() {
    return Stream.concat(
        onEverySize(
            "CREATE INDEX",
            "CREATE INDEX orders_index ON orders (note)",
            BUILD.builds("orders_index on orders")),
        Stream.of(
            created("CREATE UNIQUE INDEX", "UNIQUE %s (id)"),
            created("CREATE INDEX, partial", "%s (id) WHERE total > 100"),
            created("CREATE INDEX of an expression", "%s (lower(note))"),
            created("CREATE INDEX, GIN", "%s USING gin (to_tsvector('simple', note))"),
            statement(
                "CREATE INDEX on a partitioned table",
                PARTITIONED,
                "CREATE INDEX readings_taken ON readings (taken)",
                locks("share", "readings", "readings_2025", "readings_2026")
                    .scans("readings_2025", "readings_2026")
                    .builds(
                        "readings_2025_taken_idx on readings_2025",
                        "readings_2026_taken_idx on readings_2026")),
            statement(
                "CREATE INDEX ON ONLY a partitioned table",
                PARTITIONED,
                "CREATE INDEX readings_taken ON ONLY readings (taken)",
                locks("share", "readings")),
            statement(
                "CREATE INDEX on a materialized view",
                ORDERS + "CREATE MATERIALIZED VIEW totals AS SELECT id, total FROM orders;",
                "CREATE INDEX totals_total ON totals (total)",
                locks("share", "totals").scans("totals").builds("totals_total on totals"))));
  }

  private static Stream<StatementCase> rebuilt() {
    return Stream.of(
        statement(
            "REINDEX INDEX",
            INDEXED,
            "REINDEX INDEX orders_index",
            BUILD.and("access-exclusive", "orders_index").rebuilds("orders_index")),
        statement(
            "REINDEX TABLE",
            INDEXED,
            "REINDEX TABLE orders",
            BUILD
                .and("access-exclusive", "orders_index", "orders_pkey")
                .rebuilds("orders_index", "orders_pkey")));
  }

  private static Stream<StatementCase> changed() {
    return Stream.of(
        statement(
            "ALTER INDEX RENAME",
            INDEXED,
            "ALTER INDEX orders_index RENAME TO orders_note",
            locks("share-update-exclusive", "orders_index")),
        statement(
            "ALTER INDEX SET (fillfactor)",
            INDEXED,
            "ALTER INDEX orders_index SET (fillfactor = 70)",
            locks("share-update-exclusive", "orders_index")),
        statement(
            "ALTER INDEX SET STATISTICS",
            ORDERS + "CREATE INDEX orders_index ON orders (lower(note));",
            "ALTER INDEX orders_index ALTER COLUMN 1 SET STATISTICS 500",
            locks("share-update-exclusive", "orders_index")),
        statement(
            "ALTER INDEX ATTACH PARTITION",
            PARTITIONED
                + "CREATE INDEX readings_taken ON ONLY readings (taken);"
                + "CREATE INDEX taken_2025 ON readings_2025 (taken);",
            "ALTER INDEX readings_taken ATTACH PARTITION taken_2025",
            locks("access-exclusive", "taken_2025")
                .and("share-update-exclusive", "readings_taken")
                .and("access-share", "readings", "readings_2025")));
  }

  private static Stream<StatementCase> dropped() {
    return Stream.of(
        statement(
            "DROP INDEX",
            INDEXED,
            "DROP INDEX orders_index",
            locks("access-exclusive", "orders", "orders_index")),
        statement(
            "DROP INDEX of a partitioned table",
            PARTITIONED_INDEXED,
            "DROP INDEX readings_taken",
            locks(
                "access-exclusive",
                "readings",
                "readings_2025",
                "readings_2026",
                "readings_taken",
                "readings_2025_taken_idx",
                "readings_2026_taken_idx")));
  }
}
