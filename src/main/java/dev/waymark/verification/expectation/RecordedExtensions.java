package dev.waymark.verification.expectation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.database.PooledConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The extensions that the schema has which was recorded last: what was made by hand before the
 * first script is there, and what was made by hand since is not.
 */
record RecordedExtensions(PooledConnection pooled, RecordedSchemas schemas) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  Set<String> names() throws SQLException {
    return pooled.read(this::names);
  }

  private Set<String> names(Connection connection) throws SQLException {
    RecordedSchemas.Access access = schemas.access(connection);
    if (!access.present() || !access.readable()) {
      return Set.of();
    }
    Optional<RecordedSchema> latest = schemas.latest(connection);
    return latest.isEmpty()
        ? Set.of()
        : names(schemas.document(connection, latest.get().id()).orElse("{}"));
  }

  private static Set<String> names(String document) {
    try {
      Set<String> names = new HashSet<>();
      for (JsonNode extension : MAPPER.readTree(document).path("extensions")) {
        names.add(extension.path("name").asText());
      }
      return names;
    } catch (JsonProcessingException unreadable) {
      // What is recorded in a way that this version does not know, it cannot rely on.
      return Set.of();
    }
  }
}
