package dev.waymark.schema.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.waymark.database.TestPostgres;
import dev.waymark.schema.NamespaceFilter;
import dev.waymark.schema.Schema;
import dev.waymark.schema.SchemaJson;
import dev.waymark.schema.Subscription;
import dev.waymark.schema.UserMapping;
import dev.waymark.schema.catalog.CatalogReader;
import dev.waymark.schema.catalog.SchemaDatabase;
import java.sql.DriverManager;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What leads out of the database, and what was put into the server. */
class OutsideChangesTest {
  private static final String SERVER =
      "CREATE FOREIGN DATA WRAPPER w; CREATE SERVER archive FOREIGN DATA WRAPPER w OPTIONS (host 'a')";
  private static final String SUBSCRIPTION =
      "CREATE SUBSCRIPTION s CONNECTION 'host=nowhere password=secret' PUBLICATION p"
          + " WITH (connect = false, slot_name = NONE)";
  private static final String LANGUAGE =
      "CREATE LANGUAGE l HANDLER plpgsql_call_handler INLINE plpgsql_inline_handler";

  @TestFactory
  Stream<DynamicTest> foreignServers() {
    return new Changes()
        .change("", "CREATE FOREIGN DATA WRAPPER w", "unexpected foreign-data wrapper w")
        .change(
            SERVER,
            "ALTER FOREIGN DATA WRAPPER w OPTIONS (ADD debug 'true')",
            "different foreign-data wrapper w: options nothing -> [\"debug=true\"]")
        .change(SERVER, "DROP SERVER archive", "missing foreign server archive")
        .change(
            SERVER,
            "ALTER SERVER archive VERSION '2' OPTIONS (SET host 'b', ADD my_password 'secret')",
            "different foreign server archive: options [\"host=a\"] -> [\"host=b\",\"my_password=********\"]",
            "different foreign server archive: version nothing -> 2")
        .change(
            SERVER,
            "GRANT USAGE ON FOREIGN SERVER archive TO pg_monitor",
            "different foreign server archive: grants.pg_monitor nothing -> {\"grantee\":\"pg_monitor\",\"privileges\":[\"USAGE\"]}")
        .change(
            SERVER,
            "GRANT USAGE ON FOREIGN DATA WRAPPER w TO pg_monitor",
            "different foreign-data wrapper w: grants.pg_monitor nothing -> {\"grantee\":\"pg_monitor\",\"privileges\":[\"USAGE\"]}")
        .change(
            SERVER,
            "CREATE USER MAPPING FOR PUBLIC SERVER archive OPTIONS (password 'secret')",
            "unexpected user mapping PUBLIC SERVER archive")
        .change(
            SERVER + "; CREATE USER MAPPING FOR postgres SERVER archive",
            "DROP USER MAPPING FOR postgres SERVER archive",
            "missing user mapping postgres SERVER archive")
        .tests();
  }

  @TestFactory
  Stream<DynamicTest> subscriptions() {
    return new Changes()
        .change("", SUBSCRIPTION, "unexpected subscription s")
        .change(SUBSCRIPTION, "DROP SUBSCRIPTION s", "missing subscription s")
        .change(
            SUBSCRIPTION,
            "ALTER SUBSCRIPTION s SET (synchronous_commit = local, binary = true)",
            "different subscription s: binary nothing -> true",
            "different subscription s: synchronousCommit off -> local")
        .change(
            SUBSCRIPTION,
            "ALTER SUBSCRIPTION s SET PUBLICATION p, q WITH (refresh = false)",
            "different subscription s: publications [\"p\"] -> [\"p\",\"q\"]")
        .changeSince(
            16,
            SUBSCRIPTION,
            "ALTER SUBSCRIPTION s SET (disable_on_error, password_required = false, origin = none)",
            "different subscription s: disableOnError nothing -> true",
            "different subscription s: origin any -> none",
            "different subscription s: passwordRequired true -> false")
        .tests();
  }

  @TestFactory
  Stream<DynamicTest> languagesAndAccessMethods() {
    return new Changes()
        .change("", LANGUAGE, "unexpected language l")
        .change(LANGUAGE, "DROP LANGUAGE l", "missing language l")
        .change(
            LANGUAGE,
            "CREATE OR REPLACE TRUSTED LANGUAGE l HANDLER plpgsql_call_handler",
            "different language l: inlineHandler plpgsql_inline_handler -> nothing",
            "different language l: trusted nothing -> true")
        .change(
            "CREATE TRUSTED LANGUAGE l HANDLER plpgsql_call_handler",
            "REVOKE USAGE ON LANGUAGE l FROM PUBLIC",
            "different language l: grants.PUBLIC nothing -> {\"grantee\":\"PUBLIC\"}")
        .change(
            "",
            "CREATE ACCESS METHOD m TYPE TABLE HANDLER heap_tableam_handler",
            "unexpected access method m")
        .change(
            "CREATE ACCESS METHOD m TYPE TABLE HANDLER heap_tableam_handler",
            "COMMENT ON ACCESS METHOD m IS 'c'",
            "different access method m: comment nothing -> c")
        .tests();
  }

  @Test
  void aRoleThatMayOnlyConnectReadsTheSameAndNoRoleReadsASecret() throws Exception {
    try (var database = SchemaDatabase.create()) {
      String visitor = "outside_" + database.name();
      database.execute("CREATE ROLE " + visitor + " LOGIN");
      database.execute(
          SERVER + "; CREATE USER MAPPING FOR PUBLIC SERVER archive OPTIONS (password 'secret')");
      database.execute(SUBSCRIPTION);

      var remembering = CatalogReader.remembering();
      Schema ours =
          remembering.readFingerprinted(database.connection(), NamespaceFilter.all()).schema();
      Schema theirs;
      String address = "jdbc:postgresql://127.0.0.1:" + TestPostgres.port() + "/" + database.name();
      try (var connection = DriverManager.getConnection(address, visitor, "any")) {
        theirs = remembering.readChanged(connection, NamespaceFilter.all()).schema();
      }
      database.execute("DROP SUBSCRIPTION s");

      assertEquals(ours.fingerprint(), theirs.fingerprint());
      assertEquals(1, theirs.all(Subscription.class).size());
      assertEquals(List.of("password"), ours.all(UserMapping.class).get(0).optionNames());
      assertEquals(List.of(), theirs.all(UserMapping.class).get(0).optionNames());
      assertFalse(SchemaJson.text(ours).contains("secret"));
    }
  }
}
