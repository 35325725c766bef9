package dev.waymark.migration.run;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.waymark.migration.plan.hazard.Hazard;
import dev.waymark.migration.rehearsal.Rehearsal;
import dev.waymark.migration.rehearsal.Rehearser;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * What the live database refuses to the role of the migrations a rehearsal says before, although
 * the copy lets it through; and of what is not refused it says nothing.
 */
class RehearsedRightsTest extends MigrationTesting {
  private static final String OTHERS =
      """
      CREATE TABLE theirs (id bigint PRIMARY KEY, a text, b int);
      CREATE TABLE more (id bigint PRIMARY KEY, ref bigint CONSTRAINT more_ref REFERENCES theirs);
      CREATE INDEX theirs_a ON theirs (a);
      CREATE TABLE "Their Own" (id bigint);
      CREATE TABLE lent (id bigint PRIMARY KEY, a text);
      GRANT SELECT, UPDATE (a), DELETE, REFERENCES, TRIGGER ON lent TO %1$s;
      CREATE TABLE box (id bigint, a text, b text);
      GRANT SELECT (id), INSERT (id, a), UPDATE (a) ON box TO %1$s;
      CREATE VIEW shown AS SELECT id FROM box;
      GRANT SELECT, INSERT ON shown TO %1$s;
      CREATE FUNCTION secret() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
      REVOKE EXECUTE ON FUNCTION secret() FROM PUBLIC;
      GRANT SELECT ON theirs TO %1$s;
      CREATE TABLE parted (id int) PARTITION BY LIST (id);
      CREATE TABLE parted_1 PARTITION OF parted FOR VALUES IN (1);
      CREATE TABLE family (id int);
      CREATE VIEW seen AS SELECT id, a FROM theirs;
      CREATE MATERIALIZED VIEW kept AS SELECT 1 AS one;
      CREATE SEQUENCE numbers;
      CREATE TYPE mood AS ENUM ('sad');
      CREATE DOMAIN positive AS int;
      CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1';
      CREATE FUNCTION act() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
      CREATE TRIGGER acts BEFORE INSERT ON theirs FOR EACH ROW EXECUTE FUNCTION act();
      CREATE FUNCTION grow() RETURNS void LANGUAGE sql SECURITY DEFINER
        AS 'ALTER TABLE public.theirs ADD COLUMN grown int';
      CREATE SCHEMA closed;
      CREATE TABLE closed.inner_one (id int);
      CREATE TABLE closed.ours (id int);
      ALTER TABLE closed.ours OWNER TO %1$s;
      CREATE TYPE closed.colour AS ENUM ('red');
      CREATE SCHEMA opened;
      GRANT USAGE, CREATE ON SCHEMA opened TO %1$s;
      CREATE TABLE opened.mine (id int);
      ALTER TABLE opened.mine OWNER TO %1$s;
      CREATE SCHEMA filled;
      GRANT CREATE ON SCHEMA filled TO %1$s;
      CREATE TABLE filled.mine (id int);
      ALTER TABLE filled.mine OWNER TO %1$s;
      CREATE SCHEMA house AUTHORIZATION %1$s;
      CREATE TABLE house.guest (id int);
      CREATE TABLE bosses (id bigint PRIMARY KEY, a text);
      ALTER TABLE bosses OWNER TO %2$s;
      CREATE TABLE unused (id bigint PRIMARY KEY);
      ALTER TABLE unused OWNER TO %3$s;
      """;

