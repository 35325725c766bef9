package dev.waymark.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.api.callback.Event;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every way in which Flyway executes something, in what is shipped: what a native executable lacks
 * is found by executing it.
 */
@Timeout(120)
class FlywayWaysIT {
  private static final Map<String, String> SETTINGS =
      Map.of("WAYMARK_PLACEHOLDERS_GREETING", "hello");

  @TempDir Path folder;

  private Database database;

  @BeforeEach
  void create() throws Exception {
    database = Database.create();
    database.execute("CREATE SCHEMA audit; CREATE TABLE audit.log (n serial, line text)");
  }

  @Test
  void migrationsOfEachForm() throws Exception {
    given("V1__t.sql", "CREATE TABLE t (i int, s text);");
    given(
        "V2__copy.sql",
        "COPY t (i, s) FROM stdin;\n1\ttab\\tbed\n2\t\\N\n\\.\n\n"
            + "COPY t FROM STDIN WITH (FORMAT csv);\n3,\"a, b\"\n\\.\nINSERT INTO t VALUES (4, 'ü');");
    given("V3__outside.sql", "CREATE INDEX CONCURRENTLY ti ON t (i);");
    given("V4__declared.sql", "INSERT INTO t VALUES (5, 'a');\nVACUUM t;");
    given("V4__declared.sql.conf", "executeInTransaction=false");
    given("V5__filled.sql", "INSERT INTO t VALUES (6, '${greeting} ${flyway:database}');");
    given("V6__literal.sql", "INSERT INTO t VALUES (7, '${greeting}');");
    given("V6__literal.sql.conf", "placeholderReplacement=false");
    Files.write(
        folder.resolve("V7__latin.sql"),
        "INSERT INTO t VALUES (8, 'größe');".getBytes(StandardCharsets.ISO_8859_1));
    given("V7__latin.sql.conf", "encoding=ISO-8859-1");
    given("V8__block.sql", "DO $$ BEGIN\nPERFORM 1; INSERT INTO t VALUES (9, ';');\nEND $$;");
    given("V9__program.sh", "#!/bin/sh\nexit 0");
    given("R__view.sql", "CREATE OR REPLACE VIEW v AS SELECT '${greeting}'::text AS greeting;");

    try (Replica replica = Replica.start(database.url(), folder, SETTINGS)) {
      Answer answer = replica.post();

      assertEquals(200, answer.status(), answer::toString);
      assertEquals("10", answer.text("/applied"));
      assertEquals(
          List.of(
              "1 tab\tbed",
              "2 null",
              "3 a, b",
              "4 ü",
              "5 a",
              "6 hello " + database.name(),
              "7 ${greeting}",
              "8 größe",
              "9 ;"),
          database.rows("SELECT * FROM t ORDER BY i"));
      assertEquals(List.of("hello"), database.rows("SELECT * FROM v"));
    }
  }

  @Test
  void callbacksOfEveryEvent() throws Exception {
    for (String event : Arrays.stream(Event.values()).map(Event::getId).distinct().toList()) {
      given(event + ".sql", "INSERT INTO audit.log (line) VALUES ('${greeting} " + event + "');");
    }
    given("afterMigrate__rows.sql", "COPY audit.log (line) FROM stdin;\ncopied\n\\.\n");
    given("afterMigrate__program.sh", "#!/bin/sh\nexit 0");
    given("V1__t.sql", "CREATE TABLE t (i int);");
    given("R__v.sql", "CREATE OR REPLACE VIEW v AS SELECT 1 AS one;");

    try (Replica replica = Replica.start(database.url(), folder, SETTINGS)) {
      Answer first = replica.post();
      assertEquals("succeeded", first.text("/outcome"), first::toString);
      List<String> lines = database.rows("SELECT line FROM audit.log ORDER BY n");
      for (String event :
          List.of(
              "afterConnect",
              "beforeValidate",
              "afterValidate",
              "beforeMigrate",
              "beforeEachMigrate",
              "beforeEachMigrateStatement",
              "afterEachMigrateStatement",
              "afterEachMigrate",
              "afterVersioned",
              "beforeRepeatables",
              "afterMigrateApplied",
              "afterMigrate",
              "afterMigrateOperationFinish")) {
        assertTrue(lines.contains("hello " + event), () -> event + " in " + lines);
      }
      assertTrue(lines.contains("copied"), lines::toString);

      database.execute("TRUNCATE audit.log");
      Answer second = replica.post();
      assertEquals("succeeded", second.text("/outcome"), second::toString);
      assertTrue(
          database
              .rows("SELECT line FROM audit.log")
              .containsAll(List.of("hello beforeMigrate", "hello afterMigrate", "copied")));
      assertEquals(200, replica.repair().status());
      assertEquals(
          List.of("1", "1"),
          database.rows(
              "SELECT count(*) FROM audit.log WHERE line ~ '(before|after)Repair$' GROUP BY line"));
    }
  }

  @Test
  void whatIsWrongWithCopiedRowsIsToldAsPostgresSaysIt() throws Exception {
    given("V1__t.sql", "CREATE TABLE t (i int);\nCOPY t FROM stdin;\n1\nnone\n\\.\n");

    try (Replica replica = Replica.start(database.url(), folder, SETTINGS)) {
      Answer answer = replica.post();

      assertEquals(422, answer.status(), answer::toString);
      assertEquals("22P02", answer.text("/sqlState"), answer::toString);
      assertEquals("2", answer.text("/line"));
      assertTrue(
          answer.text("/message").startsWith("invalid input syntax for type integer"),
          answer::toString);
    }
  }

  private void given(String name, String text) throws Exception {
    Files.writeString(folder.resolve(name), text);
  }
}
