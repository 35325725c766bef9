package dev.waymark.migration.acceptance;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.waymark.database.DatabaseException;
import dev.waymark.database.OwnSchemaConnections;
import dev.waymark.database.Sql;
import dev.waymark.migration.store.RunJson;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Acceptances in Waymark's own schema. */
final class AcceptanceStore {
  /** How many are kept, and so listed. */
  static final int KEPT = 500;

  private static final String KEEP = Sql.read(AcceptanceStore.class, "keep_acceptance.sql");
  private static final String LIST = Sql.read(AcceptanceStore.class, "acceptances.sql");

  /** Undefined table, undefined schema: nothing was accepted yet. */
  private static final Set<String> NOT_THERE = Set.of("42P01", "3F000");

  private final OwnSchemaConnections own;
  private final String ownSchema;

  AcceptanceStore(OwnSchemaConnections own, String ownSchema) {
    this.own = own;
    this.ownSchema = Sql.identifier(ownSchema);
  }

  /** Keeps it, as part of the connection's transaction. */
  void keep(Connection connection, Acceptance acceptance) throws SQLException {
    try (var statement = connection.prepareStatement(KEEP.replace("${own}", ownSchema))) {
      statement.setString(1, acceptance.id());
      statement.setObject(2, acceptance.acceptedAt().atOffset(ZoneOffset.UTC));
      statement.setString(3, RunJson.mapper().writeValueAsString(acceptance));
      statement.setInt(4, KEPT);
      statement.executeUpdate();
    } catch (JsonProcessingException exception) {
      throw new IllegalStateException("A record of Waymark's own has no JSON", exception);
    }
  }

  /** The last of them, newest first. */
  List<Acceptance> list() {
    try {
      return own.read(this::list);
    } catch (SQLException exception) {
      if (NOT_THERE.contains(String.valueOf(exception.getSQLState()))) {
        return List.of();
      }
      throw new DatabaseException(exception);
    }
  }

  private List<Acceptance> list(Connection connection) throws SQLException {
    try (var statement = connection.prepareStatement(LIST.replace("${own}", ownSchema))) {
      statement.setInt(1, KEPT);
      var acceptances = new ArrayList<Acceptance>();
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          acceptances.add(RunJson.mapper().readValue(row.getString(1), Acceptance.class));
        }
      }
      return acceptances;
    } catch (JsonProcessingException exception) {
      throw new IllegalStateException("What is kept is not what Waymark writes", exception);
    }
  }
}