  /** A script, and what it may not do; a dash where PostgreSQL lets it. */
  private static final String SCRIPTS =
      """
      ALTER TABLE theirs ADD COLUMN c int => public.theirs
      ALTER TABLE mine ADD COLUMN c int => -
      ALTER TABLE bosses ADD COLUMN c int => -
      ALTER TABLE unused ADD COLUMN c int => public.unused
      ALTER TABLE "Their Own" ADD COLUMN c int => public.Their Own
      ALTER TABLE theirs DROP COLUMN b => public.theirs
      ALTER TABLE theirs RENAME COLUMN a TO z => public.theirs
      ALTER TABLE theirs RENAME TO those => public.theirs
      ALTER TABLE theirs ADD CHECK (b > 0) => public.theirs
      ALTER TABLE theirs ENABLE ROW LEVEL SECURITY => public.theirs
      ALTER TABLE theirs OWNER TO %1$s => public.theirs
      CREATE POLICY own ON theirs USING (true) => public.theirs
      CREATE INDEX ON theirs (b) => public.theirs
      CREATE INDEX ON mine (n) => -
      DROP INDEX theirs_a => public.theirs
      DROP TABLE more => public.more
      DROP TABLE house.guest => -
      ALTER TABLE house.guest ADD COLUMN c int => house.guest
      DROP VIEW seen => public.seen
      CREATE OR REPLACE VIEW seen AS SELECT id, a, b FROM theirs => public.seen
      DROP MATERIALIZED VIEW kept => public.kept
      ALTER SEQUENCE numbers INCREMENT 5 => public.numbers
      ALTER TYPE mood ADD VALUE 'glad' => public.mood
      ALTER DOMAIN positive ADD CHECK (VALUE > 0) => public.positive
      CREATE OR REPLACE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 2' => public.one()
      DROP FUNCTION one() => public.one()
      CREATE TRIGGER t BEFORE UPDATE ON theirs FOR EACH ROW EXECUTE FUNCTION act() => public.theirs
      CREATE TRIGGER t BEFORE UPDATE ON lent FOR EACH ROW EXECUTE FUNCTION act() => -
      DROP TRIGGER acts ON theirs => public.theirs
      CREATE TABLE fresh (id int) => -
      CREATE TABLE fresh (id bigint REFERENCES theirs) => public.theirs
      CREATE TABLE fresh (id bigint REFERENCES lent) => -
      ALTER TABLE mine ADD FOREIGN KEY (n) REFERENCES theirs => public.theirs
      CREATE TABLE closed.fresh (id int) => closed
      CREATE VIEW closed.fresh AS SELECT 1 AS one => closed
      CREATE SCHEMA fresh => fresh
      ALTER TABLE mine SET SCHEMA closed => closed
      CREATE TABLE parted_2 PARTITION OF parted FOR VALUES IN (2) => public.parted
      CREATE TABLE child () INHERITS (family) => public.family
      UPDATE theirs SET a = 'x' => public.theirs
      UPDATE lent SET a = 'x' => -
      DELETE FROM theirs WHERE id = 1 => public.theirs
      DELETE FROM lent WHERE id = 1 => -
      TRUNCATE lent => public.lent
      TRUNCATE mine => -
      INSERT INTO theirs (id) VALUES (1) => public.theirs
      INSERT INTO mine (id) VALUES (1) => -
      INSERT INTO box (id, a) VALUES (1, 'x') => -
      INSERT INTO public.box AS b (a) VALUES ('x') => -
      INSERT INTO box (id, b) VALUES (1, 'x') => public.box
      INSERT INTO box VALUES (1, 'x') => -
      INSERT INTO lent SELECT 1, 'x' => public.lent
      INSERT INTO shown VALUES (1) => -
      INSERT INTO seen VALUES (1, 'x') => public.seen
      UPDATE box SET a = 'x' => -
      UPDATE box SET b = 'x' => public.box
      UPDATE box SET (a, b) = ('x', 'y') => public.box
      INSERT INTO mine SELECT id FROM more => public.more
      INSERT INTO mine SELECT id FROM theirs => -
      INSERT INTO mine SELECT id FROM box => -
      INSERT INTO mine SELECT id FROM shown => -
      SELECT count(*) FROM "Their Own" => public.Their Own
      WITH more AS (SELECT 1 AS one) SELECT one FROM more => -
      WITH x AS (SELECT id FROM more) SELECT 1 WHERE false AND EXISTS (SELECT FROM x) => -
      SELECT 1 WHERE false AND EXISTS (SELECT FROM more) => -
      SELECT 1 FROM (SELECT id FROM more LIMIT 1) AS x WHERE false => public.more
      SELECT id FROM mine UNION ALL SELECT id FROM more => public.more
      SELECT FROM mine LEFT JOIN more USING (id) => public.more
      UPDATE mine SET n = 1 FROM more WHERE more.id = mine.id => public.more
      CREATE TABLE fresh AS SELECT id FROM more => public.more
      CREATE TABLE fresh AS SELECT id FROM lent => -
      CREATE TEMPORARY TABLE more (id int); INSERT INTO more VALUES (1); SELECT id FROM more => -
      CREATE TABLE more_of_it (id int); INSERT INTO more_of_it VALUES (1); SELECT id FROM more_of_it => -
      DROP TABLE mine CASCADE; CREATE TABLE mine (id int); INSERT INTO mine VALUES (1) => -
      SET ROLE %2$s; GRANT SELECT ON bosses TO %1$s; RESET ROLE; SELECT id FROM bosses => -
      SET ROLE %2$s; SELECT id FROM bosses; RESET ROLE => -
      CREATE TRIGGER t BEFORE INSERT ON mine FOR EACH ROW EXECUTE FUNCTION secret() => public.secret()
      CREATE TRIGGER t BEFORE INSERT ON mine FOR EACH ROW EXECUTE FUNCTION act() => -
      ALTER TABLE closed.ours ADD COLUMN c int => closed
      ALTER TABLE opened.mine ADD COLUMN c int => -
      DROP TABLE closed.ours => closed
      INSERT INTO closed.ours VALUES (1) => closed
      INSERT INTO opened.mine VALUES (1) => -
      COMMENT ON COLUMN closed.ours.id IS 'x' => closed
      CREATE INDEX ON opened.mine (id) => -
      ALTER TABLE mine ADD COLUMN c closed.colour => closed
      COMMENT ON TABLE mine IS 'closed.ours' => -
      CREATE TABLE IF NOT EXISTS filled.mine (id int) => -
      CREATE TABLE filled.fresh (id int) => -
      SELECT closed.id FROM mine AS closed => -
      SELECT grow() => -
      SET ROLE %2$s; ALTER TABLE bosses ADD COLUMN c int; RESET ROLE => -
      DO $$ BEGIN EXECUTE 'ALTER TABLE the' || 'irs ADD COLUMN d int'; END $$ => public.theirs
      COMMENT ON TABLE theirs IS 'x' => public.theirs
      ALTER TABLE mine RENAME COLUMN n TO m => -
      DROP TABLE mine CASCADE => -
      """;

