package dev.waymark.verification.expectation;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.waymark.database.DatabaseException;
import dev.waymark.database.OwnSchemaConnections;
import dev.waymark.database.OwnSchemaUnusable;
import dev.waymark.schema.NamespaceFilter;
import dev.waymark.schema.Schema;
import dev.waymark.schema.comparison.Expectation;
import dev.waymark.schema.comparison.InvalidExpectation;
import dev.waymark.verification.expectation.Expected.Available;
import dev.waymark.verification.expectation.Expected.Unavailable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;

/** The schema that was recorded when the last run succeeded. */
final class RecordedExpectation {
  private static final String RECORD_ANEW = "The next run (POST /migrations) records it anew.";

  private final OwnSchemaConnections own;
  private final RecordedSchemas schemas;

  RecordedExpectation(OwnSchemaConnections own, RecordedSchemas schemas) {
    this.own = own;
    this.schemas = schemas;
  }

  /** Whether recording did not fail in this process, without a word of it in the database. */
  boolean canBeHad() {
    return schemas.failure().isEmpty();
  }

  /**
   * What is expected.
   *
   * @param there what is there, if that is known
   */
  Expected expected(NamespaceFilter filter, Optional<Schema> there) {
    if (schemas.failure().isPresent()) {
      return schemas.failure().get();
    }
    try {
      return own.read(connection -> expected(connection, filter, there));
    } catch (OwnSchemaUnusable unreadable) {
      return unreadable
          .hint()
          .<Expected>map(hint -> new Unavailable(unreadable.getMessage(), hint))
          .orElseGet(RecordedExpectation::nothing);
    } catch (SQLException exception) {
      throw new DatabaseException(exception);
    }
  }

  private Expected expected(Connection connection, NamespaceFilter filter, Optional<Schema> there)
      throws SQLException {
    Optional<RecordedSchema> latest;
    try {
      Optional<Expected> without = schemas.wasRead() ? Optional.empty() : without(connection);
      if (without.isPresent()) {
        return without.get();
      }
      latest = schemas.latest(connection);
    } catch (SQLException exception) {
      // Somebody may have taken away what was read before.
      return without(connection).orElseThrow(() -> exception);
    }
    if (latest.isEmpty()) {
      return nothing();
    }
    int major = connection.getMetaData().getDatabaseMajorVersion();
    return unusable(latest.get(), filter, major)
        .orElseGet(() -> available(connection, latest.get(), there));
  }

  /** Why nothing can be read, if that is so. */
  private Optional<Expected> without(Connection connection) throws SQLException {
    RecordedSchemas.Access access = schemas.access(connection);
    if (!access.present()) {
      return Optional.of(nothing());
    }
    return access.readable() ? Optional.empty() : Optional.of(unreadable(access.user()));
  }

  /**
   * What was proven of the schema that {@link #expected} would hold the database against.
   *
   * @throws SQLException see {@link RecordedSchemas#proof}
   */
  Optional<Proof> proof(Connection connection) throws SQLException {
    if (schemas.failure().isPresent()) {
      return Optional.empty();
    }
    own.guard().require(connection);
    return schemas.proof(connection);
  }

  private static Unavailable nothing() {
    return new Unavailable(
        "No schema is recorded for this database.",
        "POST /migrations records it when the run has succeeded, also with nothing pending.");
  }

  private Unavailable unreadable(String user) {
    return new Unavailable(
        "The role %s may not read the recorded schema.".formatted(user),
        "As its owner: GRANT USAGE ON SCHEMA %1$s TO %2$s; GRANT SELECT ON %1$s.recorded_schema TO %2$s;"
            .formatted(Names.quoted(schemas.ownSchema()), Names.quoted(user)));
  }

  /** What makes the two incomparable, though the database may be as it was. */
  private static Optional<Expected> unusable(
      RecordedSchema recorded, NamespaceFilter filter, int major) {
    String difference = null;
    if (recorded.format() != Schema.FORMAT) {
      difference =
          "was recorded in format %d, and this Waymark reads format %d"
              .formatted(recorded.format(), Schema.FORMAT);
    } else if (recorded.serverVersion() != major) {
      difference =
          "was recorded on PostgreSQL %d, and this is PostgreSQL %d"
              .formatted(recorded.serverVersion(), major);
    } else if (!recorded.namespaces().equals(filter.describe())) {
      difference =
          "was recorded for the namespaces %s, and now %s are watched"
              .formatted(recorded.namespaces(), filter.describe());
    }
    return Optional.ofNullable(difference)
        .map(what -> new Unavailable("The recorded schema " + what + ".", RECORD_ANEW));
  }

  private Expected available(
      Connection connection, RecordedSchema recorded, Optional<Schema> there) {
    try {
      Optional<Expectation> expectation = schemas.expectation(connection, recorded, there);
      if (expectation.isEmpty()) {
        return nothing();
      }
      return new Available(
          expectation.get(),
          new ExpectationSource(
              ExpectationChoice.RECORDED,
              recorded.from(),
              recorded.recordedAt(),
              recorded.serverVersion()),
          IgnoreRules.NONE,
          OptionalLong.of(recorded.id()));
    } catch (InvalidExpectation | JsonProcessingException exception) {
      return new Unavailable(
          "The recorded schema cannot be understood: " + exception.getMessage() + ".", RECORD_ANEW);
    } catch (SQLException exception) {
      throw new DatabaseException(exception);
    }
  }
}
