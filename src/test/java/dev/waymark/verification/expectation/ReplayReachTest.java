package dev.waymark.verification.expectation;

import static dev.waymark.verification.expectation.ExpectationChoice.MIGRATIONS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.database.TestConnections;
import dev.waymark.database.TestPostgres;
import dev.waymark.migration.flyway.ReachingFunctions;
import dev.waymark.migration.script.HarmlessText;
import dev.waymark.migration.script.ReachingStatement;
import dev.waymark.migration.script.ReplayedScript;
import dev.waymark.verification.report.Verification;
import dev.waymark.verification.report.VerificationStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.flywaydb.core.internal.resolver.ChecksumCalculator;
import org.flywaydb.core.internal.resource.StringResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a script says: its replay changes nothing outside of the scratch database. */
class ReplayReachTest {
  /** As whom Waymark migrates, and with which rights. */
  private static final String SUPERUSER = "SUPERUSER";

  private static final String HIDING =
      """
      CREATE TABLE reached (id int);
      CREATE FUNCTION hidden(sql text) RETURNS void LANGUAGE plpgsql AS $body$
      BEGIN
        EXECUTE sql;
      EXCEPTION WHEN OTHERS THEN
        RAISE NOTICE '%', SQLERRM;
      END $body$;
      """;

  @TempDir Path folder;
  @TempDir Path files;

  private Outside outside;

  @BeforeEach
  void server() throws Exception {
    outside = new Outside(TestPostgres.createDatabase(), files);
  }

