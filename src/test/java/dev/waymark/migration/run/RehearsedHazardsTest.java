package dev.waymark.migration.run;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.waymark.migration.plan.hazard.Hazard;
import dev.waymark.migration.rehearsal.Rehearsal;
import dev.waymark.migration.rehearsal.RehearsedMigration;
import dev.waymark.migration.rehearsal.Rehearser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What a rehearsal finds that a person should decide about, and where it finds nothing. */
class RehearsedHazardsTest extends MigrationTesting {
  private static final String BEFORE =
      """
      CREATE TYPE mood AS ENUM ('sad', 'glad');
      CREATE TABLE users (id bigint PRIMARY KEY, email text, age int, mood mood, name varchar(20),
        seen timestamp);
      CREATE INDEX users_name ON users (name);
      CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint, total numeric(8, 2));
      CREATE TABLE audit (id bigint, what text);
      CREATE TABLE nothing (id bigint, what text);
      CREATE VIEW adults AS SELECT id, email FROM users WHERE age >= 18;
      CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
      CREATE TRIGGER touched BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION touch();
      ALTER TABLE users ADD CONSTRAINT old_enough CHECK (age > 0);
      """;

  /** A statement, and the hazards that it has; a dash for none. */
  private static final String STATEMENTS =
      """
      ALTER TABLE users ADD COLUMN note text => -
      ALTER TABLE users ADD COLUMN at timestamptz DEFAULT now() => -
      ALTER TABLE users ALTER COLUMN name TYPE varchar(40) => clients-broken public.users.name
      ALTER TABLE nothing ALTER COLUMN id TYPE int => clients-broken public.nothing.id
      CREATE TABLE fresh (id int PRIMARY KEY, at int DEFAULT 1) => -
      CREATE INDEX ON nothing (what) => -
      ALTER TABLE users ADD COLUMN u uuid DEFAULT gen_random_uuid() => table-rewritten public.users
      ALTER TABLE orders ALTER COLUMN id TYPE int => table-rewritten public.orders, clients-broken public.orders.id
      ALTER TABLE users ALTER COLUMN seen TYPE timestamptz USING seen AT TIME ZONE 'CET' => table-rewritten public.users, clients-broken public.users.seen
      CREATE INDEX ON users (email) => writes-blocked public.users
      ALTER TABLE users ADD UNIQUE (email) => reads-blocked public.users
      ALTER TABLE users ALTER COLUMN email SET NOT NULL => reads-blocked public.users
      ALTER TABLE users ADD CHECK (age < 200) => reads-blocked public.users
      ALTER TABLE users ADD CHECK (age < 200) NOT VALID => -
      ALTER TABLE orders ADD FOREIGN KEY (user_id) REFERENCES users => writes-blocked public.orders, writes-blocked public.users
      ALTER TABLE users DROP COLUMN age CASCADE => column-dropped public.users.age, taken-along public.users.old_enough, taken-along public.adults, clients-broken public.users.age, clients-broken public.adults, guard-removed public.users.old_enough
      ALTER TABLE users RENAME COLUMN email TO mail => clients-broken public.users.email
      ALTER TABLE users RENAME TO people => clients-broken public.users
      ALTER TYPE mood RENAME VALUE 'sad' TO 'blue' => clients-broken public.mood
      ALTER TABLE users ADD COLUMN must int NOT NULL => reads-blocked public.users, clients-broken public.users.must, data-refuses public.users.must
      ALTER TABLE users DISABLE TRIGGER touched => guard-removed public.users.touched
      ALTER TABLE users ENABLE ROW LEVEL SECURITY => access-changed public.users
      CREATE POLICY own ON users USING (true) => access-changed public.users.own
      GRANT SELECT ON users TO PUBLIC => access-changed public.users
      DROP FUNCTION touch CASCADE => other-table-locked public.users, taken-along public.users.touched, clients-broken public.touch(), guard-removed public.users.touched
      DO $$ BEGIN EXECUTE 'CREATE INDEX ON us' || 'ers (email)'; END $$ => writes-blocked public.users, other-table-locked public.users
      ALTER TABLE users ADD COLUMN n int; UPDATE users SET age = age + 1 => lock-held-while-working public.users
      REINDEX INDEX users_name => index-rebuilt public.users_name, writes-blocked public.users
      """;

  @Test
  void eachStatementHasTheseHazardsAndNoOther() throws Exception {
    given("V1__before.sql", BEFORE);
    run();
    givenInDatabase(
        """
        INSERT INTO users
          SELECT n, n::text, 20, 'glad', n::text, now() FROM generate_series(1, 20000) AS n;
        INSERT INTO orders SELECT n, n, 1 FROM generate_series(1, 20000) AS n;
        ANALYZE
        """);
    Rehearser rehearser = process().running().rehearser();
    List<Executable> all = new ArrayList<>();
    for (String row : STATEMENTS.strip().split("\n")) {
      String[] parts = row.strip().split(" => ");
      given("V2__change.sql", parts[0] + ";");
      Rehearsal rehearsal = rehearser.rehearse(null);
      all.add(
          () ->
              assertEquals(
                  parts[1].equals("-") ? "" : parts[1],
                  hazards(rehearsal),
                  () -> parts[0] + ": " + rehearsal.outcome() + " " + rehearsal.failure()));
    }

    assertAll(all);
  }

  @Test
  void thePageAboutLintersSaysTheSame() throws Exception {
    List<String> said = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of("docs/explanation/linters.md"))) {
      if (line.startsWith("| `")) {
        String[] cells = line.split("(?<!\\\\)\\|");
        said.add(
            cells[1].strip().replace("`", "").replace("\\|", "|")
                + " => "
                + cells[2].strip().replace("`", "").replaceFirst("^nothing$", "-"));
      }
    }

    List<String> held = new ArrayList<>();
    for (String row : STATEMENTS.strip().split("\n")) {
      String[] parts = row.strip().split(" => ");
      held.add(
          parts[0]
              + " => "
              + Stream.of(parts[1].split(", "))
                  .map(it -> it.split(" ")[0])
                  .distinct()
                  .collect(Collectors.joining(", ")));
    }
    assertEquals(String.join("\n", held), String.join("\n", said));
  }

  private static String hazards(Rehearsal rehearsal) {
    List<String> found = new ArrayList<>();
    for (RehearsedMigration migration : rehearsal.migrations()) {
      migration.statements().forEach(one -> one.hazards().forEach(it -> found.add(text(it))));
      migration.hazards().forEach(it -> found.add(text(it)));
    }
    return String.join(", ", found);
  }

  private static String text(Hazard hazard) {
    return hazard.code().code() + " " + hazard.object();
  }
}
