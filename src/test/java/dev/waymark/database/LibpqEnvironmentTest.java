package dev.waymark.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LibpqEnvironmentTest {
  @Test
  void saysWhatTheAddressDoesNotSay() {
    ConnectionUrl url =
        parse(
            "postgresql:///",
            Map.of(
                "PGHOST", "db.example.com",
                "PGPORT", "5433",
                "PGDATABASE", "app",
                "PGUSER", "u",
                "PGPASSWORD", "p",
                "PGSSLMODE", "require",
                "PGCONNECT_TIMEOUT", "3",
                "PGDATA", "/data"));

    assertEquals("jdbc:postgresql://db.example.com:5433/app", url.jdbcUrl());
    assertEquals("u", url.username());
    assertEquals(Optional.of("p"), url.password());
    assertEquals("{connectTimeout=3, sslmode=require}", url.properties().toString());
    assertEquals(
        List.of(
            "PGCONNECT_TIMEOUT",
            "PGDATABASE",
            "PGHOST",
            "PGPASSWORD",
            "PGPORT",
            "PGSSLMODE",
            "PGUSER"),
        url.variables());
  }

  @ParameterizedTest
  @CsvSource({
    "postgresql://u:p@h:1/db?sslmode=require&options=x",
    "jdbc:postgresql://h:1/db?user=u&password=p&sslmode=require&options=x",
  })
  void theAddressComesFirst(String text) {
    ConnectionUrl url =
        parse(
            text,
            Map.of(
                "PGHOST", "other",
                "PGPORT", "2",
                "PGDATABASE", "other",
                "PGUSER", "other",
                "PGPASSWORD", "other",
                "PGSSLMODE", "disable",
                "PGOPTIONS", "other"));

    assertEquals(ConnectionUrl.parse(text), url);
    assertEquals(List.of(), url.variables());
  }

  @Test
  void aJdbcAddressIsMeantToo() {
    ConnectionUrl url =
        parse(
            "jdbc:postgresql://h/db?user=u&connectTimeout=4",
            Map.of("PGSSLMODE", "require", "PGPASSWORD", "p", "PGCONNECT_TIMEOUT", "9"));

    assertEquals("{connectTimeout=4, sslmode=require}", url.properties().toString());
    assertEquals(Optional.of("p"), url.password());
  }

  @ParameterizedTest
  @CsvSource({
    "PGREQUIREAUTH,scram-sha-256",
    "PGSSLCRL,/crl",
    "PGSSLMODE,geheim",
    "PGSSLROOTCERT,/ca.pem",
    "PGSERVICE,geheim",
    "PGCLIENTENCODING,LATIN1"
  })
  void whatCannotBeHonouredIsRefusedByItsName(String variable, String value) {
    String message =
        assertThrows(
                InvalidConnectionUrlException.class,
                () -> parse("postgresql://u:p@h/db", Map.of(variable, value)))
            .getMessage();

    assertTrue(message.contains(variable) || message.contains("sslrootcert is given"), message);
    assertTrue(!message.contains("geheim"), message);
  }

  private static ConnectionUrl parse(String url, Map<String, String> environment) {
    return ConnectionUrl.parse(url, LibpqEnvironment.of(environment));
  }
}
