package dev.waymark.verification.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.database.TestPostgres;
import dev.waymark.schema.NamespaceFilter;
import dev.waymark.schema.catalog.CatalogReader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingsTest {
  private static final String SHOP =
      """
      CREATE TABLE a (id serial PRIMARY KEY, at timestamp, body json);
      CREATE TABLE b (a int NOT NULL REFERENCES a ON DELETE SET NULL);
      SELECT setval('a_id_seq', 2147483647);
      """;

  @Test
  void theWorstComesFirst() throws SQLException {
    try (var database = FindingDatabase.create()) {
      database.clean();
      database.run(SHOP);

      List<Finding> findings = database.findings();

      assertEquals(
          List.of(
              "error foreign-key-action-impossible constraint shop.b.b_a_fkey",
              "warning sequence-near-exhaustion sequence shop.a_id_seq",
              "advice column-json table shop.a: body",
              "advice column-timestamp table shop.a: at",
              "advice foreign-key-without-index constraint shop.b.b_a_fkey",
              "advice table-without-primary-key table shop.b"),
          findings.stream()
              .map(
                  finding ->
                      finding.severity().code()
                          + " "
                          + finding.code()
                          + " "
                          + FindingTable.line(finding))
              .toList());
    }
  }

  @Test
  void whatIsSwitchedOffIsNotFoundAndSaysWhy() throws SQLException {
    var reason = new SwitchedOff("column-json", "The texts are evidence.");
    Findings findings = Findings.of(List.of(reason));
    try (var database = FindingDatabase.create()) {
      database.clean();
      database.run("CREATE TABLE a (id int PRIMARY KEY, body json);");
      var schema = new CatalogReader().read(database.connection(), NamespaceFilter.of("shop"));
      var facts = FindingFacts.read(database.connection(), schema.namespaces());

      assertEquals(List.of(), findings.check(schema, facts));
      assertEquals(List.of(reason), findings.switchedOff());
      assertEquals(Findings.all().rules().size() - 1, findings.rules().size());
    }
  }

  @Test
  void anUnknownCodeIsRefusedWithThoseThatThereAre() {
    var unknown = List.of(new SwitchedOff("no-such-rule", "why not"));

    var refusal = assertThrows(UnknownFindingException.class, () -> Findings.of(unknown));

    assertTrue(refusal.getMessage().startsWith("There is no finding no-such-rule; there are: "));
    assertTrue(refusal.getMessage().contains("invalid-index"));
  }

  @Test
  void aReasonIsNeededAndOneIsEnough() {
    var one = new SwitchedOff("column-json", "why not");

    assertThrows(IllegalArgumentException.class, () -> new SwitchedOff("column-json", " "));
    assertThrows(IllegalArgumentException.class, () -> Findings.of(List.of(one, one)));
  }

  @Test
  void codesAreUniqueAndEveryRuleExplainsItself() {
    List<Rule> rules = Findings.all().rules();

    assertEquals(rules.size(), rules.stream().map(Rule::code).distinct().count());
    assertEquals(Rule.class.getPermittedSubclasses().length, rules.size());
    for (Rule rule : rules) {
      assertTrue(rule.code().matches("[a-z]+(-[a-z]+)+"), rule::code);
      assertTrue(rule.summary().endsWith("."), rule::code);
    }
  }

  @Test
  void aRoleThatMayOnlyConnectSeesAllButWhereSequencesStand() throws SQLException {
    try (var database = FindingDatabase.create()) {
      database.clean();
      database.run(SHOP + "CREATE ROLE finder_of_" + database.name() + " LOGIN;\n");

      List<Finding> ours = database.findings();
      List<Finding> theirs;
      try (Connection visitor = connect(database.name(), "finder_of_" + database.name())) {
        theirs = FindingDatabase.findings(visitor);
      }

      assertEquals(
          ours.stream().filter(one -> !one.code().equals("sequence-near-exhaustion")).toList(),
          theirs);
    }
  }

  @Test
  void aSessionThatChangesASequenceIsNotWaitedFor() throws SQLException {
    try (var database = FindingDatabase.create()) {
      database.clean();
      database.run(SHOP);
      database.run("CREATE SEQUENCE other MAXVALUE 10;\nSELECT setval('other', 10);");
      try (Connection migration = TestPostgres.connect(database.name());
          var statement = migration.createStatement()) {
        migration.setAutoCommit(false);
        statement.execute("ALTER SEQUENCE shop.a_id_seq CACHE 5");

        List<Finding> findings = database.findings("sequence-near-exhaustion");

        assertEquals(List.of("other"), findings.stream().map(Finding::name).toList());
      }
    }
  }

  @Test
  void readingLeavesNothingBehindInTheSession() throws SQLException {
    try (var database = FindingDatabase.create()) {
      Connection connection = database.connection();
      database.run("SET search_path = information_schema;\nSET lock_timeout = '7s';");

      FindingFacts.read(connection, List.of("public"));

      assertTrue(connection.getAutoCommit());
      assertFalse(connection.isReadOnly());
      try (var statement = connection.createStatement();
          var row =
              statement.executeQuery(
                  "SELECT concat_ws(' ', current_setting('search_path'),"
                      + " current_setting('lock_timeout'),"
                      + " current_setting('transaction_read_only'))")) {
        row.next();
        assertEquals("information_schema 7s off", row.getString(1));
      }
      connection.setAutoCommit(false);
      assertThrows(
          IllegalArgumentException.class, () -> FindingFacts.read(connection, List.of("public")));
    }
  }

  @Test
  void jacksonWritesThem() throws Exception {
    try (var database = FindingDatabase.create()) {
      database.clean();
      database.run("CREATE TABLE a (id int PRIMARY KEY, body json);");

      String json = new ObjectMapper().writeValueAsString(database.findings().get(0));

      assertEquals(
          "{\"code\":\"column-json\",\"severity\":\"advice\",\"kind\":\"tables\","
              + "\"namespace\":\"shop\",\"name\":\"a\",\"column\":\"body\",\"detail\":\"",
          json.substring(0, json.indexOf("The column is json")));
      assertTrue(json.endsWith("\"https://www.postgresql.org/docs/current/datatype-json.html\"}"));
    }
  }

  private static Connection connect(String database, String user) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + TestPostgres.port() + "/" + database, user, "any");
  }
}
