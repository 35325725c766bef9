package dev.waymark.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Scripts of every kind whose effects can be counted: each that runs in a transaction adds a row to
 * the table {@code effect}, which has no key that would hide a second one.
 */
final class CountedMigrations {
  /**
   * What each says, from version 1; an entry without a transaction stands alone in its script. No
   * sequence: what is rolled back stays counted there.
   */
  private static final List<String> THIRTY =
      List.of(
          "CREATE TABLE effect (migration text NOT NULL)",
          """
          CREATE TABLE big (id bigint NOT NULL, a int, b int, t text);
          INSERT INTO big SELECT g, g % 100, g % 1000, md5(g::text) FROM generate_series(1, 100000) g
          """,
          "CREATE INDEX CONCURRENTLY big_a ON big (a)",
          "ALTER TABLE big ADD PRIMARY KEY (id)",
          "CREATE TYPE mood AS ENUM ('sad', 'ok')",
          "ALTER TYPE mood ADD VALUE 'happy'",
          """
          CREATE TABLE person (id int PRIMARY KEY, mood mood);
          INSERT INTO person SELECT g, 'ok' FROM generate_series(1, 50) g
          """,
          "SELECT pg_sleep(0.3)",
          "CREATE UNIQUE INDEX CONCURRENTLY big_t ON big (t)",
          "CREATE INDEX CONCURRENTLY big_mistaken ON big (b)",
          "UPDATE big SET b = b + 1 WHERE id <= 50000",
          "DROP INDEX CONCURRENTLY big_mistaken",
          "VACUUM big",
          "CREATE VIEW busy AS SELECT a, count(*) FROM big GROUP BY a",
          "CREATE TABLE log (what text)",
          "CREATE INDEX CONCURRENTLY big_low ON big (b) WHERE b < 500",
          "ALTER TABLE big ADD COLUMN c int; UPDATE big SET c = a WHERE id <= 20000",
          "ALTER TYPE mood ADD VALUE 'very sad' BEFORE 'sad'",
          "INSERT INTO log (what) VALUES ('before'); SELECT pg_sleep(0.3); INSERT INTO log (what) VALUES ('after')",
          """
          CREATE FUNCTION loud() RETURNS trigger LANGUAGE plpgsql AS $$
          BEGIN
            INSERT INTO log (what) VALUES (TG_OP);
            RETURN NEW;
          END $$;
          CREATE TRIGGER loud AFTER INSERT ON person FOR EACH ROW EXECUTE FUNCTION loud()
          """,
          "INSERT INTO person VALUES (51, 'very sad'), (52, 'happy')",
          "CREATE INDEX CONCURRENTLY big_c ON big (c, a)",
          "DO $$ BEGIN FOR i IN 1..200 LOOP INSERT INTO log (what) VALUES (i); END LOOP; END $$",
          "ALTER TABLE person ADD CONSTRAINT known CHECK (mood IS NOT NULL) NOT VALID",
          "ALTER TABLE person VALIDATE CONSTRAINT known",
          "DROP INDEX CONCURRENTLY big_low",
          "CREATE TABLE copy AS SELECT * FROM big WHERE id <= 30000",
          "DELETE FROM copy WHERE a < 50; SELECT pg_sleep(0.2)",
          "CREATE INDEX CONCURRENTLY copy_a ON copy (a)",
          "ALTER TABLE copy RENAME TO kept");

  private CountedMigrations() {}

  /** Thirty that take some seconds, eleven of them outside a transaction. */
  static Path thirty(Path folder) throws IOException {
    write(folder, THIRTY);
    Files.writeString(
        folder.resolve("R__names.sql"),
        "CREATE OR REPLACE VIEW names AS SELECT id FROM person; " + effect("R__names"));
    return folder;
  }

  /** So many that take next to no time. */
  static Path quick(Path folder, int count) throws IOException {
    List<String> scripts = new ArrayList<>();
    scripts.add("CREATE TABLE effect (migration text NOT NULL)");
    for (int number = 2; number <= count; number++) {
      scripts.add("CREATE TABLE t%d (id int PRIMARY KEY)".formatted(number));
    }
    write(folder, scripts);
    return folder;
  }

  /** Writes scripts, the first of which makes the table {@code effect}. */
  static void write(Path folder, List<String> scripts) throws IOException {
    for (int index = 0; index < scripts.size(); index++) {
      String version = "V" + (index + 1);
      String script = scripts.get(index).strip() + ";\n";
      Files.writeString(
          folder.resolve(version + "__step.sql"),
          isAlone(script) ? script : script + effect(version));
    }
  }

  /** The versions whose effects are counted: all but those outside a transaction. */
  static List<String> effects(Path folder) throws IOException {
    try (var scripts = Files.list(folder)) {
      return scripts
          .filter(script -> !isAlone(read(script)))
          .map(script -> script.getFileName().toString().replaceAll("__step.sql|\\.sql", "") + " 1")
          .sorted()
          .toList();
    }
  }

  private static boolean isAlone(String script) {
    return script.contains("CONCURRENTLY")
        || script.contains("ADD VALUE")
        || script.startsWith("VACUUM");
  }

  private static String effect(String migration) {
    return "INSERT INTO effect VALUES ('%s');\n".formatted(migration);
  }

  private static String read(Path script) {
    try {
      return Files.readString(script);
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }
}
