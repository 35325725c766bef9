package dev.waymark.verification.expectation;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.waymark.database.OwnSchemaConnections;
import dev.waymark.database.OwnSchemaUnusable;
import dev.waymark.schema.Kind;
import dev.waymark.schema.ObjectId;
import dev.waymark.schema.comparison.Expectation;
import dev.waymark.schema.comparison.InvalidExpectation;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The extensions that the schema has which was recorded last: what was made by hand before the
 * first script is there, and what was made by hand since is not.
 */
record RecordedExtensions(OwnSchemaConnections own, RecordedSchemas schemas) {
  Set<String> names() throws SQLException {
    try {
      return own.read(this::read);
    } catch (OwnSchemaUnusable nothingRecorded) {
      return Set.of();
    }
  }

  private Set<String> read(Connection connection) throws SQLException {
    RecordedSchemas.Access access = schemas.access(connection);
    if (!access.present() || !access.readable()) {
      return Set.of();
    }
    Optional<RecordedSchema> latest = schemas.latest(connection);
    try {
      return latest.isEmpty()
          ? Set.of()
          : schemas
              .expectation(connection, latest.get(), Optional.empty())
              .map(RecordedExtensions::names)
              .orElse(Set.of());
    } catch (InvalidExpectation | JsonProcessingException unreadable) {
      // What is recorded in a way that this version does not know, it cannot rely on.
      return Set.of();
    }
  }

  private static Set<String> names(Expectation recorded) {
    return recorded.objects().keySet().stream()
        .filter(id -> id.kind() == Kind.EXTENSION)
        .map(ObjectId::name)
        .collect(Collectors.toSet());
  }
}
