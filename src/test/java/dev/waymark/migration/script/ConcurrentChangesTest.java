package dev.waymark.migration.script;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.waymark.migration.script.ConcurrentChange.Create;
import dev.waymark.migration.script.ConcurrentChange.Detach;
import dev.waymark.migration.script.ConcurrentChange.Drop;
import dev.waymark.migration.script.ConcurrentChange.Rebuild;
import dev.waymark.migration.script.ConcurrentChange.Target;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What must be looked for after a crash. */
class ConcurrentChangesTest {

  @Test
  void indexesByTheNamesThatTheCatalogsKnow() {
    String script =
        """
        CREATE INDEX CONCURRENTLY People_Email ON Shop.People (email);
        CREATE UNIQUE INDEX CONCURRENTLY "The ""x"" one" ON "Shop"."People" (id);

        CREATE INDEX CONCURRENTLY ON ONLY people USING gin (tags);
        CREATE INDEX CONCURRENTLY IF NOT EXISTS name ON text (value);
        """;

    List<ConcurrentChange> changes = ScriptReview.of(script).changes();

    assertEquals(
        List.of(
            new Create("shop", "people", "people_email", false, false, 1),
            new Create("Shop", "People", "The \"x\" one", true, false, 2),
            new Create(null, "people", null, false, false, 4),
            new Create(null, "text", "name", false, true, 5)),
        changes);
  }

  @Test
  void targetsOfReindex() {
    String script =
        """
        REINDEX INDEX CONCURRENTLY shop.people_email;
        REINDEX (VERBOSE, CONCURRENTLY) TABLE people;
        REINDEX SCHEMA CONCURRENTLY shop;
        REINDEX DATABASE CONCURRENTLY;
        """;

    List<ConcurrentChange> changes = ScriptReview.of(script).changes();

    assertEquals(
        List.of(
            new Rebuild(Target.INDEX, "shop", "people_email", 1),
            new Rebuild(Target.TABLE, null, "people", 2),
            new Rebuild(Target.SCHEMA, null, "shop", 3),
            new Rebuild(Target.DATABASE, null, null, 4)),
        changes);
  }

  @Test
  void indexesThatAreTakenDown() {
    String script =
        """
        DROP INDEX CONCURRENTLY Shop."I";
        DROP INDEX CONCURRENTLY IF EXISTS i;
        """;

    List<ConcurrentChange> changes = ScriptReview.of(script).changes();

    assertEquals(List.of(new Drop("shop", "I", 1), new Drop(null, "i", 2)), changes);
  }

  @Test
  void partitionsThatAreDetached() {
    String script = "ALTER TABLE shop.orders DETACH PARTITION \"Old\" CONCURRENTLY;";

    List<ConcurrentChange> changes = ScriptReview.of(script).changes();

    assertEquals(List.of(new Detach("shop", "orders", null, "Old", 1)), changes);
  }

  @Test
  void nothingElse() {
    String script =
        """
        CREATE INDEX i ON t (a);
        REINDEX TABLE t;
        REINDEX (CONCURRENTLY false) TABLE t;
        DROP INDEX i;
        REFRESH MATERIALIZED VIEW CONCURRENTLY v;
        """;

    assertEquals(List.of(), ScriptReview.of(script).changes());
  }
}
