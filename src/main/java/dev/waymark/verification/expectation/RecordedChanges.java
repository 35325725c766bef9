package dev.waymark.verification.expectation;

import dev.waymark.database.Sql;
import dev.waymark.schema.IdentifiedSchema;
import dev.waymark.schema.Identities;
import dev.waymark.schema.Schema;
import dev.waymark.schema.StoredDefinitions;
import dev.waymark.schema.comparison.Expectation;
import dev.waymark.schema.comparison.InvalidExpectation;
import dev.waymark.schema.comparison.ObjectChange;
import dev.waymark.schema.comparison.SchemaChanges;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a run changed: what was recorded after it, beside what was recorded before. */
public final class RecordedChanges {
  private static final String CHANGES = Sql.read(RecordedChanges.class, "recorded_changes.sql");

  private final String ownSchema;

  /**
   * @param ownSchema the name of Waymark's own schema
   */
  public RecordedChanges(String ownSchema) {
    this.ownSchema = ownSchema;
  }

  /**
   * What became of each object; empty where that is not recorded: the run was the first, or is so
   * long ago that what it recorded is forgotten, or has recorded nothing because it changed
   * nothing.
   *
   * @throws SQLException also if there is no such table, or it may not be read
   */
  public Optional<List<ObjectChange>> of(Connection connection, String runId) throws SQLException {
    try (var statement =
        connection.prepareStatement(CHANGES.replace("${own}", Sql.identifier(ownSchema)))) {
      statement.setString(1, runId);
      try (var row = statement.executeQuery()) {
        return row.next() && row.getBoolean("comparable") && row.getInt("format") == Schema.FORMAT
            ? Optional.of(SchemaChanges.between(schema(row, "_before"), schema(row, "")))
            : Optional.empty();
      }
    }
  }

  private static IdentifiedSchema schema(ResultSet row, String which) throws SQLException {
    String identities = row.getString("identities" + which);
    try {
      return new IdentifiedSchema(
          Expectation.fromText(row.getString("document" + which)).objects(),
          identities == null
              ? new Identities(Map.of(), Map.of(), new StoredDefinitions())
              : Identities.fromText(identities));
    } catch (InvalidExpectation | IOException exception) {
      throw new SQLException("What is recorded of a run cannot be understood", exception);
    }
  }
}
