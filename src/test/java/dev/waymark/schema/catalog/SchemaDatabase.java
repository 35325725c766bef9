package dev.waymark.schema.catalog;

import static org.junit.jupiter.api.Assertions.assertSame;

import dev.waymark.database.TestPostgres;
import dev.waymark.schema.IdentifiedSchema;
import dev.waymark.schema.NamespaceFilter;
import dev.waymark.schema.ObjectId;
import dev.waymark.schema.ObjectTree;
import dev.waymark.schema.Schema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/**
 * A database of a test's own, with a superuser's connection; dropped in the end, for there are many
 * and the server has to write them all to disk when it stops.
 */
public final class SchemaDatabase implements AutoCloseable {
  private final String name;
  private final CatalogReader remembering = CatalogReader.remembering();
  private final Connection connection;

  private SchemaDatabase(String name) throws SQLException {
    this.name = name;
    this.connection = TestPostgres.connect(name);
  }

  public static SchemaDatabase create() throws SQLException {
    return new SchemaDatabase(TestPostgres.createDatabase());
  }

  public String name() {
    return name;
  }

  public Connection connection() {
    return connection;
  }

  public void execute(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  public int majorVersion() throws SQLException {
    return connection.getMetaData().getDatabaseMajorVersion();
  }

  public Schema read(String... namespaces) throws SQLException {
    Schema schema = new CatalogReader().read(connection, NamespaceFilter.of(namespaces));
    PrintedDefinitions.assertAreThoseOf(schema, connection);
    return schema;
  }

  /**
   * By a reader that has read what was there before; then by that reader, which knows it by then.
   */
  public Map<ObjectId, ObjectTree> readByOneThatRemembers(String namespace) throws SQLException {
    NamespaceFilter filter = NamespaceFilter.of(namespace);
    Map<ObjectId, ObjectTree> read = remembering.readIdentified(connection, filter).objects();
    String fingerprint = new ChangeDetector().fingerprint(connection);
    assertSame(read, remembering.known(connection, filter, fingerprint).orElseThrow().trees());
    assertSame(read, remembering.readIdentified(connection, filter).objects());
    return read;
  }

  public IdentifiedSchema readIdentified(String... namespaces) throws SQLException {
    return new CatalogReader().readIdentified(connection, NamespaceFilter.of(namespaces));
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
