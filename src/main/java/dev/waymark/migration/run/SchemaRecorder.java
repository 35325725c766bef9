package dev.waymark.migration.run;

import dev.waymark.database.ConnectionFailure;
import dev.waymark.database.DirectConnection;
import dev.waymark.database.OwnSchemaWriter;
import dev.waymark.migration.OwnSchemaRefused;
import dev.waymark.migration.flyway.OwnSchema;
import dev.waymark.schema.IdentifiedSchema;
import dev.waymark.schema.NamespaceFilter;
import dev.waymark.schema.catalog.CatalogReader;
import dev.waymark.schema.comparison.Expectation;
import dev.waymark.schema.comparison.SchemaChange;
import dev.waymark.verification.VerificationSettings;
import dev.waymark.verification.WatchedNamespaces;
import dev.waymark.verification.expectation.Proof;
import dev.waymark.verification.expectation.RecordedBy;
import dev.waymark.verification.expectation.RecordedSchema;
import dev.waymark.verification.expectation.RecordedSchemas;
import dev.waymark.verification.expectation.UnrecordedRun;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Records what a run changed, so that what somebody changes by hand shows, before the run as well
 * as after it. A run never fails because of it: what keeps the schema from being recorded is said
 * in the reports that need it.
 */
public final class SchemaRecorder {
  private static final Logger LOG = Logger.getLogger(SchemaRecorder.class);

  private final OwnSchema ownSchema;
  private final RecordedSchemas recorded;
  private final DirectConnection direct;
  private final OwnSchemaWriter own;
  private final VerificationSettings settings;
  private final CatalogReader reader;
  private volatile UnrecordedRun begun;
  private volatile Optional<RecordedSchema> latest = Optional.empty();
  private volatile Proof kept;

  /**
   * @param reader one that remembers, for all who read this database
   */
  public SchemaRecorder(
      OwnSchema ownSchema,
      RecordedSchemas recorded,
      DirectConnection direct,
      VerificationSettings settings,
      CatalogReader reader) {
    this.reader = reader;
    this.ownSchema = ownSchema;
    this.recorded = recorded;
    this.direct = direct;
    this.own = new OwnSchemaWriter(direct, ownSchema::requireOwn);
    this.settings = settings;
  }

  /**
   * Records what an earlier run of the history did, if it was cut off before it could. Only the
   * lock's holder may ask.
   *
   * @param session the connection that holds the lock
   * @param historyRank the last rank of the history now
   * @return whether anything is recorded that the database may differ from; also if that cannot be
   *     known
   */
  boolean settle(Connection session, String history, int historyRank) {
    Optional<UnrecordedRun> cutOff = Optional.empty();
    boolean recordedBefore = true;
    latest = Optional.empty();
    try {
      ownSchema.requireOwn();
      RecordedSchemas.Kept found = recorded.kept(session, history);
      cutOff = found.unrecorded();
      recordedBefore = found.latest().isPresent();
      latest = cutOff.isPresent() ? Optional.empty() : found.latest();
    } catch (OwnSchemaRefused refused) {
      LOG.debugf(refused, "What an earlier run did is not asked for.");
    } catch (SQLException exception) {
      if (!OwnSchema.isAbsent(exception)) {
        LOG.warnf("What an earlier run did cannot be recorded: %s", exception.getMessage());
      }
    }
    cutOff.ifPresent(
        run ->
            recording(
                run.runId(),
                connection -> {
                  if (run.didNothing(historyRank)) {
                    recorded.forgetUnrecorded(connection, history);
                  } else {
                    record(connection, run, history, false);
                    LOG.infof("Run %s was cut off; what it had done is recorded now", run.runId());
                  }
                }));
    return recordedBefore || cutOff.isPresent();
  }

  /**
   * Keeps what there is when a run is about to apply something.
   *
   * @return whether that is known to be exactly what is recorded; false also if only a verification
   *     can say so
   */
  boolean begin(String runId, String history, int historyRank) {
    begun = null;
    recording(
        runId,
        connection -> {
          NamespaceFilter filter = WatchedNamespaces.of(connection, settings);
          int major = connection.getMetaData().getDatabaseMajorVersion();
          begun =
              UnrecordedRun.of(
                  runId, historyRank, major, filter, reader.identified(connection, filter));
          inOwnSchema(connection, () -> recorded.begin(connection, history, begun));
        });
    UnrecordedRun run = begun;
    return run != null && latest.filter(it -> recorded.isExactly(it, run.before())).isPresent();
  }

