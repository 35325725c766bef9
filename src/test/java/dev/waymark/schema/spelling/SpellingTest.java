package dev.waymark.schema.spelling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waymark.database.TestConnections;
import dev.waymark.database.TestPostgres;
import dev.waymark.schema.Constraint;
import dev.waymark.schema.Domain;
import dev.waymark.schema.ExtendedStatistics;
import dev.waymark.schema.Function;
import dev.waymark.schema.Index;
import dev.waymark.schema.MaterializedView;
import dev.waymark.schema.NamespaceFilter;
import dev.waymark.schema.Policy;
import dev.waymark.schema.Procedure;
import dev.waymark.schema.Publication;
import dev.waymark.schema.Rule;
import dev.waymark.schema.Schema;
import dev.waymark.schema.Table;
import dev.waymark.schema.Trigger;
import dev.waymark.schema.View;
import dev.waymark.schema.catalog.CatalogReader;
import dev.waymark.schema.comparison.Comparison;
import dev.waymark.schema.comparison.ObjectComparison;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What PostgreSQL prints is executed in another database, as a dump is, and printed there. */
class SpellingTest {
  private static final NamespaceFilter PUBLIC = NamespaceFilter.of("public");

  private static final String TABLE =
      """
      CREATE TABLE t (a varchar(10), b text, n int, m int, d timestamp, e int4range);
      CREATE TABLE log (a text, n int);
      """;

