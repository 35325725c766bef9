package dev.waymark.schema.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.waymark.schema.Kind;
import dev.waymark.schema.NamespaceFilter;
import dev.waymark.schema.ObjectId;
import dev.waymark.schema.Schema;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What changes in the description of relations whose own rows in the catalogs are as they were, and
 * what does not make a reader read everything again.
 */
class ReadChangedTest {
  private static final NamespaceFilter SHOP = NamespaceFilter.of("shop", "other");

  private static final String BEFORE =
      """
      CREATE SCHEMA shop; CREATE SCHEMA other;
      CREATE TABLE shop.aside (id int PRIMARY KEY, note text DEFAULT 'x', CHECK (id > 0));
      CREATE TABLE shop.users (id int PRIMARY KEY, email text UNIQUE, born date);
      CREATE TABLE shop.orders (id int PRIMARY KEY, who int CONSTRAINT of_user REFERENCES shop.users);
      CREATE SEQUENCE shop.numbers;
      CREATE TABLE shop.numbered (id int DEFAULT nextval('shop.numbers'));
      CREATE TABLE shop.pointing (
        at regclass DEFAULT 'shop.users'::regclass, index_at regclass DEFAULT 'shop.users_pkey'::regclass
      );
      CREATE TABLE shop.part (x int, y int);
      CREATE TABLE shop.whole (p shop.part, many shop.part[], CHECK ((p).x > 0));
      CREATE INDEX by_field ON shop.whole (((p).y));
      CREATE TABLE shop.parent (id int, at date);
      CREATE TABLE shop.child (more text) INHERITS (shop.parent);
      CREATE TABLE shop.parts (id int, at date) PARTITION BY RANGE (id);
      CREATE INDEX by_at ON shop.parts (at);
      CREATE TABLE shop.parts_1 PARTITION OF shop.parts FOR VALUES FROM (0) TO (10);
      CREATE TABLE shop.loose (id int, at date);
      CREATE TYPE shop.shape AS (x int);
      CREATE TABLE shop.shaped OF shop.shape;
      CREATE MATERIALIZED VIEW shop.counted AS SELECT count(*) AS n FROM shop.users;
      CREATE UNIQUE INDEX by_n ON shop.counted (n);
      CREATE VIEW shop.seen AS SELECT id, email FROM shop.users;
      CREATE TABLE other.abroad (id int PRIMARY KEY);
      CREATE TABLE shop.travels (id int REFERENCES other.abroad);
      COMMENT ON CONSTRAINT of_user ON shop.orders IS 'one';
      CREATE FUNCTION shop.area(shop.part) RETURNS int LANGUAGE sql AS 'SELECT 1';
      CREATE TYPE shop.pointer AS (at regclass, note text);
      CREATE TABLE shop.within_constants (
        them regclass[] DEFAULT '{shop.users,shop.users_pkey,shop.numbers,shop.seen}',
        type regtype[] DEFAULT '{shop.part}',
        how regprocedure DEFAULT 'shop.area(shop.part)'::regprocedure,
        one shop.pointer DEFAULT '(shop.users,first)',
        id oid,
        CHECK (id <> ALL ('{shop.numbers}'::regclass[]))
      );
      CREATE INDEX by_constant ON shop.within_constants (id) WHERE id = ANY ('{shop.users}'::regclass[]);
      CREATE TABLE shop.by_relation (at regclass) PARTITION BY LIST (at);
      CREATE TABLE shop.of_users PARTITION OF shop.by_relation FOR VALUES IN ('shop.users'::regclass);
      """;