  /**
   * Records what the run that {@link #begin began} changed.
   *
   * @param finished whether it succeeded; otherwise what a failed build left is not recorded
   */
  void end(String runId, String history, boolean finished) {
    UnrecordedRun run = begun;
    begun = null;
    recording(
        runId,
        connection -> {
          if (run == null) {
            // What was there before could not be read: what the run changed is reported as a
            // difference
            // rather than what somebody else did as expected.
            recordFirst(connection, runId);
          } else {
            inOwnSchema(connection, () -> record(connection, run, history, finished));
          }
        });
  }

  /** Records what there is, unless something is recorded that it can be held against. */
  void unchanged(String runId) {
    recording(runId, connection -> recordFirst(connection, runId));
  }

  private void record(Connection connection, UnrecordedRun run, String history, boolean finished)
      throws SQLException {
    NamespaceFilter filter = WatchedNamespaces.of(connection, settings);
    int major = connection.getMetaData().getDatabaseMajorVersion();
    IdentifiedSchema after = reader.readIdentified(connection, filter);
    SchemaChange change =
        run.comparable(major, filter)
            ? SchemaChange.between(run.before(), after, finished)
            : SchemaChange.between(after, after, finished);
    recorded.record(
        connection,
        RecordedBy.run(run.runId()),
        history,
        filter,
        after.identities(),
        Optional.of(Expectation.exactly(after.objects())),
        old -> {
          Expectation expected = change.appliedTo(old);
          return finished || !expected.expectsTheSameAs(old)
              ? Optional.of(expected)
              : Optional.empty();
        });
  }

  private void recordFirst(Connection connection, String runId)
      throws SQLException, OwnSchemaRefused {
    NamespaceFilter filter = WatchedNamespaces.of(connection, settings);
    if (!recorded.usable(connection, filter)) {
      ownSchema.prepare(connection);
      Expectation found = Expectation.of(reader.read(connection, filter));
      recorded.record(
          connection,
          RecordedBy.run(runId),
          null,
          filter,
          null,
          Optional.of(found),
          old -> Optional.empty());
    }
  }

  @FunctionalInterface
  private interface Writing {
    void write() throws SQLException;
  }

  /** The schema is there, for the run is kept in it; but somebody may have dropped it since. */
  private void inOwnSchema(Connection connection, Writing writing)
      throws SQLException, OwnSchemaRefused {
    try {
      writing.write();
    } catch (SQLException exception) {
      if (!OwnSchema.isAbsent(exception)) {
        throw exception;
      }
      ownSchema.prepare(connection);
      writing.write();
    }
  }

  @FunctionalInterface
  private interface Recording {
    void on(Connection connection) throws SQLException, OwnSchemaRefused;
  }

  private void recording(String runId, Recording what) {
    try (Connection connection = direct.open()) {
      ownSchema.requireOwn();
      what.on(connection);
    } catch (OwnSchemaRefused refused) {
      failed(runId, "The schema is not recorded. " + refused.getMessage(), refused.hint());
    } catch (OutOfMemoryError error) {
      if (!ConnectionFailure.isHeapExhausted(error)) {
        throw error;
      }
      // What is applied stays applied, however large the schema is that it makes.
      failed(
          runId,
          "The schema could not be recorded. " + ConnectionFailure.MEMORY_EXHAUSTED.sentence(),
          ConnectionFailure.MEMORY_EXHAUSTED.remedy());
    } catch (SQLException exception) {
      ConnectionFailure failure = ConnectionFailure.of(exception);
      failed(
          runId,
          "The schema could not be recorded. %s The driver says: %s"
              .formatted(failure.sentence(), exception.getMessage()),
          failure.remedy());
    }
  }

  /**
   * Keeps what was proven of the recorded schema, so that the next process need not read everything
   * to know. Without it that process does.
   */
  void proven(Proof proof) {
    if (proof.equals(kept)) {
      return;
    }
    try {
      kept =
          own.write(
              connection -> {
                recorded.prove(connection, proof);
                return proof;
              });
    } catch (SQLException exception) {
      LOG.debug("What was proven of the recorded schema could not be kept.", exception);
    }
  }

  private void failed(String runId, String reason, String hint) {
    LOG.warnf("Run %s: %s %s", runId, reason, hint);
    recorded.failed(reason, hint);
  }
}
