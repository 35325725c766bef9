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
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
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

  private static final Set<Hazard.Code> BEHIND =
      EnumSet.of(
          Hazard.Code.REPLICA_IDENTITY_LOST,
          Hazard.Code.REPLICATION_CHANGED,
          Hazard.Code.SETTINGS_LEFT,
          Hazard.Code.ROWS_TRUNCATED,
          Hazard.Code.ROWS_DELETED,
          Hazard.Code.TABLE_DROPPED,
          Hazard.Code.COLUMN_DROPPED);

  private static final String BY_THE_WAY =
      """
      CREATE TABLE pub (id int PRIMARY KEY, a text);
      CREATE TABLE pub2 (id int PRIMARY KEY);
      CREATE TABLE pub3 (id int PRIMARY KEY, a text);
      CREATE TABLE "Pub 4" (id int NOT NULL);
      CREATE UNIQUE INDEX pub4_key ON "Pub 4" (id);
      ALTER TABLE "Pub 4" REPLICA IDENTITY USING INDEX pub4_key;
      CREATE TABLE unpublished (id int);
      CREATE PUBLICATION offered FOR TABLE pub, pub2, pub3, "Pub 4";
      CREATE TABLE ref (id int PRIMARY KEY);
      CREATE TABLE child (r int REFERENCES ref);
      CREATE SCHEMA "S";
      CREATE DOMAIN d AS int;
      CREATE TABLE "S".t AS SELECT 1::d AS value, 2 AS kept;
      CREATE TABLE gone AS SELECT 1 AS id;
      CREATE TABLE gone2 AS SELECT 1 AS id;
      CREATE TABLE parted (id int) PARTITION BY LIST (id);
      CREATE TABLE parted_1 PARTITION OF parted FOR VALUES IN (1);
      INSERT INTO ref VALUES (1);
      INSERT INTO child VALUES (1);
      INSERT INTO parted VALUES (1);
      """;

  /** A script, and those of its hazards that no statement names or that stay behind it. */
  private static final String SCRIPTS =
      """
      ALTER TABLE pub DROP CONSTRAINT pub_pkey => replica-identity-lost public.pub
      ALTER TABLE pub2 REPLICA IDENTITY NOTHING => replica-identity-lost public.pub2
      ALTER TABLE pub3 DROP CONSTRAINT pub3_pkey, REPLICA IDENTITY FULL => -
      DROP INDEX pub4_key => replica-identity-lost public.Pub 4
      ALTER TABLE pub3 ADD COLUMN c int => replication-changed public.pub3
      ALTER TABLE pub3 ALTER COLUMN a SET DEFAULT 'x' => -
      ALTER TABLE pub3 ALTER COLUMN a TYPE varchar(20) => replication-changed public.pub3
      CREATE TABLE fresh (id int) => replication-changed public.fresh
      ALTER PUBLICATION offered ADD TABLE unpublished => replica-identity-lost public.unpublished
      ALTER PUBLICATION offered DROP TABLE pub2 => replication-changed public.pub2
      DROP TABLE pub3 => replication-changed public.pub3
      TRUNCATE ref CASCADE => rows-truncated public.ref, rows-truncated public.child
      DO $$ BEGIN EXECUTE 'TRUNC' || 'ATE gone'; END $$ => rows-truncated public.gone
      DO $$ BEGIN EXECUTE 'DROP TA' || 'BLE gone2'; END $$ => table-dropped public.gone2
      DROP DOMAIN d CASCADE => column-dropped S.t.value
      DROP SCHEMA "S" CASCADE => table-dropped S.t
      DROP TABLE parted => table-dropped public.parted
      SET search_path = pg_catalog => settings-left search_path
      SET LOCAL lock_timeout = '3s' => -
      SET statement_timeout = '5s'; RESET statement_timeout => -
      SELECT set_config('statement_timeout', '5s', false) => settings-left statement_timeout
      SET session_replication_role = replica => settings-left session_replication_role, guard-removed session_replication_role
      SET LOCAL session_replication_role = replica; INSERT INTO child VALUES (7) => guard-removed session_replication_role
      """;

  @Test
  void whatIsLostByTheWayAndWhatStaysBehindIsFound() throws Exception {
    given("V1__before.sql", BY_THE_WAY);
    run();
    givenInDatabase("ANALYZE");
    String[] rows = SCRIPTS.strip().split("\n");
    for (int index = 0; index < rows.length; index++) {
      given("V%d__change.sql".formatted(index + 2), rows[index].split(" => ")[0] + ";");
    }

    Rehearsal rehearsal = process().running().rehearser().rehearse(null);

    List<Executable> all = new ArrayList<>();
    for (int index = 0; index < rows.length; index++) {
      String[] parts = rows[index].split(" => ");
      RehearsedMigration migration = rehearsal.migrations().get(index);
      String found =
          migration
              .allHazards()
              .filter(
                  it ->
                      BEHIND.contains(it.code())
                          || String.valueOf(it.object()).equals("session_replication_role"))
              .map(RehearsedHazardsTest::text)
              .collect(Collectors.joining(", "));
      all.add(
          () ->
              assertEquals(
                  parts[1].equals("-") ? "" : parts[1],
                  found,
                  () -> parts[0] + " " + rehearsal.failure()));
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