  static Stream<String> changes() {
    return Stream.of(
        "CREATE TABLE shop.added (id bigserial PRIMARY KEY, name text)",
        "CREATE TABLE shop.added (id int GENERATED ALWAYS AS IDENTITY, who int REFERENCES shop.users)",
        "DROP TABLE shop.orders",
        "DROP TABLE shop.users CASCADE",
        "DROP TABLE shop.aside; CREATE TABLE shop.aside (id int)",
        "DROP SEQUENCE shop.numbers CASCADE",
        "DROP MATERIALIZED VIEW shop.counted; CREATE TABLE shop.counted (n int PRIMARY KEY)",
        """
        ALTER TABLE shop.users RENAME TO passing; ALTER TABLE shop.orders RENAME TO users;
        ALTER TABLE shop.passing RENAME TO orders
        """,
        "ALTER TABLE shop.users RENAME TO people",
        "ALTER TABLE shop.users RENAME COLUMN id TO number",
        "ALTER TABLE shop.users SET SCHEMA other",
        "ALTER TABLE shop.users DROP COLUMN email CASCADE",
        "ALTER TABLE shop.users DISABLE TRIGGER ALL",
        "ALTER TABLE shop.orders DISABLE TRIGGER ALL",
        "ALTER INDEX shop.users_pkey RENAME TO users_key",
        "ALTER TABLE shop.users ALTER born TYPE timestamptz",
        "ALTER TABLE shop.users CLUSTER ON users_pkey",
        "ALTER TABLE shop.users SET (toast.autovacuum_enabled = off)",
        "ALTER TABLE shop.users REPLICA IDENTITY FULL",
        "ALTER SEQUENCE shop.numbers RENAME TO counted_numbers",
        "ALTER SEQUENCE shop.numbers SET SCHEMA other",
        "ALTER SEQUENCE shop.numbers OWNED BY shop.numbered.id",
        "ALTER TABLE shop.part RENAME COLUMN x TO width",
        "ALTER TABLE shop.part RENAME TO piece",
        "ALTER TABLE shop.part ADD z int",
        "ALTER TABLE shop.parent RENAME TO ancestor",
        "ALTER TABLE shop.parent RENAME COLUMN at TO day",
        "ALTER TABLE shop.parent ADD CHECK (id > 0)",
        "ALTER TABLE shop.child NO INHERIT shop.parent",
        "ALTER TABLE shop.parts RENAME TO pieces",
        "ALTER INDEX shop.by_at RENAME TO by_day",
        "ALTER TABLE shop.parts DETACH PARTITION shop.parts_1",
        "ALTER TABLE shop.parts ATTACH PARTITION shop.loose FOR VALUES FROM (10) TO (20)",
        "ALTER TABLE shop.parts_1 RENAME TO parts_a",
        "ALTER TYPE shop.shape RENAME TO form",
        "ALTER TYPE shop.shape ADD ATTRIBUTE y int CASCADE",
        "ALTER MATERIALIZED VIEW shop.counted RENAME TO tallied",
        "ALTER MATERIALIZED VIEW shop.counted RENAME COLUMN n TO total",
        "REFRESH MATERIALIZED VIEW shop.counted",
        "DROP MATERIALIZED VIEW shop.counted",
        "ALTER VIEW shop.seen RENAME TO looked_at",
        "CREATE OR REPLACE VIEW shop.seen AS SELECT id, email, born FROM shop.users",
        "ALTER TABLE other.abroad RENAME COLUMN id TO place",
        "ALTER TABLE other.abroad RENAME TO away",
        "COMMENT ON TABLE shop.users IS 'those who buy'",
        "COMMENT ON COLUMN shop.users.email IS 'how to reach them'",
        "COMMENT ON INDEX shop.by_n IS 'one row'",
        "COMMENT ON CONSTRAINT of_user ON shop.orders IS 'two'",
        "COMMENT ON CONSTRAINT of_user ON shop.orders IS NULL",
        "GRANT SELECT (email) ON shop.users TO pg_monitor",
        "GRANT SELECT ON shop.users, shop.seen, shop.counted, shop.numbers TO PUBLIC",
        "CREATE INDEX late ON shop.orders (who) WHERE id > 3",
        "DROP INDEX shop.by_n",
        "ALTER TABLE shop.orders DROP CONSTRAINT of_user",
        "ALTER TABLE shop.users ENABLE ROW LEVEL SECURITY",
        "CREATE STATISTICS shop.together ON id, born FROM shop.users",
        "CREATE RULE nobody AS ON DELETE TO shop.users DO INSTEAD NOTHING");
  }

