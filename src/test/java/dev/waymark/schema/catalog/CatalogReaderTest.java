package dev.waymark.schema.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.database.TestPostgres;
import dev.waymark.schema.NamespaceFilter;
import dev.waymark.schema.Schema;
import dev.waymark.schema.Table;
import dev.waymark.schema.comparison.Comparison;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogReaderTest {
  private static final String SHOP =
      """
      CREATE SCHEMA shop;
      CREATE TYPE shop.mood AS ENUM ('sad', 'happy');
      CREATE TABLE shop."Users" (
        id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        email varchar(50) NOT NULL UNIQUE,
        mood shop.mood DEFAULT 'sad',
        born timestamptz DEFAULT '2000-01-01 00:00:00+00'
      );
      CREATE TABLE shop.orders (id bigserial PRIMARY KEY, "user" integer REFERENCES shop."Users");
      CREATE INDEX late ON shop.orders ("user") WHERE id > 100;
      GRANT SELECT ON shop.orders TO pg_monitor;
      """;

  @Test
  void aRoleThatMayOnlyConnectReadsTheSameSchema() throws SQLException {
    try (var database = SchemaDatabase.create()) {
      database.execute(SHOP);
      database.execute("REVOKE ALL ON SCHEMA shop FROM PUBLIC");
      database.execute("CREATE ROLE visitor_of_" + database.name() + " LOGIN");
      Schema ours = database.read("*");

      Schema theirs;
      try (Connection visitor = connect(database.name(), "visitor_of_" + database.name(), "")) {
        assertThrows(SQLException.class, () -> execute(visitor, "SELECT FROM shop.orders"));
        theirs = new CatalogReader().read(visitor, NamespaceFilter.all());
        // So that what the one has read is known to the other.
        assertEquals(
            new ChangeDetector().fingerprint(database.connection()),
            new ChangeDetector().fingerprint(visitor));
      }

      assertEquals(List.of(), Comparison.of(ours, theirs).deviations());
      assertEquals(ours.fingerprint(), theirs.fingerprint());
    }
  }

  @Test
  void theSettingsOfARoleDoNotShow() throws SQLException {
    try (var database = SchemaDatabase.create()) {
      database.execute(SHOP);
      Schema plain = database.read("shop");

      database.execute("SET search_path = shop; SET quote_all_identifiers = on");
      database.execute("SET TimeZone = 'Asia/Tokyo'; SET IntervalStyle = 'iso_8601'");
      Schema odd = database.read("shop");

      assertEquals(List.of(), Comparison.of(plain, odd).deviations());
    }
  }

  /** A pooler may give a connection to Waymark that somebody else has used. */
  @Test
  void temporaryTablesHideNothing() throws SQLException {
    try (var database = SchemaDatabase.create()) {
      database.execute(
          "CREATE SCHEMA shop; CREATE TABLE shop.a (id uuid, c regclass DEFAULT 'pg_class'::regclass)");
      Schema plain = database.read("shop");

      database.execute("CREATE TEMP TABLE uuid (); CREATE TEMP TABLE pg_class ()");

      Schema same = new CatalogReader().read(database.connection(), NamespaceFilter.of("shop"));
      assertEquals(List.of(), Comparison.of(plain, same).deviations());
    }
  }

  @Test
  void readingLeavesNothingBehindInTheSession() throws SQLException {
    try (var database = SchemaDatabase.create()) {
      database.execute("SET search_path = information_schema");

      database.read("public");

      assertTrue(database.connection().getAutoCommit());
      assertFalse(database.connection().isReadOnly());
      assertEquals("information_schema", setting(database, "search_path"));
      assertEquals("read committed", setting(database, "transaction_isolation"));
      assertEquals("off", setting(database, "transaction_read_only"));
    }
  }

  @Test
  void itWorksWithoutPreparedStatementsOnTheServer() throws SQLException {
    try (var database = SchemaDatabase.create()) {
      database.execute(SHOP);
      Schema plain = database.read("shop");

      try (Connection pooled = connect(database.name(), "postgres", "?prepareThreshold=0")) {
        for (int time = 0; time < 7; time++) {
          Schema read = new CatalogReader().read(pooled, NamespaceFilter.of("shop"));
          assertEquals(plain.fingerprint(), read.fingerprint());
        }
        assertEquals("0", one(pooled, "SELECT count(*) FROM pg_prepared_statements"));
      }
    }
  }

  @Test
  void itRefusesToJoinATransaction() throws SQLException {
    try (var database = SchemaDatabase.create()) {
      database.connection().setAutoCommit(false);

      assertThrows(IllegalArgumentException.class, () -> database.read("public"));
    }
  }

  @Test
  void onlyTheWatchedNamespacesAreRead() throws SQLException {
    try (var database = SchemaDatabase.create()) {
      database.execute(SHOP);
      database.execute("CREATE SCHEMA other; CREATE TABLE other.thing (id integer)");
      database.execute("CREATE TEMPORARY TABLE fleeting (id integer PRIMARY KEY)");

      assertEquals(List.of("shop"), database.read("shop", "absent").namespaces());
      assertEquals(List.of("other", "public", "shop"), database.read("*").namespaces());
      var schema =
          new CatalogReader()
              .read(database.connection(), NamespaceFilter.all().exceptNamespace("other"));
      assertEquals(List.of("public", "shop"), schema.namespaces());
      assertEquals(
          List.of("table shop.Users", "table shop.orders"),
          schema.all(Table.class).stream().map(table -> table.id().toString()).toList());
    }
  }

  @Test
  void anExceptedTableTakesWithItWhatIsBoundToIt() throws SQLException {
    try (var database = SchemaDatabase.create()) {
      database.execute(SHOP);

      var schema =
          new CatalogReader()
              .read(
                  database.connection(), NamespaceFilter.of("shop").exceptTable("shop", "orders"));

      assertFalse(
          schema.objects().keySet().stream().anyMatch(id -> id.toString().contains("orders")));
      assertTrue(schema.table("shop", "Users").isPresent());
    }
  }

  /** Also where the name has to be quoted, and where what is bound to it lives elsewhere. */
  @Test
  void nothingIsLeftOfAnExceptedTable() throws SQLException {
    try (var database = SchemaDatabase.create()) {
      database.execute("CREATE SCHEMA shop; CREATE SCHEMA other");
      database.execute(
          "CREATE FUNCTION shop.f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'");
      Schema before = database.read("shop", "other");

      database.execute(
          """
          CREATE TABLE shop."An ""odd"".order" (
            id serial PRIMARY KEY, a integer CHECK (a > 0), b integer UNIQUE, p integer,
            i integer GENERATED ALWAYS AS IDENTITY, FOREIGN KEY (p) REFERENCES shop."An ""odd"".order"
          );
          CREATE INDEX i ON shop."An ""odd"".order" (a);
          CREATE STATISTICS shop.s ON a, b FROM shop."An ""odd"".order";
          CREATE STATISTICS other.s ON b, p FROM shop."An ""odd"".order";
          CREATE TRIGGER g AFTER INSERT ON shop."An ""odd"".order" EXECUTE FUNCTION shop.f();
          CREATE CONSTRAINT TRIGGER h AFTER INSERT ON shop."An ""odd"".order"
            FOR EACH ROW EXECUTE FUNCTION shop.f();
          CREATE RULE r AS ON DELETE TO shop."An ""odd"".order" DO NOTHING;
          CREATE POLICY p ON shop."An ""odd"".order";
          COMMENT ON COLUMN shop."An ""odd"".order".a IS 'c';
          GRANT SELECT ON shop."An ""odd"".order" TO PUBLIC;
          """);

      Schema all = database.read("shop", "other");
      assertTrue(Comparison.of(before, all).deviations().size() > 12);
      var filter = NamespaceFilter.of("shop", "other").exceptTable("shop", "An \"odd\".order");
      Schema after = new CatalogReader().read(database.connection(), filter);
      assertEquals(before.objects(), after.objects());
    }
  }

  @Test
  void whatAnExtensionMadeIsLeftToIt() throws SQLException {
    try (var database = SchemaDatabase.create()) {
      database.execute("CREATE TABLE mine (id integer)");
      Schema before = database.read("public");

      database.execute("CREATE EXTENSION hstore; CREATE EXTENSION pg_stat_statements");

      assertEquals(
          List.of(),
          Comparison.of(before, database.read("public")).deviations().stream()
              .filter(object -> !object.id().toString().startsWith("extension "))
              .toList());
    }
  }

  @Test
  void theSameObjectsHaveTheSameFingerprintInAnotherDatabase() throws SQLException {
    try (var one = SchemaDatabase.create();
        var other = SchemaDatabase.create()) {
      one.execute(SHOP);
      other.execute(
          "CREATE SCHEMA shop; CREATE TABLE shop.gone (a text); DROP SCHEMA shop CASCADE");
      other.execute(SHOP);

      assertEquals(one.read("shop").fingerprint(), other.read("shop").fingerprint());
    }
  }

  /**
   * Run on each version: what an attribute's default hides there, or a new one brings, shows here.
   */
  @Test
  void theFingerprintIsTheSameOnEveryVersionOfPostgres() throws SQLException {
    try (var database = SchemaDatabase.create()) {
      database.execute(SHOP);

      assertEquals(
          "c9a4a614014baae78fa2034766dd1cae255e8e6e0883392c1bd59c7400eacc3d",
          database.read("shop", "public").fingerprint());
    }
  }

  private static Connection connect(String database, String user, String options)
      throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + TestPostgres.port() + "/" + database + options,
        user,
        "any");
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String setting(SchemaDatabase database, String name) throws SQLException {
    return one(database.connection(), "SELECT current_setting('" + name + "')");
  }

  private static String one(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