  /**
   * A definition.
   *
   * @param around with its place
   * @param written as a person writes it
   * @param printed where it stands in a schema
   * @param other something else
   */
  private record Case(
      String name,
      String around,
      String written,
      java.util.function.Function<Schema, String> printed,
      String other) {
    String in(String text) {
      return around.replace("?!", text);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static final String CALLED =
      "CREATE FUNCTION called() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';";

  static final List<Case> CASES =
      List.of(
          new Case(
              "check",
              "ALTER TABLE t ADD CONSTRAINT c ?!",
              "CHECK (a IN ('x', 'y') AND n BETWEEN 1 AND 2 AND b NOT IN ('p', 'q')) NO INHERIT",
              schema -> only(schema, Constraint.class).definition(),
              "CHECK (a IN ('x', 'z') AND n BETWEEN 1 AND 2 AND b NOT IN ('p', 'q')) NO INHERIT"),
          new Case(
              "exclusion",
              "ALTER TABLE t ADD CONSTRAINT c ?!",
              "EXCLUDE USING gist ((CASE WHEN a IN ('x', 'y') THEN e END) WITH &&) WHERE (a IN ('x', 'y'))",
              schema -> only(schema, Constraint.class).definition(),
              "EXCLUDE USING gist ((CASE WHEN a IN ('x', 'y') THEN e END) WITH &&) WHERE (a IN ('x', 'z'))"),
          new Case(
              "index",
              "?!",
              "CREATE INDEX i ON t ((a IN ('x', 'y')), lower(a)) WHERE a IN ('x', 'y') AND n BETWEEN 1 AND 2",
              schema -> only(schema, Index.class).definition(),
              "CREATE INDEX i ON t ((a IN ('x', 'y')), lower(a)) WHERE a IN ('x', 'y') AND n BETWEEN 1 AND 3"),
          new Case(
              "index key",
              "?!",
              "CREATE INDEX i ON t ((a IN ('x', 'y')))",
              schema -> only(schema, Index.class).definition(),
              "CREATE INDEX i ON t ((a IN ('x', 'z')))"),
          new Case(
              "policy",
              "CREATE POLICY p ON t USING (?!)",
              "a IN ('x', 'y') AND EXISTS (SELECT 1 FROM log WHERE log.n = t.n AND t.a IN ('x', 'y'))",
              schema -> only(schema, Policy.class).using(),
              "a IN ('x', 'y') AND EXISTS (SELECT 1 FROM log WHERE log.n = t.m AND t.a IN ('x', 'y'))"),
          new Case(
              "policy's check",
              "CREATE POLICY p ON t FOR INSERT WITH CHECK (?!)",
              "a IN ('x', 'y')",
              schema -> only(schema, Policy.class).withCheck(),
              "a NOT IN ('x', 'y')"),
          new Case(
              "generated column",
              "ALTER TABLE t ADD g bool GENERATED ALWAYS AS (?!) STORED",
              "a IN ('x', 'y') AND n BETWEEN 1 AND 2",
              schema -> column(schema, "g").generationExpression(),
              "a IN ('x', 'y') AND n BETWEEN 1 AND 2 OR false"),
          new Case(
              "default",
              "ALTER TABLE t ADD g bool DEFAULT (?!)",
              "current_user::varchar IN ('x', 'y')",
              schema -> column(schema, "g").defaultValue(),
              "current_user::varchar IN ('x', 'z')"),
          new Case(
              "view",
              "CREATE VIEW v AS ?!",
              "SELECT a::text, 'x'::varchar, n + 1 FROM t WHERE a IN ('x', 'y') AND n BETWEEN 1 AND 2 AND b IS NOT NULL",
              schema -> only(schema, View.class).definition(),
              "SELECT a::text, 'x'::varchar, n + 1 FROM t WHERE a IN ('x', 'y') AND n BETWEEN 1 AND 2 AND b IS NULL"),
          new Case(
              "materialized view",
              "CREATE MATERIALIZED VIEW v AS ?!",
              "SELECT count(*) FILTER (WHERE a IN ('x', 'y')) AS c FROM t",
              schema -> only(schema, MaterializedView.class).definition().replaceFirst(";$", ""),
              "SELECT count(*) FILTER (WHERE a IN ('x', 'z')) AS c FROM t"),
          new Case(
              "rule",
              "?!",
              "CREATE RULE r AS ON UPDATE TO t WHERE new.a IN ('x', 'y') DO ALSO INSERT INTO log SELECT old.a, 1 WHERE old.a IN ('x', 'y')",
              schema -> only(schema, Rule.class).definition(),
              "CREATE RULE r AS ON UPDATE TO t WHERE new.a IN ('x', 'y') DO ALSO INSERT INTO log SELECT old.a, 1 WHERE old.a IN ('x', 'z')"),
          new Case(
              "trigger",
              CALLED + "?!",
              "CREATE TRIGGER g AFTER UPDATE ON t FOR EACH ROW WHEN (new.a IN ('x', 'y') AND old.* IS DISTINCT FROM new.*) EXECUTE FUNCTION called()",
              schema -> only(schema, Trigger.class).definition(),
              "CREATE TRIGGER g AFTER UPDATE ON t FOR EACH ROW WHEN (old.a IN ('x', 'y') AND old.* IS DISTINCT FROM new.*) EXECUTE FUNCTION called()"),
          new Case(
              "domain",
              "CREATE DOMAIN dom AS varchar CONSTRAINT c ?!",
              "CHECK (value IN ('x', 'y') AND value <> 'q')",
              schema -> only(schema, Domain.class).checks().get(0).definition(),
              "CHECK (value IN ('x', 'z') AND value <> 'q')"),
          new Case(
              "function",
              "?!",
              "CREATE OR REPLACE FUNCTION f(p varchar, q bool DEFAULT current_user::varchar IN ('x', 'y')) RETURNS bool LANGUAGE sql BEGIN ATOMIC SELECT p IN ('x', 'y'); END",
              schema -> only(schema, Function.class).definition(),
              "CREATE OR REPLACE FUNCTION f(p varchar, q bool DEFAULT current_user::varchar IN ('x', 'y')) RETURNS bool LANGUAGE sql BEGIN ATOMIC SELECT p IN ('x', 'z'); END"),
          new Case(
              "procedure",
              "?!",
              "CREATE OR REPLACE PROCEDURE f(p varchar) LANGUAGE sql BEGIN ATOMIC INSERT INTO log SELECT p, 1 WHERE p IN ('x', 'y'); END",
              schema -> only(schema, Procedure.class).definition(),
              "CREATE OR REPLACE PROCEDURE f(p varchar) LANGUAGE sql BEGIN ATOMIC INSERT INTO log SELECT p, 1 WHERE p IN ('y', 'y'); END"),
          new Case(
              "partition key",
              "CREATE TABLE parted (a varchar) PARTITION BY ?!",
              "LIST ((a IN ('x', 'y')))",
              schema -> schema.table("public", "parted").orElseThrow().partitionKey(),
              "LIST ((a IN ('x', 'z')))"),
          new Case(
              "statistics",
              "?!",
              "CREATE STATISTICS s ON (a IN ('x', 'y')), n FROM t",
              schema -> only(schema, ExtendedStatistics.class).definition(),
              "CREATE STATISTICS s ON (a IN ('x', 'z')), n FROM t"),
          new Case(
              "publication",
              "CREATE PUBLICATION "
                  + "pub_"
                  + ProcessHandle.current().pid()
                  + " FOR TABLE t WHERE (?!)",
              "n BETWEEN 1 AND 2 AND m = 3",
              schema -> only(schema, Publication.class).tables().get(0).where(),
              "n BETWEEN 1 AND 2 AND m = 4"));

  private final List<String> databases = new ArrayList<>();
  private final List<Connection> connections = new ArrayList<>();

  @AfterEach
  void drop() throws SQLException {
    for (Connection connection : connections) {
      connection.close();
    }
    try (var server = TestPostgres.connect("postgres");
        var statement = server.createStatement()) {
      for (String database : databases) {
        statement.execute("DROP DATABASE " + database + " WITH (FORCE)");
      }
    }
  }

  @ParameterizedTest
  @FieldSource("CASES")
  void whatIsPrintedAndReadBackIsTheSame(Case definition) throws SQLException {
    assumeTrue(!definition.name().equals("publication") || major() >= 15);
    Schema written = schema(definition.in(definition.written()));
    String printed = definition.printed().apply(written);
    Schema restored = schema(definition.in(printed));

    Comparison compared = Comparison.of(written, restored);
    var settled = judge().settle(compared, restored.server().number());

    assertFalse(compared.clean(), "the texts are the same, so this case shows nothing");
    assertEquals(List.of(), settled.comparison().deviations());
    assertEquals(0, settled.undecided(), settled.reason());
  }

  @ParameterizedTest
  @FieldSource("CASES")
  void whatSaysSomethingElseIsDifferent(Case definition) throws SQLException {
    assumeTrue(!definition.name().equals("publication") || major() >= 15);
    Schema written = schema(definition.in(definition.written()));
    Schema other = schema(definition.in(definition.other()));

    Comparison compared = Comparison.of(written, other);
    var settled = judge().settle(compared, other.server().number());

    assertEquals(
        compared.deviations().stream().map(it -> it.id()).toList(),
        settled.comparison().deviations().stream().map(it -> it.id()).toList());
    assertEquals(0, settled.undecided(), settled.reason());
  }

  /**
   * The same two texts: of a text the cast is one of spelling, of a name it decides the operator.
   */
  @Test
  void whatIsSpellingInOneTableIsNotInAnother() throws SQLException {
    String checks = " CONSTRAINT c CHECK (%s = 'x'::text));";
    Schema written =
        schema(
            ("CREATE TABLE n (a name," + checks).formatted("a::text")
                + ("CREATE TABLE v (a varchar," + checks).formatted("a"));
    Schema other =
        schema(
            ("CREATE TABLE n (a name," + checks).formatted("a")
                + ("CREATE TABLE v (a text," + checks).formatted("a"));

    Comparison compared = Comparison.of(written, other);
    var settled = judge().settle(compared, other.server().number());

    assertEquals(
        List.of("v", "n.c", "v.c"),
        compared.deviations().stream().map(SpellingTest::place).toList(),
        "this shows nothing");
    assertEquals(
        List.of("v", "n.c"),
        settled.comparison().deviations().stream().map(SpellingTest::place).toList());
  }

  @Test
  void aLockIsNotWaitedForByEachTextThatItHolds() throws SQLException {
    String columns = "(a varchar(10), CONSTRAINT c %s, CONSTRAINT d %s);";
    String tables = "CREATE TABLE m " + columns + "CREATE TABLE z " + columns;
    Object[] checks = {
      "CHECK (a IN ('x', 'y'))", "CHECK (a IN ('p', 'q'))",
      "CHECK (a IN ('x', 'y'))", "CHECK (a IN ('p', 'q'))"
    };
    Schema written = schema(tables.formatted(checks));
    Schema restored =
        schema(
            tables.formatted(
                written.all(Constraint.class).stream().map(Constraint::definition).toArray()));
    Comparison compared = Comparison.of(written, restored);
    SpellingJudge judge = judge();
    last().setAutoCommit(false);
    try (var statement = last().createStatement()) {
      statement.execute("LOCK TABLE m IN ACCESS EXCLUSIVE MODE");
    }

    var meanwhile = judge.settle(compared, restored.server().number());
    last().rollback();
    var later = judge.settle(compared, restored.server().number());

    assertEquals(4, meanwhile.undecided(), "those of the other table, too");
    assertFalse(meanwhile.lasting());
    assertEquals(List.of(), later.comparison().deviations());
  }

  private static String place(ObjectComparison object) {
    return (object.id().table() == null ? "" : object.id().table() + ".") + object.id().name();
  }

  private static <T extends dev.waymark.schema.SchemaObject> T only(Schema schema, Class<T> type) {
    List<T> all = schema.all(type).stream().filter(it -> !it.name().equals("called")).toList();
    assertEquals(1, all.size());
    return all.get(0);
  }

  private static dev.waymark.schema.Column column(Schema schema, String name) {
    Table table = schema.table("public", "t").orElseThrow();
    return table.columns().stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
  }

  private Connection last() {
    return connections.get(connections.size() - 1);
  }

  private int major() throws SQLException {
    try (Connection server = TestPostgres.connect("postgres")) {
      return server.getMetaData().getDatabaseMajorVersion();
    }
  }

  private Schema schema(String sql) throws SQLException {
    String database = TestPostgres.createDatabase();
    databases.add(database);
    connections.add(TestPostgres.connect(database));
    try (var statement = last().createStatement()) {
      statement.execute(TABLE);
      statement.execute(sql);
    }
    return new CatalogReader().read(last(), PUBLIC);
  }

  private SpellingJudge judge() throws SQLException {
    String database = databases.get(databases.size() - 1);
    return new SpellingJudge(
        TestConnections.pooled(database, "postgres", "postgres"),
        TestConnections.direct(database, "postgres", "postgres"));
  }
}
