package dev.waymark.schema.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.database.TestPostgres;
import dev.waymark.schema.IdentifiedSchema;
import dev.waymark.schema.Identities;
import dev.waymark.schema.NamespaceFilter;
import dev.waymark.schema.ObjectId;
import dev.waymark.schema.ObjectTree;
import dev.waymark.schema.Schema;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A database of a test's own, with a superuser's connection; dropped in the end, for there are many
 * and the server has to write them all to disk when it stops.
 */
public final class SchemaDatabase implements AutoCloseable {
  private final String name;
  private final Map<List<String>, CatalogReader> remembering = new HashMap<>();
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
   * By a reader that has read what was there before, and reads of relations only what may have
   * changed; then by that reader, which knows it by then.
   */
  public Map<ObjectId, ObjectTree> readByOneThatRemembers(String namespace) throws SQLException {
    NamespaceFilter filter = NamespaceFilter.of(namespace);
    CatalogReader reader = remembering(namespace);
    Map<ObjectId, ObjectTree> read = reader.readIdentified(connection, filter).objects();
    CatalogFingerprint fingerprint = new ChangeDetector().fingerprint(connection);
    assertSame(read, reader.known(filter, fingerprint).orElseThrow().trees());
    assertSame(read, reader.readIdentified(connection, filter).objects());
    return read;
  }

  private CatalogReader remembering(String... namespaces) {
    return remembering.computeIfAbsent(
        List.of(namespaces), any -> CatalogReader.readingChangesOnly());
  }

  /** The same is read by a reader that reads what has changed only. */
  public IdentifiedSchema readIdentified(String... namespaces) throws SQLException {
    NamespaceFilter filter = NamespaceFilter.of(namespaces);
    IdentifiedSchema read = new CatalogReader().readIdentified(connection, filter);
    IdentifiedSchema changed = remembering(namespaces).readIdentified(connection, filter);
    assertEquals(read.objects(), changed.objects());
    assertEquals(entries(read.identities()), entries(changed.identities()));
    return read;
  }

  private static Set<JsonNode> entries(Identities identities) {
    try {
      var entries = new HashSet<JsonNode>();
      new ObjectMapper().readTree(identities.text()).forEach(entries::add);
      return entries;
    } catch (JsonProcessingException exception) {
      throw new UncheckedIOException(exception);
    }
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
