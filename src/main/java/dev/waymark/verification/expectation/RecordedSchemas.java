package dev.waymark.verification.expectation;

import dev.waymark.database.Sql;
import dev.waymark.schema.NamespaceFilter;
import dev.waymark.schema.Schema;
import dev.waymark.schema.SchemaJson;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;

/** The schemas recorded after runs, in Waymark's own schema of the database they describe. */
public final class RecordedSchemas {
  /** How many are kept: enough to look back, and a bound. */
  public static final int KEPT = 20;

  private static final String ACCESS = Sql.read(RecordedSchemas.class, "recorded_access.sql");
  private static final String LATEST = Sql.read(RecordedSchemas.class, "recorded_latest.sql");
  private static final String DOCUMENT = Sql.read(RecordedSchemas.class, "recorded_document.sql");
  private static final String PROOF = Sql.read(RecordedSchemas.class, "proof.sql");
  private static final String PROVE = Sql.read(RecordedSchemas.class, "prove.sql");
  private static final String RECORD = Sql.read(RecordedSchemas.class, "record.sql");

  private final String ownSchema;
  private volatile Expected.Unavailable failure;

  /** What a user may do with the recorded schemas. */
  record Access(boolean present, boolean readable, String user) {}

  /**
   * @param ownSchema the name of Waymark's own schema
   */
  public RecordedSchemas(String ownSchema) {
    this.ownSchema = ownSchema;
  }

  /** The name of Waymark's own schema. */
  String ownSchema() {
    return ownSchema;
  }

  /** Why recording failed after the last run of this process; empty if it did not. */
  Optional<Expected.Unavailable> failure() {
    return Optional.ofNullable(failure);
  }

  /** Remembers why the schema could not be recorded, for whoever asks for it. */
  public void failed(String reason, String hint) {
    failure = new Expected.Unavailable(reason, hint);
  }

  /** Records the schema; the tables must be there. */
  public void record(Connection connection, String runId, NamespaceFilter filter, Schema schema)
      throws SQLException {
    try (var statement = connection.prepareStatement(RECORD.replace("${own}", quoted()))) {
      statement.setString(1, runId);
      statement.setInt(2, schema.format());
      statement.setInt(3, schema.server().major());
      statement.setString(4, filter.describe());
      statement.setString(5, schema.fingerprint());
      statement.setString(6, SchemaJson.text(schema));
      statement.setInt(7, KEPT);
      statement.executeUpdate();
    }
    failure = null;
  }

  /** Whether something is recorded that a database can be held against with this filter. */
  public boolean usable(Connection connection, NamespaceFilter filter) throws SQLException {
    int major = connection.getMetaData().getDatabaseMajorVersion();
    Access access = access(connection);
    return access.present()
        && access.readable()
        && latest(connection)
            .filter(
                recorded ->
                    recorded.format() == Schema.FORMAT
                        && recorded.serverVersion() == major
                        && recorded.namespaces().equals(filter.describe()))
            .isPresent();
  }

  Access access(Connection connection) throws SQLException {
    try (var statement = connection.prepareStatement(ACCESS)) {
      statement.setString(1, ownSchema);
      try (var row = statement.executeQuery()) {
        return row.next()
            ? new Access(true, row.getBoolean("readable"), row.getString("user_name"))
            : new Access(false, false, null);
      }
    }
  }

  Optional<RecordedSchema> latest(Connection connection) throws SQLException {
    try (var statement = connection.prepareStatement(LATEST.replace("${own}", quoted()));
        var row = statement.executeQuery()) {
      return row.next() ? Optional.of(recorded(row)) : Optional.empty();
    }
  }

  /** The document of a recorded schema; empty if it was forgotten meanwhile. */
  Optional<String> document(Connection connection, long id) throws SQLException {
    try (var statement = connection.prepareStatement(DOCUMENT.replace("${own}", quoted()))) {
      statement.setLong(1, id);
      try (var row = statement.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    }
  }

  /**
   * What was proven of the schema recorded last; empty if nothing was, or by a Waymark that reads
   * another format.
   *
   * @throws SQLException also if the table is not there, has no such columns yet or may not be read
   */
  Optional<Proof> proof(Connection connection) throws SQLException {
    try (var statement = connection.prepareStatement(PROOF.replace("${own}", quoted()));
        var row = statement.executeQuery()) {
      return row.next()
              && row.getInt("format") == Schema.FORMAT
              && row.getString("proven_catalogs") != null
          ? Optional.of(
              new Proof(
                  row.getLong("id"),
                  row.getString("proven_catalogs"),
                  row.getString("proven_filter"),
                  row.getInt("proven_objects")))
          : Optional.empty();
    }
  }

  /** Keeps what was proven, if that schema is still recorded. */
  public void prove(Connection connection, Proof proof) throws SQLException {
    try (var statement = connection.prepareStatement(PROVE.replace("${own}", quoted()))) {
      statement.setString(1, proof.catalogFingerprint());
      statement.setString(2, proof.filter());
      statement.setInt(3, proof.objects());
      statement.setLong(4, proof.recordedId());
      statement.executeUpdate();
    }
  }

  private static RecordedSchema recorded(ResultSet row) throws SQLException {
    return new RecordedSchema(
        row.getLong("id"),
        row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
        row.getString("run_id"),
        row.getInt("format"),
        row.getInt("server_version"),
        row.getString("namespaces"),
        row.getString("fingerprint"));
  }

  private String quoted() {
    return Sql.identifier(ownSchema);
  }
}
