package dev.waymark.schema.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import dev.waymark.database.TestPostgres;
import dev.waymark.schema.NamespaceFilter;
import dev.waymark.schema.ObjectId;
import dev.waymark.schema.catalog.SchemaDatabase;
import dev.waymark.schema.comparison.Comparison;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The proof of the SQL of a schema: an empty database takes it in one go, is the same by then but
 * for what the SQL names as not written, and is written as the same statements again.
 */
public final class Rebuilt {
  private Rebuilt() {}

  /** Proves it of all that a database holds, with a database that is empty. */
  public static SchemaSql assertIsTheSame(SchemaDatabase original, SchemaDatabase empty)
      throws SQLException {
    WritableSchema before = read(original);
    SchemaSql sql = SchemaSqlWriter.write(before, WrittenRoles.ALL);
    assertMakes(before, sql, sql, empty);
    return sql;
  }

  /** Proves the same of the statements wave by wave, each wave with its objects backwards. */
  public static void assertIsTheSameInWaves(SchemaDatabase original, SchemaDatabase empty)
      throws SQLException {
    WritableSchema before = read(original);
    SchemaSql sql = SchemaSqlWriter.write(before, WrittenRoles.ALL);
    var waves = new TreeMap<Wave, TreeMap<ObjectId, List<Statement>>>();
    for (Statement statement : sql.statements()) {
      waves
          .computeIfAbsent(statement.wave(), any -> new TreeMap<>(Comparator.reverseOrder()))
          .computeIfAbsent(statement.object(), any -> new ArrayList<>())
          .add(statement);
    }
    List<Statement> statements =
        waves.values().stream().flatMap(it -> it.values().stream()).flatMap(List::stream).toList();
    var inWaves =
        new SchemaSql(sql.server(), sql.namespaces(), sql.roles(), statements, sql.notWritten());
    assertMakes(before, inWaves, sql, empty);
  }

  /**
   * @param written what it is written as again
   */
  private static void assertMakes(
      WritableSchema before, SchemaSql sql, SchemaSql written, SchemaDatabase empty)
      throws SQLException {
    try {
      executeAtOnce(empty, sql.text());
    } catch (SQLException exception) {
      fail(exception.getMessage() + "\n" + sql.text(), exception);
    }
    WritableSchema after = read(empty);
    Set<ObjectId> named =
        sql.notWritten().stream().map(NotWritten::object).collect(Collectors.toSet());
    var differing =
        Comparison.of(before.schema(), after.schema()).deviations().stream()
            .filter(it -> !named.contains(it.id()))
            .map(it -> it.state().code() + " " + it.id() + " " + it.differences())
            .toList();
    assertEquals("", String.join("\n", differing), sql::text);
    SchemaSql again = SchemaSqlWriter.write(after, WrittenRoles.ALL);
    assertEquals(lines(written), lines(again), () -> "written again it is the same\n" + sql.text());
  }

  /** As psql sends it: the driver itself does not find the end of a body that it has to parse. */
  static void executeAtOnce(SchemaDatabase database, String script) throws SQLException {
    try (var connection = TestPostgres.connectSimply(database.name());
        var statement = connection.createStatement()) {
      statement.execute(script);
    }
  }

  private static WritableSchema read(SchemaDatabase database) throws SQLException {
    return SchemaSqlReader.readWritable(database.connection(), NamespaceFilter.all());
  }

  private static String lines(SchemaSql sql) {
    return sql.statements().stream().map(Statement::sql).collect(Collectors.joining("\n"));
  }
}