  @ParameterizedTest
  @ValueSource(strings = {SUPERUSER, "CREATEDB CREATEROLE", "CREATEDB"})
  void whatIsHiddenInAFunctionReachesNothing(String rights) throws Exception {
    String script =
        outside.statements().stream()
            .map(
                sql -> {
                  int half = sql.length() / 3;
                  return "SELECT hidden(%s || %s);"
                      .formatted(literal(sql.substring(0, half)), literal(sql.substring(half)));
                })
            .collect(
                Collectors.joining("\n", HIDING, "\nRESET SESSION AUTHORIZATION; RESET ROLE;"));
    TestService service = applied(rights, script);
    List<String> before = outside.seen();

    Verification verification = service.verify(MIGRATIONS);

    assertEquals(before, outside.seen());
    if (rights.equals("CREATEDB")) {
      assertEquals(VerificationStatus.UNVERIFIED, verification.status());
      assertTrue(verification.reason().contains("V1__script.sql, line"), verification.reason());
      assertTrue(verification.hint().contains("WAYMARK_REHEARSAL_URL"), verification.hint());
    } else {
      assertEquals(1, service.replays.get(), "it was replayed: " + verification.reason());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {SUPERUSER, "CREATEDB CREATEROLE", "CREATEDB"})
  void whatIsWrittenPlainlyIsLeftOut(String rights) throws Exception {
    List<String> plain = new ArrayList<>();
    for (String sql : outside.statements()) {
      List<ReachingStatement> reaching = ReplayedScript.of(sql).reaching();
      if (reaching.size() == 1 && reaching.get(0).omissible()) {
        plain.add(sql);
      }
    }
    // What stands before a statement in its line looks like a comment, or like a string.
    String script =
        plain.stream()
            .map(
                sql ->
                    "CREATE TABLE n%d (x text DEFAULT '--'); ".formatted(plain.indexOf(sql)) + sql)
            .collect(Collectors.joining(";\n", "/* ' /* nested */ */\n", ";\n"));
    TestService service = applied(rights, script);
    List<String> before = outside.seen();

    Verification verification = service.verify(MIGRATIONS);

    assertEquals(before, outside.seen());
    assertEquals(VerificationStatus.DRIFTED, verification.status(), verification.reason());
    assertTrue(
        verification.expectation().from().contains("left out: ALTER ROLE (V1__script.sql, line"),
        verification.expectation().from());
  }

  @Test
  void whatIsWrittenPlainlyAndCannotBeLeftOutIsRefused() throws Exception {
    for (String sql :
        List.of(
            "COPY t FROM '/tmp/x'",
            "COPY t (id) FROM PROGRAM 'true'",
            "LOAD 'auto_explain'",
            "PREPARE TRANSACTION 'x'",
            "IMPORT FOREIGN SCHEMA public FROM SERVER s INTO public",
            "CREATE SUBSCRIPTION s CONNECTION 'dbname=x' PUBLICATION p")) {
      TestService service = applied(SUPERUSER, "CREATE TABLE t (id int);\n" + sql);

      Verification verification = service.verify(MIGRATIONS);

      assertEquals(VerificationStatus.UNVERIFIED, verification.status(), sql);
      assertTrue(verification.reason().contains("in line 2"), verification.reason());
      assertEquals(0, service.replays.get());
    }
  }

  /** Where only the text decides: no form of anything that reaches beyond passes. */
  @Test
  void noFormOfWhatReachesBeyondIsProvenHarmless() throws Exception {
    TestConnections.execute(outside.live, "CREATE EXTENSION dblink");
    HarmlessText.Reach reach;
    try (Connection connection = TestPostgres.connect(outside.live)) {
      reach = ReachingFunctions.reach(connection);
    }
    List<String> forms = new ArrayList<>(ODD);
    for (String sql : outside.statements()) {
      if (!sql.startsWith("SET ") && !sql.startsWith("CREATE SERVER")) {
        forms.addAll(forms(sql));
      }
    }

    List<String> passed =
        forms.stream().filter(form -> HarmlessText.objection(form, reach).isEmpty()).toList();

    assertEquals(List.of(), passed);
  }

  /** The role that replays may be one that may not make others: then only the text decides. */
  @Test
  void whatADumpBeginsWithIsHarmless() throws Exception {
    String dump =
        """
        SET statement_timeout = 0;
        SET lock_timeout = 0;
        SET idle_in_transaction_session_timeout = 0;
        SET client_encoding = 'UTF8';
        SET standard_conforming_strings = on;
        SELECT pg_catalog.set_config('search_path', '', false);
        SET check_function_bodies = false;
        SET xmloption = content;
        SET client_min_messages = warning;
        SET row_security = off;
        SET default_tablespace = '';
        SET default_table_access_method = heap;
        CREATE TABLE public.a (id integer NOT NULL);
        """;
    try (Connection connection = TestPostgres.connect(outside.live)) {
      assertEquals(
          Optional.empty(), HarmlessText.objection(dump, ReachingFunctions.reach(connection)));
    }
  }

  private static final List<String> ODD =
      List.of(
          "SELECT U&\"\\0070g_reload_conf\"()",
          "SELECT \"pg_reload_conf\"()",
          "SELECT pg_catalog . /* x */ PG_Reload_Conf ()",
          "CREATE FUNCTION f() RETURNS boolean BEGIN ATOMIC SELECT pg_reload_conf(); END",
          "CREATE AGGREGATE a (int) (SFUNC = pg_cancel_backend, STYPE = boolean)",
          "DO $$ BEGIN EXECUTE format('SELECT %I()', 'pg_reload_conf'); END $$",
          "DO $$ BEGIN EXECUTE format('SELECT pg_%s()', 'reload_conf'); END $$",
          "DO $$ BEGIN EXECUTE format('%1$s', 'DROP ROLE x'); END $$",
          "DO $$ BEGIN EXECUTE 'SELECT ' || quote_ident('pg_reload_conf') || '()'; END $$",
          "DO $$ BEGIN EXECUTE 'DROP RO'\n 'LE x'; END $$",
          "DO $$ BEGIN EXECUTE E'DROP\\x20ROLE x'; END $$",
          "DO $$ BEGIN EXECUTE 'DROP\\040ROLE x'; END $$",
          "DO $$ BEGIN PERFORM set_config('standard_conforming_' || 'strings', 'off', false); END $$",
          "SET standard_conforming_strings = off",
          "DO LANGUAGE plperl $$ spi_exec_query('DROP ROLE x') $$",
          "CREATE FUNCTION f() RETURNS void LANGUAGE 'plpython3u' AS 'pass'",
          "CREATE FUNCTION f() RETURNS void AS E'BEGIN DROP\\x20ROLE x; END' LANGUAGE plpgsql",
          "CREATE EXTENSION IF NOT EXISTS \"an extension that is gone\"",
          "SELECT * FROM crosstab('SELECT pg_reload_conf()') AS t (x text)",
          "UPDATE pg_proc SET prosrc = 'pg_reload_conf' WHERE proname = 'f'",
          "CREATE VIEW v AS SELECT * FROM pg_proc",
          "DO $$ BEGIN EXECUTE format('UPDATE %I SET rolsuper = true', 'pg_authid'); END $$",
          "DO $$ DECLARE r record; BEGIN FOR r IN EXECUTE 'x' || r LOOP NULL; END LOOP; END $$",
          "CREATE FOREIGN TABLE f () SERVER s",
          "COPY t FROM stdin;\n\\.\nDO $$ BEGIN DROP ROLE x; END $$",
          "DO $$ BEGIN COPY t TO '/tmp/x'; END $$");

  private static List<String> forms(String sql) {
    String edited = ReplayedScript.of(sql).edited(Map.of(), Set.of(), Set.of());
    String block = "DO $$ BEGIN " + sql + "; END $$";
    return List.of(
        edited.equals("SELECT 1") ? block : edited,
        block,
        "DO $x$ BEGIN EXECUTE $$" + sql + "$$; END $x$",
        "DO $x$ BEGIN EXECUTE " + literal(sql) + "; END $x$",
        "DO LANGUAGE plpgsql " + literal("BEGIN EXECUTE " + literal(sql) + "; END"),
        "DO $x$ BEGIN EXECUTE %s || %s; END $x$"
            .formatted(literal(sql.substring(0, 3)), literal(sql.substring(3))),
        "DO $x$ BEGIN EXECUTE format(%s); END $x$".formatted(literal(sql)),
        "DO $x$ DECLARE s text := %s; BEGIN EXECUTE s; END $x$".formatted(literal(sql)),
        "DO $x$ BEGIN IF true THEN DO $y$ BEGIN " + sql + "; END $y$; END IF; END $x$",
        "CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $$ " + sql + " $$; SELECT f()",
        "CREATE FUNCTION f() RETURNS trigger AS %s LANGUAGE 'plpgsql'"
            .formatted(literal("BEGIN " + sql + "; END")),
        "SELECT 'a\\'; " + sql + "; --'",
        "SELECT query_to_xml(" + literal(sql) + ", true, true, '')");
  }

  @Test
  void whatIsHarmlessIsProvenToBe() throws Exception {
    TestService service =
        applied(
            "CREATEDB",
            """
            CREATE TABLE language (id serial PRIMARY KEY, role text DEFAULT 'create user x', copy int);
            INSERT INTO language (role) VALUES ('ALTER ROLE x; DROP DATABASE y'), ('it''s \\n $1');
            CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              NEW.role := coalesce(NEW.role, 'none');
              RETURN NEW;
            END $$;
            CREATE TRIGGER touch BEFORE UPDATE ON language FOR EACH ROW EXECUTE FUNCTION touch();
            DO $$
            DECLARE name text;
            BEGIN
              FOREACH name IN ARRAY ARRAY['a', 'b'] LOOP
                EXECUTE format('ALTER TABLE language ADD COLUMN %I text DEFAULT %L', name, name);
                EXECUTE 'COMMENT ON COLUMN language.' || quote_ident(name) || ' IS ''a column''';
              END LOOP;
              PERFORM set_config('search_path', 'public', false);
            END $$;
            GRANT SELECT ON language TO PUBLIC;
            GRANT EXECUTE ON FUNCTION touch() TO PUBLIC;
            """);

    String report = missing(service);

    assertTrue(report.startsWith("drifted: missing language, "), report);
  }

  /** The owner of a database may do that, and PostgreSQL drops no template. */
  @Test
  void aScratchDatabaseThatAScriptMakesATemplateIsDropped() throws Exception {
    TestService service =
        applied(
            SUPERUSER,
            """
            DO $$ BEGIN
              EXECUTE format('ALTER DATABASE %I IS_TEMPLATE true', current_database());
            END $$;
            """);
    List<String> before = outside.seen();

    service.verify(MIGRATIONS);

    assertEquals(1, service.replays.get());
    assertEquals(before, outside.seen());
  }

  @ParameterizedTest
  @ValueSource(strings = {SUPERUSER, "CREATEDB CREATEROLE", "CREATEDB"})
  void whatScriptsUsuallyDoWithRolesIsReplayed(String rights) throws Exception {
    String comment = "COMMENT ON EXTENSION plpgsql IS 'PL/pgSQL procedural language';";
    TestService service =
        applied(
            rights,
            outside.named(
                """
                DO $$ BEGIN CREATE ROLE BOSS; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
                DO $do$
                BEGIN
                  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'BOSS') THEN
                    CREATE ROLE BOSS
                      LOGIN PASSWORD 'it''s; so';
                  ELSE ALTER ROLE BOSS LOGIN;
                  END IF;
                END $do$ LANGUAGE plpgsql;
                CREATE SCHEMA AUTHORIZATION BOSS;
                CREATE TABLE BOSS.inside (id int);
                CREATE TABLE made (id int);
                """
                    + (rights.equals(SUPERUSER) ? comment : "")));
    TestConnections.execute(outside.live, outside.named("GRANT BOSS TO " + role(rights)));

    String report = missing(service);

    assertTrue(report.contains("missing made"), report);
    assertTrue(
        service
            .verify(MIGRATIONS)
            .expectation()
            .from()
            .contains("CREATE ROLE (V1__script.sql, line 5)"),
        report);
  }

  private static String missing(TestService service) {
    Verification verification = service.verify(MIGRATIONS);
    return verification.reason() == null ? service.report(MIGRATIONS) : verification.reason();
  }

  /** A database in whose history a script is that was never executed. */
  private TestService applied(String rights, String script) throws Exception {
    String role = role(rights);
    if (!rights.equals(SUPERUSER)) {
      TestConnections.execute(
          outside.live,
          "CREATE ROLE %1$s LOGIN PASSWORD 'postgres' %2$s; ALTER DATABASE %3$s OWNER TO %1$s; GRANT ALL ON SCHEMA public TO %1$s"
              .formatted(role, rights, outside.live));
    }
    String database = outside.live;
    TestService service = new TestService(folder, database, TestService.Options.NONE.role(role));
    if (!Files.exists(folder.resolve("V1__script.sql"))) {
      service.script("V1__script.sql", "SELECT 1");
      service.run();
      if (rights.equals(SUPERUSER)) {
        service.execute("CREATE EXTENSION dblink; CREATE EXTENSION postgres_fdw");
      }
    }
    Files.writeString(folder.resolve("V1__script.sql"), script);
    service.execute(
        "UPDATE flyway_schema_history SET checksum = %d WHERE version = '1'"
            .formatted(ChecksumCalculator.calculate(new StringResource(script))));
    return service;
  }

  private String role(String rights) {
    return rights.equals(SUPERUSER) ? "postgres" : outside.live + "_own";
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
