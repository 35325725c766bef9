package dev.waymark.schema.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.database.Sql;
import dev.waymark.schema.Cases;
import dev.waymark.schema.NamespaceFilter;
import dev.waymark.schema.catalog.SchemaDatabase;
import dev.waymark.schema.comparison.PgDump;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What each kind says is proven by the tables of changes, whose every row is rebuilt. Here is what
 * only shows where there is more than one object, and what is not written.
 */
class SchemaSqlTest {
  @Test
  void temporal() throws Exception {
    Path folder = Cases.folder("temporal");
    for (String name : List.of("temporal", "visibility")) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(it -> it.endsWith(name + "/schema.sql")).sorted().toList()) {
          rebuilds(Files.readString(file));
        }
      }
    }
  }

  @Test
  void conductor() throws Exception {
    rebuilds(Cases.scripts("conductor-flyway/postgres-persistence"));
  }

  @Test
  void dokploy() throws Exception {
    rebuilds(Cases.scripts("dokploy-drizzle/apps"));
  }

  @Test
  void umami() throws Exception {
    rebuilds(Cases.scripts("umami-prisma/prisma"));
  }

  @Test
  void circles() throws Exception {
    rebuildsWhole(script("circles.sql"));
  }

  @Test
  void partitions() throws Exception {
    rebuildsWhole(script("partitions.sql"));
  }

  @Test
  void inheritance() throws Exception {
    SchemaSql sql = rebuilds(script("inheritance.sql"));
    assertEquals(
        List.of(
            "the order of columns of table shop.child, because PostgreSQL puts inherited columns first",
            "the order of columns of table shop.grandchild, because PostgreSQL puts inherited columns first",
            "the order of columns of table shop.late, because PostgreSQL puts inherited columns first"),
        sql.notWritten().stream().map(NotWritten::toString).toList());
  }

  @Test
  void access() throws Exception {
    rebuildsWhole(script("access.sql"));
  }

  @Test
  void ownersAndPrivilegesAreLeftOutForWhoWantsThat() throws Exception {
    try (var database = SchemaDatabase.create();
        var empty = SchemaDatabase.create()) {
      Rebuilt.executeAtOnce(database, script("access.sql"));
      var nobodys = new WrittenRoles(Map.of(), false, false);

      String neither = written(database, nobodys);
      String owners = written(database, new WrittenRoles(Map.of(), true, false));
      String privileges = written(database, new WrittenRoles(Map.of(), false, true));

      assertEquals(List.of(), lines(neither, "OWNER|AUTHORIZATION|GRANT|REVOKE|PRIVILEGES|ROLE"));
      assertEquals(List.of(), lines(owners, "GRANT|REVOKE|PRIVILEGES|ROLE"));
      assertEquals(List.of(), lines(privileges, "OWNER|AUTHORIZATION"));
      assertTrue(lines(owners, "OWNER TO pg_monitor").size() > 3, owners);
      assertTrue(lines(privileges, "GRANT .* TO pg_monitor").size() > 2, privileges);
      assertTrue(neither.contains("\n-- Without owners and privileges.\n"), neither);
      Rebuilt.executeAtOnce(empty, neither);
      assertEquals(neither, written(empty, nobodys));
    }
  }

  private static String written(SchemaDatabase database, WrittenRoles roles) throws Exception {
    return SchemaSqlReader.read(database.connection(), NamespaceFilter.all(), roles).text();
  }

  private static List<String> lines(String script, String pattern) {
    return script.lines().filter(it -> it.matches(".*\\b(?:" + pattern + ")\\b.*")).toList();
  }

  @Test
  void aSessionWithItsOwnSettingsReadsTheSame() throws Exception {
    try (var database = SchemaDatabase.create();
        var empty = SchemaDatabase.create()) {
      Rebuilt.executeAtOnce(
          database,
          "CREATE TABLE a (i int[] DEFAULT '{NULL,1}', n int, d date DEFAULT '2020-03-04',"
              + " m money DEFAULT '1.5', t text DEFAULT E'a\\\\b', v interval DEFAULT '-1 day 2:00',"
              + " CHECK (n = NULL OR n > 3))");
      for (String setting :
          List.of(
              "array_nulls = off",
              "transform_null_equals = on",
              "datestyle = 'SQL, DMY'",
              "intervalstyle = sql_standard")) {
        empty.execute("ALTER DATABASE \"%s\" SET %s".formatted(empty.name(), setting));
      }
      String script = written(database, WrittenRoles.ALL);

      Rebuilt.executeAtOnce(empty, script);

      assertEquals(script, written(empty, WrittenRoles.ALL));
    }
  }

  @Test
  void extensions() throws Exception {
    SchemaSql sql = rebuildsWhole(script("extensions.sql"));

    assertEquals(
        List.of(
            "ALTER FUNCTION public.with_them() DEPENDS ON EXTENSION btree_gist;",
            "ALTER FUNCTION public.with_them() DEPENDS ON EXTENSION hstore;",
            "ALTER INDEX public.c_l DEPENDS ON EXTENSION pg_trgm;",
            "ALTER MATERIALIZED VIEW public.m DEPENDS ON EXTENSION hstore;",
            "ALTER PROCEDURE public.with_it(public.c) DEPENDS ON EXTENSION hstore;",
            "ALTER TRIGGER \"with\" on public.c DEPENDS ON EXTENSION hstore;"),
        sql.text().lines().filter(it -> it.contains(" DEPENDS ")).sorted().toList());
  }

  @Test
  void uncommon() throws Exception {
    rebuildsWhole(script("uncommon.sql"));
  }

  @Test
  void odd() throws Exception {
    SchemaSql sql = rebuildsWhole(script("odd.sql"));

    assertFalse(sql.text().contains("OR REPLACE VIEW"), "nothing is taken apart in vain");
  }

  @Test
  void whatIsNotReadOrCannotBeSaidIsNamed() throws Exception {
    try (var database = SchemaDatabase.create()) {
      Rebuilt.executeAtOnce(database, script("not_written.sql"));

      SchemaSql sql =
          SchemaSqlReader.read(database.connection(), NamespaceFilter.of("shop"), WrittenRoles.ALL);
      database.execute("DROP SUBSCRIPTION s");

      assertEquals(
          List.of(
              "table shop.typed, because it needs type other.mood, which is not watched",
              "that it is invalid of index shop.a.i, because what is made at once is valid",
              "index shop.typed.typed_mood_idx, because it needs the table shop.typed, which is not written",
              "constraint shop.a.a_b_id_fkey, because it needs index other.b_pkey, which is not watched",
              "the disabled triggers of constraint shop.a.a_self_fkey, because PostgreSQL names these by a number that each database chooses",
              "view shop.of_typed, because it needs type other.mood, which is not watched",
              "view shop.on_f, because it needs the function shop.f(integer), which is not written",
              "function shop.f(integer), because it needs what needs it, in a circle that cannot be opened",
              "function shop.g(integer), because it needs what needs it, in a circle that cannot be opened",
              "function shop.own(integer), because it needs what needs it, in a circle that cannot be opened",
              "option password of foreign server two\nlines, because secrets are never read",
              "the options of user mapping PUBLIC SERVER \"two\nlines\", because they hold secrets and are never read",
              "subscription s, because its connection holds secrets and is never read"),
          sql.notWritten().stream().map(NotWritten::toString).toList());
      String text = sql.text();
      assertFalse(text.contains("secret'"), text);
      assertEquals(
          sql.notWritten().size(),
          text.lines().filter(line -> line.startsWith("-- Not written: ")).count());
      assertTrue(text.contains("-- Not written: option password of foreign server two lines, "));
    }
  }

  private static String script(String file) {
    return Sql.read(SchemaSqlTest.class, file);
  }

  private static SchemaSql rebuilds(String script) throws Exception {
    try (var database = SchemaDatabase.create();
        var empty = SchemaDatabase.create();
        var emptyLater = SchemaDatabase.create()) {
      Rebuilt.executeAtOnce(database, script);
      SchemaSql sql = Rebuilt.assertIsTheSame(database, empty);
      Rebuilt.assertIsTheSameInWaves(database, emptyLater);
      if (PgDump.reads(database.majorVersion())) {
        assertEquals(dumped(database), dumped(empty), sql::text);
      }
      return sql;
    }
  }

  /** What a witness says that shares no query with Waymark; not in which order. */
  private static String dumped(SchemaDatabase database) throws Exception {
    return PgDump.schemaOf(database.name()).lines().sorted().collect(Collectors.joining("\n"));
  }

  private static SchemaSql rebuildsWhole(String script) throws Exception {
    SchemaSql sql = rebuilds(script);
    assertEquals(List.of(), sql.notWritten());
    return sql;
  }
}
