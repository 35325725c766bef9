package dev.waymark.migration.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementTextTest {
  private static final StatementText TEXT =
      new StatementText(
          Map.of("key", "s3cret", "longer", "s3cret-and-more", "on", "ON", "empty", ""));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          CREATE ROLE a PASSWORD 'x'                      | CREATE ROLE a PASSWORD '***'
          CREATE ROLE a PASSWORD/**/'x'                   | CREATE ROLE a PASSWORD '***'
          CREATE ROLE a PASSWORD /* 'x' /* y */ */ 'x' LOGIN | CREATE ROLE a PASSWORD   '***' LOGIN
          ALTER USER a WITH ENCRYPTED PASSWORD 'x''y' LOGIN | ALTER USER a WITH ENCRYPTED PASSWORD '***' LOGIN
          CREATE ROLE a PASSWORD E'x\\'y' LOGIN           | CREATE ROLE a PASSWORD '***' LOGIN
          CREATE ROLE a PASSWORD U&'x' UESCAPE '!' LOGIN  | CREATE ROLE a PASSWORD '***' UESCAPE '***' LOGIN
          create role a password $$x$$ login              | create role a password '***' login
          CREATE ROLE a PASSWORD $p$x'y$p$ LOGIN          | CREATE ROLE a PASSWORD '***' LOGIN
          CREATE ROLE a PASSWORD NULL                     | CREATE ROLE a PASSWORD NULL
          ALTER ROLE a PASSWORD s3c!ret LOGIN             | ALTER ROLE a PASSWORD *** LOGIN
          ALTER ROLE a PASSWORD "x" LOGIN                 | ALTER ROLE a PASSWORD *** LOGIN
          ALTER ROLE a PASSWORD 'it's x' LOGIN            | ALTER ROLE a PASSWORD '***'
          ALTER ROLE a PASSWORD 'it's x's' LOGIN          | ALTER ROLE a PASSWORD '***'
          ALTER ROLE a PASSWORD 'a\\'x' LOGIN             | ALTER ROLE a PASSWORD '***'
          ALTER ROLE a PASSWORD 'x                        | ALTER ROLE a PASSWORD '***'
          ALTER ROLE a PASSWORD $$x                       | ALTER ROLE a PASSWORD '***'
          ALTER ROLE a SET app.key = 'x'                  | ALTER ROLE a SET app.key = '***'
          SET app.key = x                                 | SET app.key = ***
          SET LOCAL app.key TO "x", y; SELECT b           | SET LOCAL app.key TO ***, ***; SELECT b
          SET search_path TO app, public                  | SET search_path TO app, public
          SELECT set_config('app.key', 'x', false)        | SELECT set_config('***', '***', false)
          CREATE USER MAPPING FOR a SERVER s OPTIONS (user 'u', password 'x') | CREATE USER MAPPING FOR a SERVER s OPTIONS (user '***', password '***')
          CREATE SUBSCRIPTION s CONNECTION 'host=h password=x' PUBLICATION p | CREATE SUBSCRIPTION s CONNECTION '***' PUBLICATION p
          ALTER SYSTEM SET primary_conninfo = 'password=x' | ALTER SYSTEM SET primary_conninfo = '***'
          SELECT dblink('postgresql://u:x@h/db', 12)      | SELECT dblink('***', 12)
          COPY t (a) FROM PROGRAM 'curl -u x'             | COPY t (a) FROM PROGRAM '***'
          SELECT B'101', X'1F', N'x', crypt('x', gen_salt('bf', 8)) | SELECT '***', '***', '***', crypt('***', gen_salt('***', 8))
          INSERT INTO t VALUES ('s3cret')                 | INSERT INTO t VALUES ('${key}')
          INSERT INTO t VALUES ('s3cret-and-more')        | INSERT INTO t VALUES ('${longer}')
          INSERT INTO t VALUES ('a s3cret')               | INSERT INTO t VALUES ('***')
          SELECT s3cret FROM t -- x                       | SELECT ${key} FROM t
          SELECT 1 FROM a JOIN b ON true                  | SELECT 1 FROM a JOIN b ON true
          CREATE TABLE t (password text DEFAULT 'x')      | CREATE TABLE t (password text DEFAULT '***')
          ALTER TYPE mood ADD VALUE 'sad' AFTER 'ok'      | ALTER TYPE mood ADD VALUE 'sad' AFTER 'ok'
          CREATE TYPE mood AS ENUM ('sad'); SELECT 'x'    | CREATE TYPE mood AS ENUM ('sad'); SELECT '***'
          DO 'BEGIN EXECUTE ''x''; END'                   | DO '***'
          DO $$BEGIN EXECUTE format('ALTER ROLE a PASSWORD ''x'''); END$$ | DO $$BEGIN EXECUTE format('***'); END$$
          DO $$BEGIN EXECUTE $q$ALTER ROLE a PASSWORD 'x'$q$; ALTER ROLE a PASSWORD x; END$$ | DO $$BEGIN EXECUTE '***'; ALTER ROLE a PASSWORD ***; END$$
          DO LANGUAGE plpython3u $$plpy.execute("x")$$    | DO LANGUAGE plpython3u '***'
          CREATE FUNCTION f() RETURNS text AS $$SELECT 'x'$$ LANGUAGE sql | CREATE FUNCTION f() RETURNS text AS $$SELECT '***'$$ LANGUAGE sql
          CREATE FUNCTION f() RETURNS text AS $$return "x"$$ LANGUAGE plperl | CREATE FUNCTION f() RETURNS text AS '***' LANGUAGE plperl
          """)
  void hidesEachLiteralAndNothingElse(String statement, String shown) {
    assertEquals(shown, TEXT.statement(statement));
  }

  @Test
  void aLiteralOverSeveralLines() {
    assertEquals(
        "CREATE ROLE a\n  PASSWORD '***'\nLOGIN",
        TEXT.statement("CREATE ROLE a\n  PASSWORD 'x\ny'\n  'z'\n\n'a'\nLOGIN"));
    assertEquals(
        "CREATE ROLE a\n  PASSWORD '***'", TEXT.statement("CREATE ROLE a\n  PASSWORD $$x\ny$$"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          42601 | ALTER ROLE a PASSWORD s3cr3t LOGIN | syntax error at or near "s3cr3t" | syntax error at or near "***"
          42601 | ALTER ROLE a LOGINN 's3cr3t'       | syntax error at or near "'s3cr3t'" | syntax error at or near "'***'"
          42601 | ALTER ROLE a LOGINN 's3cr3t        | unterminated quoted string at or near "'s3cr3t" | unterminated quoted string at or near "'***'"
          42601 | SELECT 1 FORM a                    | syntax error at or near "a" | syntax error at or near "a"
          22P02 | SELECT 'abc'::int                  | invalid input syntax for type integer: "abc" | invalid input syntax for type integer: "***"
          22P02 | ALTER TABLE t ALTER a TYPE int     | invalid input syntax for type integer: "abc" | invalid input syntax for type integer: "***"
          22008 | SELECT '2001-13-01'::date          | date/time field value out of range: "2001-13-01" | date/time field value out of range: "***"
          42P01 | SELECT 'app.nowhere'::regclass     | relation "app.nowhere" does not exist | relation "app.nowhere" does not exist
          42704 | SELECT 1                           | role "a" does not exist | role "a" does not exist
          23505 | INSERT INTO t SELECT 1             | Key (id)=(1) already exists. | Key (id)=(***) already exists.
          23505 | INSERT INTO t SELECT e FROM s      | Key (id, email)=(1, a@b) already exists. | Key (id, email)=(***) already exists.
          23514 | INSERT INTO t SELECT e FROM s      | Failing row contains (1, a (b), null). | Failing row contains (***).
          P0001 | DO $$BEGIN RAISE EXCEPTION 'no %', 'tenant'; END$$ | no tenant | no ***
          P0001 | DO $$BEGIN RAISE EXCEPTION 'not here'; END$$ | not here | not here
          08001 | SELECT dblink('host=h pass word=x1y2') | missing "=" after "pass" in connection info string | missing "***" after "***" in connection info string
          XX000 | SELECT E'\\x73ecret', U&'\\0073illy' | a secret is silly | a *** is ***
          """)
  void hidesWhatAnErrorQuotes(String sqlState, String statement, String said, String shown) {
    var words = TEXT.saidOf(sqlState, statement, Set.of());

    assertEquals(shown, words.apply(said));
  }

  @Test
  void aLongStatementIsCutAfterItWasMadeSafe() {
    String statement = "x".repeat(StatementText.LONGEST - 3) + " s3cret";

    assertEquals("x".repeat(StatementText.LONGEST - 3) + " ${ ...", TEXT.statement(statement));
  }

  @Test
  void aVeryLongLiteralIsNoProblem() {
    String statement = "CREATE ROLE a PASSWORD '" + "x".repeat(1_000_000) + "'";

    assertEquals("CREATE ROLE a PASSWORD '***'", TEXT.statement(statement));
  }

  @Test
  void wordsOfADriverWithAnAddress() {
    assertEquals("no ://u:***@h", TEXT.safe("no ://u:x@h"));
    assertEquals("no password=*** here", TEXT.safe("no password='x y' here"));
  }

  @Test
  void nothingStaysNothing() {
    assertNull(TEXT.statement(null));
    assertNull(TEXT.safe(null));
  }
}
