package dev.waymark.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Map;
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
          ALTER USER a WITH ENCRYPTED PASSWORD 'x''y' LOGIN | ALTER USER a WITH ENCRYPTED PASSWORD '***' LOGIN
          CREATE ROLE a PASSWORD E'x\\'y' LOGIN           | CREATE ROLE a PASSWORD '***' LOGIN
          CREATE ROLE a PASSWORD U&'x' LOGIN              | CREATE ROLE a PASSWORD '***' LOGIN
          create role a password $$x$$ login              | create role a password '***' login
          CREATE ROLE a PASSWORD $p$x'y$p$ LOGIN          | CREATE ROLE a PASSWORD '***' LOGIN
          CREATE ROLE a PASSWORD NULL                     | CREATE ROLE a PASSWORD NULL
          CREATE USER MAPPING FOR a SERVER s OPTIONS (user 'u', password 'x') | CREATE USER MAPPING FOR a SERVER s OPTIONS (user 'u', password '***')
          OPTIONS (SET password 'x')                      | OPTIONS (SET password '***')
          OPTIONS ("password" 'x')                        | OPTIONS ("password" '***')
          CREATE SUBSCRIPTION s CONNECTION 'host=h password=x user=u' | CREATE SUBSCRIPTION s CONNECTION 'host=h password=*** user=u'
          CREATE SUBSCRIPTION s CONNECTION 'host=h password=x' PUBLICATION p | CREATE SUBSCRIPTION s CONNECTION 'host=h password=***' PUBLICATION p
          SELECT dblink('password = ''x y'' user=u')      | SELECT dblink('password = *** user=u')
          SELECT dblink('postgresql://u:x@h/db')          | SELECT dblink('postgresql://u:***@h/db')
          SELECT dblink('postgresql://h/db?user=u&password=x&a=b') | SELECT dblink('postgresql://h/db?user=u&password=***')
          INSERT INTO t VALUES ('s3cret')                 | INSERT INTO t VALUES ('${key}')
          INSERT INTO t VALUES ('s3cret-and-more')        | INSERT INTO t VALUES ('${longer}')
          SELECT 1 FROM a JOIN b ON true                  | SELECT 1 FROM a JOIN b ON true
          CREATE TABLE t (password_hash text NOT NULL)    | CREATE TABLE t (password_hash text NOT NULL)
          CREATE TABLE t (password text NOT NULL)         | CREATE TABLE t (password text NOT NULL)
          """)
  void hidesSecretsAndNothingElse(String statement, String safe) {
    assertEquals(safe, TEXT.safe(statement));
  }

  @Test
  void aPasswordOverSeveralLines() {
    assertEquals("CREATE ROLE a\n  PASSWORD '***'", TEXT.safe("CREATE ROLE a\n  PASSWORD 'x\ny'"));
    assertEquals(
        "CREATE ROLE a\n  PASSWORD '***'", TEXT.safe("CREATE ROLE a\n  PASSWORD $$x\ny$$"));
  }

  @Test
  void aLongStatementIsCutAfterItWasMadeSafe() {
    String statement = "x".repeat(StatementText.LONGEST - 3) + "s3cret";

    assertEquals("x".repeat(StatementText.LONGEST - 3) + "${k ...", TEXT.safe(statement));
  }

  @Test
  void aVeryLongLiteralIsNoProblem() {
    String statement = "CREATE ROLE a PASSWORD '" + "x".repeat(1_000_000) + "'";

    assertEquals("CREATE ROLE a PASSWORD '***'", TEXT.safe(statement));
  }

  @Test
  void nothingStaysNothing() {
    assertNull(TEXT.safe(null));
  }
}
