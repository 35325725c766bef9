package dev.waymark.migration.rehearsal;

import static dev.waymark.migration.rehearsal.Effects.locks;
import static dev.waymark.migration.rehearsal.Given.CUSTOMERS;
import static dev.waymark.migration.rehearsal.Given.INHERITED;
import static dev.waymark.migration.rehearsal.Given.PARTITIONED;
import static dev.waymark.migration.rehearsal.Given.PARTITIONED_WITH_DEFAULT;
import static dev.waymark.migration.rehearsal.Given.READINGS_2027;
import static dev.waymark.migration.rehearsal.StatementCase.statement;

import java.util.stream.Stream;

/** Partitions and children that come and go. */
final class PartitionStatements {
  private static final String BOUND = "FOR VALUES FROM ('2027-01-01') TO ('2028-01-01')";
  private static final String CREATE = "CREATE TABLE readings_2027 PARTITION OF readings " + BOUND;
  private static final String ATTACH =
      "ALTER TABLE readings ATTACH PARTITION readings_2027 " + BOUND;
  private static final String CHECK_2027 =
      "ALTER TABLE readings_2027 ADD CHECK (taken >= '2027-01-01' AND taken < '2028-01-01');";
  private static final Effects ATTACHED =
      locks("share-update-exclusive", "readings").and("access-exclusive", "readings_2027");

  private static final String REFERENCED =
      PARTITIONED
          + "ALTER TABLE readings ADD PRIMARY KEY (id, taken);"
          + "CREATE TABLE faults (id int, taken date,"
          + "  FOREIGN KEY (id, taken) REFERENCES readings);";
  private static final String REFERENCING =
      CUSTOMERS + PARTITIONED + "ALTER TABLE readings ADD FOREIGN KEY (id) REFERENCES customers;";

  private PartitionStatements() {}

  static Stream<StatementCase> all() {
    return Stream.of(created(), attached(), detached(), children()).flatMap(it -> it);
  }

  private static Stream<StatementCase> created() {
    return Stream.of(
        statement(
            "CREATE TABLE PARTITION OF",
            PARTITIONED,
            CREATE,
            locks("access-exclusive", "readings")),
        statement(
            "CREATE TABLE PARTITION OF beside a default",
            PARTITIONED_WITH_DEFAULT,
            CREATE,
            locks("access-exclusive", "readings", "readings_other").scans("readings_other")),
        statement(
                "CREATE TABLE PARTITION OF one with a foreign key",
                REFERENCING,
                CREATE,
                locks("access-exclusive", "readings").and("share-row-exclusive", "customers"))
            .since(
                18,
                locks("access-exclusive", "readings")
                    .and("share-row-exclusive", "customers")
                    .and("access-share", "customers_pkey")),
        statement(
            "CREATE TABLE PARTITION OF DEFAULT",
            PARTITIONED,
            "CREATE TABLE readings_other PARTITION OF readings DEFAULT",
            locks("access-exclusive", "readings")));
  }

  private static Stream<StatementCase> attached() {
    return Stream.of(
        statement(
            "ATTACH PARTITION",
            PARTITIONED + READINGS_2027,
            ATTACH,
            ATTACHED.scans("readings_2027")),
        statement(
            "ATTACH PARTITION proven by a check",
            PARTITIONED + READINGS_2027 + CHECK_2027,
            ATTACH,
            ATTACHED),
        statement(
            "ATTACH PARTITION beside a default",
            PARTITIONED_WITH_DEFAULT + READINGS_2027 + CHECK_2027,
            ATTACH,
            ATTACHED.and("access-exclusive", "readings_other").scans("readings_other")),
        statement(
            "ATTACH PARTITION to one with a foreign key",
            REFERENCING + READINGS_2027 + CHECK_2027,
            ATTACH,
            ATTACHED
                .and("share-row-exclusive", "customers")
                .and("access-share", "customers_pkey")
                .scans("readings_2027")
                .mayScan("customers")),
        statement(
            "ATTACH PARTITION of a table without the index",
            IndexStatements.PARTITIONED_INDEXED + READINGS_2027 + CHECK_2027,
            ATTACH,
            ATTACHED
                .and("share-update-exclusive", "readings_taken")
                .scans("readings_2027")
                .builds("readings_2027_taken_idx on readings_2027")));
  }

  private static Stream<StatementCase> detached() {
    return Stream.of(
        statement(
            "DETACH PARTITION",
            PARTITIONED,
            "ALTER TABLE readings DETACH PARTITION readings_2025",
            locks("access-exclusive", "readings", "readings_2025")),
        statement(
            "DETACH PARTITION with an index",
            IndexStatements.PARTITIONED_INDEXED,
            "ALTER TABLE readings DETACH PARTITION readings_2025",
            locks("access-exclusive", "readings", "readings_2025", "readings_2025_taken_idx")),
        // Nothing may reference what it takes away, for which PostgreSQL reads.
        statement(
            "DETACH PARTITION of a table that is referenced",
            REFERENCED,
            "ALTER TABLE readings DETACH PARTITION readings_2025",
            locks("access-exclusive", "readings", "readings_2025", "readings_2025_pkey", "faults")
                .mayScan("faults", "readings_2025")),
        statement(
            "DROP TABLE of a partition",
            PARTITIONED,
            "DROP TABLE readings_2025",
            locks("access-exclusive", "readings", "readings_2025")),
        statement(
            "DROP TABLE of a partition beside a default",
            PARTITIONED_WITH_DEFAULT,
            "DROP TABLE readings_2025",
            locks("access-exclusive", "readings", "readings_2025", "readings_other")),
        statement(
            "DROP TABLE of a partitioned table",
            PARTITIONED,
            "DROP TABLE readings",
            locks("access-exclusive", "readings", "readings_2025", "readings_2026")),
        statement(
            "TRUNCATE of a partitioned table",
            PARTITIONED,
            "TRUNCATE readings",
            locks("access-exclusive", "readings", "readings_2025", "readings_2026")
                .truncates("readings_2025", "readings_2026")));
  }

  private static Stream<StatementCase> children() {
    return Stream.of(
        statement(
            "CREATE TABLE INHERITS",
            INHERITED,
            "CREATE TABLE villages () INHERITS (places)",
            locks("share-update-exclusive", "places")),
        statement(
            "INHERIT",
            INHERITED + "CREATE TABLE villages (id int, name text);",
            "ALTER TABLE villages INHERIT places",
            locks("access-exclusive", "villages").and("share-update-exclusive", "places")),
        statement(
            "NO INHERIT",
            INHERITED,
            "ALTER TABLE cities NO INHERIT places",
            locks("access-exclusive", "cities").and("access-share", "places")),
        statement(
            "ALTER TABLE ONLY a parent",
            INHERITED,
            "ALTER TABLE ONLY places ALTER COLUMN name SET DEFAULT ''",
            locks("access-exclusive", "places")));
  }
}
