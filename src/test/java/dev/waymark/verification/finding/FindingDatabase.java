package dev.waymark.verification.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.waymark.database.TestPostgres;
import dev.waymark.schema.NamespaceFilter;
import dev.waymark.schema.catalog.CatalogReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/** A database whose namespace {@code shop} is made anew for each test that shares it. */
final class FindingDatabase implements AutoCloseable {
  /** Stands behind a statement that is meant to fail, with a part of the server's message. */
  private static final String FAILS = "-- ERROR: ";

  private final String name;
  private final Connection connection;

  private FindingDatabase(String name) throws SQLException {
    this.name = name;
    this.connection = TestPostgres.connect(name);
  }

  static FindingDatabase create() throws SQLException {
    return new FindingDatabase(TestPostgres.createDatabase());
  }

  String name() {
    return name;
  }

  Connection connection() {
    return connection;
  }

  int majorVersion() throws SQLException {
    return connection.getMetaData().getDatabaseMajorVersion();
  }

  /** An empty namespace {@code shop} where unqualified names go. */
  void clean() throws SQLException {
    run(
        """
        DROP SCHEMA IF EXISTS shop CASCADE;
        DROP EVENT TRIGGER IF EXISTS watch;
        CREATE SCHEMA shop;
        SET search_path = shop;
        """);
  }

  /** Runs statements one by one, each in a transaction of its own; one ends where its line does. */
  void run(String script) throws SQLException {
    var statement = new StringBuilder();
    List<String> lines = script.lines().toList();
    for (int line = 0; line < lines.size(); line++) {
      String text = lines.get(line);
      if (text.startsWith(FAILS)) {
        continue;
      }
      statement.append(text).append('\n');
      if (text.stripTrailing().endsWith(";")) {
        String next = line + 1 < lines.size() ? lines.get(line + 1) : "";
        execute(
            statement.toString(), next.startsWith(FAILS) ? next.substring(FAILS.length()) : null);
        statement.setLength(0);
      }
    }
    assertTrue(statement.toString().isBlank(), () -> "a statement without its end: " + statement);
  }

  private void execute(String sql, String failure) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException exception) {
      if (failure == null) {
        throw new SQLException(sql + ": " + exception.getMessage(), exception);
      }
      assertTrue(exception.getMessage().contains(failure), exception::getMessage);
      return;
    }
    if (failure != null) {
      fail(sql + " was meant to fail with " + failure);
    }
  }

  /** All that is found in {@code shop}. */
  List<Finding> findings() throws SQLException {
    return findings(connection);
  }

  /** The same, as the connection's role sees it. */
  static List<Finding> findings(Connection connection) throws SQLException {
    var schema = new CatalogReader().read(connection, NamespaceFilter.of("shop"));
    var facts = FindingFacts.read(connection, schema.namespaces());
    return Findings.all().check(schema, facts);
  }

  /** What is found of these codes. */
  List<Finding> findings(String... codes) throws SQLException {
    return findings().stream()
        .filter(finding -> Arrays.asList(codes).contains(finding.code()))
        .toList();
  }

  /** Runs what the findings propose and expects them to be gone. */
  void mend(List<Finding> findings, String... codes) throws SQLException {
    for (Finding finding : findings) {
      run(finding.sql());
    }
    assertEquals(List.of(), findings(codes));
  }

  @Override
  public void close() throws SQLException {
    connection.close();
    try (var server = TestPostgres.connect("postgres");
        var statement = server.createStatement()) {
      statement.execute("DROP DATABASE " + name + " WITH (FORCE)");
    }
  }
}
