package dev.waymark.migration;

import dev.waymark.database.ConnectionFailure;
import dev.waymark.database.DirectConnection;
import dev.waymark.migration.flyway.OwnSchema;
import dev.waymark.schema.CatalogReader;
import dev.waymark.schema.NamespaceFilter;
import dev.waymark.verification.VerificationSettings;
import dev.waymark.verification.WatchedNamespaces;
import dev.waymark.verification.expectation.Proof;
import dev.waymark.verification.expectation.RecordedSchemas;
import java.sql.Connection;
import java.sql.SQLException;
import org.jboss.logging.Logger;

/**
 * Records what the database is when a run has succeeded, so that later changes by hand show. A run
 * never fails because of it: what keeps the schema from being recorded is told to who asks for it.
 */
public final class SchemaRecorder {
  private static final Logger LOG = Logger.getLogger(SchemaRecorder.class);

  private final OwnSchema ownSchema;
  private final RecordedSchemas recorded;
  private final DirectConnection direct;
  private final VerificationSettings settings;
  private final CatalogReader reader = new CatalogReader();
  private volatile Proof kept;

  public SchemaRecorder(
      OwnSchema ownSchema,
      RecordedSchemas recorded,
      DirectConnection direct,
      VerificationSettings settings) {
    this.ownSchema = ownSchema;
    this.recorded = recorded;
    this.direct = direct;
    this.settings = settings;
  }

  /**
   * Records the schema, unless nothing was applied and one is recorded that can be compared with:
   * then what differs from it was done by hand.
   */
  void afterRun(String runId, Run.Outcome outcome) {
    try (Connection connection = direct.open()) {
      NamespaceFilter filter = WatchedNamespaces.of(connection, settings);
      if (outcome == Run.Outcome.SUCCEEDED || !recorded.usable(connection, filter)) {
        ownSchema.prepare(connection);
        recorded.record(connection, runId, filter, reader.read(connection, filter));
      }
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
    try (Connection connection = direct.open()) {
      recorded.prove(connection, proof);
      kept = proof;
    } catch (SQLException exception) {
      LOG.debug("What was proven of the recorded schema could not be kept.", exception);
    }
  }

  private void failed(String runId, String reason, String hint) {
    LOG.warnf("Run %s: %s %s", runId, reason, hint);
    recorded.failed(reason, hint);
  }
}
