package dev.waymark.migration.rehearsal;

import static dev.waymark.migration.rehearsal.Effects.locks;
import static dev.waymark.migration.rehearsal.Given.ORDERS;
import static dev.waymark.migration.rehearsal.Given.PARTITIONED;
import static dev.waymark.migration.rehearsal.StatementCase.statement;

import java.util.stream.Stream;

/**
 * Statements that PostgreSQL refuses in a transaction. Each waits where it has taken all: for
 * writers or readers, whom it lets finish first, or at a catalog that it writes to only then.
 */
final class OutsideStatements {
  private static final String INDEXED = ORDERS + "CREATE INDEX orders_index ON orders (note);";
  private static final String A_WRITER = "LOCK TABLE orders IN ROW EXCLUSIVE MODE";

  private static final String A_READER = "LOCK TABLE ONLY readings IN ACCESS SHARE MODE";

  private OutsideStatements() {}

  private static String writingOf(String catalog) {
    return "LOCK TABLE pg_catalog." + catalog + " IN SHARE MODE";
  }

  static Stream<StatementCase> all() {
    return Stream.of(indexes(), vacuums(), partitions()).flatMap(it -> it);
  }

  private static Stream<StatementCase> indexes() {
    return Stream.of(
        statement(
                "CREATE INDEX CONCURRENTLY",
                ORDERS,
                "CREATE INDEX CONCURRENTLY orders_index ON orders (note)",
                locks("share-update-exclusive", "orders")
                    .scans("orders")
                    .builds("orders_index on orders"))
            .outsideTransaction(A_WRITER),
        statement(
                "CREATE INDEX CONCURRENTLY, large",
                Given.orders(20_000),
                "CREATE INDEX CONCURRENTLY orders_index ON orders (note)",
                locks("share-update-exclusive", "orders")
                    .scans("orders")
                    .builds("orders_index on orders"))
            .outsideTransaction(A_WRITER),
        statement(
                "CREATE UNIQUE INDEX CONCURRENTLY",
                ORDERS,
                "CREATE UNIQUE INDEX CONCURRENTLY orders_index ON orders (id)",
                locks("share-update-exclusive", "orders")
                    .scans("orders")
                    .builds("orders_index on orders"))
            .outsideTransaction(A_WRITER),
        statement(
                "CREATE INDEX CONCURRENTLY IF NOT EXISTS of one that does",
                INDEXED,
                "CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_index ON orders (note)",
                locks("share-update-exclusive", "orders"))
            .outsideTransaction(writingOf("pg_class")),
        // The old one is dropped in the end, which takes it exclusively though no session uses it
        // then.
        statement(
                "REINDEX INDEX CONCURRENTLY",
                INDEXED,
                "REINDEX INDEX CONCURRENTLY orders_index",
                locks("share-update-exclusive", "orders")
                    .and("access-exclusive", "orders_index")
                    .scans("orders")
                    .rebuilds("orders_index"))
            .outsideTransaction(A_WRITER, writingOf("pg_inherits")),
        statement(
                "REINDEX TABLE CONCURRENTLY",
                INDEXED,
                "REINDEX TABLE CONCURRENTLY orders",
                locks("share-update-exclusive", "orders")
                    .and("access-exclusive", "orders_index", "orders_pkey")
                    .scans("orders")
                    .rebuilds("orders_index", "orders_pkey"))
            .outsideTransaction(A_WRITER, writingOf("pg_inherits")),
        statement(
                "DROP INDEX CONCURRENTLY",
                INDEXED,
                "DROP INDEX CONCURRENTLY orders_index",
                locks("share-update-exclusive", "orders").and("access-exclusive", "orders_index"))
            .outsideTransaction(A_WRITER, writingOf("pg_inherits")),
        statement(
                "REINDEX TABLE of a partitioned table",
                IndexStatements.PARTITIONED_INDEXED,
                "REINDEX TABLE readings",
                locks("share", "readings_2025", "readings_2026")
                    .and("access-exclusive", "readings_2025_taken_idx", "readings_2026_taken_idx")
                    .scans("readings_2025", "readings_2026")
                    .rebuilds("readings_2025_taken_idx", "readings_2026_taken_idx"))
            .outsideTransaction(
                writingOf("pg_class"),
                "LOCK TABLE readings_2026 IN ROW EXCLUSIVE MODE",
                writingOf("pg_class")));
  }

  private static Stream<StatementCase> vacuums() {
    return Stream.of(
        // It reads page by page what is not known to be clean, which does not count as a scan.
        statement(
                "VACUUM",
                ORDERS,
                "VACUUM orders",
                locks("share-update-exclusive", "orders").and("row-exclusive", "orders_pkey"))
            .outsideTransaction(writingOf("pg_class")),
        statement(
                "VACUUM FULL",
                ORDERS,
                "VACUUM FULL orders",
                locks("access-exclusive", "orders", "orders_pkey").rewrites("orders"))
            .outsideTransaction(writingOf("pg_class"), writingOf("pg_statistic")));
  }

  private static Stream<StatementCase> partitions() {
    return Stream.of(
        statement(
                "DETACH PARTITION CONCURRENTLY",
                PARTITIONED,
                "ALTER TABLE readings DETACH PARTITION readings_2025 CONCURRENTLY",
                locks("share-update-exclusive", "readings")
                    .and("access-exclusive", "readings_2025"))
            .outsideTransaction(A_READER, writingOf("pg_trigger")),
        statement(
                "DETACH PARTITION CONCURRENTLY with an index",
                IndexStatements.PARTITIONED_INDEXED,
                "ALTER TABLE readings DETACH PARTITION readings_2025 CONCURRENTLY",
                locks("share-update-exclusive", "readings")
                    .and("access-exclusive", "readings_2025", "readings_2025_taken_idx"))
            .outsideTransaction(A_READER, writingOf("pg_class")));
  }
}