  @Test
  void whatPostgresRefusesIsSaidBefore() throws Exception {
    given("V1__before.sql", "CREATE TABLE mine (id bigint PRIMARY KEY, n bigint);");
    user = givenRole("GRANT CREATE ON SCHEMA public TO %s", "ALTER ROLE %s CREATEDB CREATEROLE");
    String boss = database + "_boss";
    String stranger = database + "_stranger";
    givenInDatabase(
        "CREATE ROLE %s; CREATE ROLE %s; GRANT %1$s TO %s".formatted(boss, stranger, user));
    run();
    givenInDatabase(OTHERS.formatted(user, boss, stranger));
    givenInDatabase(
        "CREATE VIEW theirs_of_mine AS SELECT n FROM mine; GRANT SELECT ON mine TO postgres");
    Rehearser rehearser = process().running().rehearser();
    List<Executable> all = new ArrayList<>();
    for (String row : SCRIPTS.strip().split("\n")) {
      String[] parts = row.formatted(user, boss).strip().split(" => ");
      given("V2__change.sql", parts[0] + ";");
      boolean refused = isRefused(parts[0]);
      Rehearsal rehearsal = rehearser.rehearse(null);
      String found =
          rehearsal
              .hazards()
              .filter(it -> it.code() == Hazard.Code.PRIVILEGE_MISSING)
              .map(Hazard::object)
              .collect(Collectors.joining(", "));
      all.add(
          () ->
              assertEquals(
                  parts[1] + " " + refused,
                  (found.isEmpty() ? "-" : found) + " " + !found.isEmpty(),
                  () -> parts[0] + " " + rehearsal.outcome() + " " + rehearsal.failure()));
    }

    assertAll(all);
  }

  /** Whether PostgreSQL refuses it to the role, in the live database. */
  private boolean isRefused(String sql) throws SQLException {
    try (var connection = dataSource().getConnection();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      try {
        statement.execute(sql);
        return false;
      } catch (SQLException exception) {
        if (!"42501".equals(exception.getSQLState())) {
          throw exception;
        }
        return true;
      } finally {
        connection.rollback();
      }
    }
  }
}