  @ParameterizedTest
  @MethodSource("changes")
  void isWhatAReadOfEverythingSays(String change) throws SQLException {
    try (var database = SchemaDatabase.create()) {
      database.execute(BEFORE);
      CatalogReader reader = CatalogReader.readingChangesOnly();
      Schema before = reader.readChanged(database.connection(), SHOP).schema();
      reader.readIdentified(database.connection(), SHOP);

      database.execute(change);

      FingerprintedSchema changed = reader.readChanged(database.connection(), SHOP);
      Schema whole = new CatalogReader().read(database.connection(), SHOP);
      assertEquals(whole.objects(), changed.schema().objects());
      assertEquals(whole.trees(), changed.schema().trees());
      assertEquals(
          new ChangeDetector().fingerprint(database.connection()), changed.catalogFingerprint());
      ObjectId aside = new ObjectId(Kind.CONSTRAINT, "shop", "aside", "aside_id_check");
      if (whole.find(aside).isPresent()) {
        assertSame(
            before.find(aside).orElseThrow(),
            changed.schema().find(aside).orElseThrow(),
            "It was read again");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("changes")
  void isTheSameBeneathTheNames(String change) throws SQLException {
    try (var database = SchemaDatabase.create()) {
      database.execute(BEFORE);
      database.readIdentified("shop", "other");

      database.execute(change);

      database.readIdentified("shop", "other");
    }
  }

  @ParameterizedTest
  @MethodSource("changesOfAllElse")
  void whatAnyRelationMayNameMakesEverythingBeReadAgain(String change) throws SQLException {
    try (var database = SchemaDatabase.create()) {
      database.execute(BEFORE);
      database.execute(
          """
          CREATE TYPE shop.mood AS ENUM ('sad', 'happy');
          CREATE FUNCTION shop.fine(int) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT true';
          ALTER TABLE shop.aside ADD m shop.mood DEFAULT 'sad', ADD CHECK (shop.fine(id));
          """);
      CatalogReader reader = CatalogReader.readingChangesOnly();
      reader.readChanged(database.connection(), SHOP);

      database.execute(change);

      Schema changed = reader.readChanged(database.connection(), SHOP).schema();
      assertEquals(
          new CatalogReader().read(database.connection(), SHOP).objects(), changed.objects());
    }
  }

  static Stream<String> changesOfAllElse() {
    return Stream.of(
        "ALTER TYPE shop.mood RENAME TO temper",
        "ALTER TYPE shop.mood RENAME VALUE 'sad' TO 'blue'",
        "ALTER FUNCTION shop.fine(int) RENAME TO good",
        "ALTER SCHEMA shop RENAME TO store; CREATE SCHEMA shop",
        "ALTER SCHEMA other RENAME TO elsewhere",
        "CREATE DOMAIN shop.positive AS int CHECK (VALUE > 0)");
  }

  @Test
  void aTemporaryTableLeavesNothingBeneathTheNames() throws SQLException {
    try (var database = SchemaDatabase.create()) {
      database.execute(BEFORE);
      database.execute("CREATE TEMP TABLE passing (id int PRIMARY KEY, CHECK (id > 0))");
      database.readIdentified("shop", "other");

      database.execute("DROP TABLE pg_temp.passing");

      database.readIdentified("shop", "other");
    }
  }

  @Test
  void aCallerThatAsksForEverythingGetsEverythingAnew() throws SQLException {
    try (var database = SchemaDatabase.create()) {
      database.execute(BEFORE);
      CatalogReader reader = CatalogReader.readingChangesOnly();
      Schema before = reader.readFingerprinted(database.connection(), SHOP).schema();
      database.execute("CREATE TABLE shop.added (id int)");

      Schema after = reader.readFingerprinted(database.connection(), SHOP).schema();

      ObjectId aside = new ObjectId(Kind.TABLE, "shop", null, "aside");
      assertNotSame(before.find(aside).orElseThrow(), after.find(aside).orElseThrow());
      assertEquals(before.find(aside), after.find(aside));
    }
  }

  @Test
  void otherNamespacesBeginWithNothing() throws SQLException {
    try (var database = SchemaDatabase.create()) {
      database.execute(BEFORE);
      CatalogReader reader = CatalogReader.readingChangesOnly();
      reader.readChanged(database.connection(), SHOP);
      database.execute("CREATE TABLE other.added (id int)");
      NamespaceFilter other = NamespaceFilter.of("other");

      Schema read = reader.readChanged(database.connection(), other).schema();

      assertEquals(
          new CatalogReader().read(database.connection(), other).objects(), read.objects());
    }
  }
}
