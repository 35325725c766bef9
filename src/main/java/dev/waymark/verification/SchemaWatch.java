package dev.waymark.verification;

import dev.waymark.database.DatabaseException;
import dev.waymark.database.PooledConnection;
import dev.waymark.schema.CatalogReader;
import dev.waymark.schema.ChangeDetector;
import dev.waymark.schema.ChangeToken;
import dev.waymark.schema.FingerprintedSchema;
import dev.waymark.schema.Schema;
import dev.waymark.verification.finding.FindingFacts;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The schema of the watched namespaces over the pooled connection, read only when it can have
 * changed. Whoever asks while somebody is looking shares the next look.
 */
final class SchemaWatch {
  /**
   * How long counters that did not move are believed after something exact: as long as an idle
   * session may take to report (PGSTAT_IDLE_INTERVAL, 10 s). So a report is never older than this
   * without its {@code checkedAt} saying so.
   */
  static final Duration TRUST_IN_COUNTERS = Duration.ofSeconds(10);

  /** How long it is good enough to know where sequences stood. */
  static final Duration FACTS_ARE_RECENT = Duration.ofMinutes(1);

  /** SQLSTATE of a lock that was not to be had within the reader's lock_timeout. */
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private final PooledConnection pooled;
  private final VerificationSettings settings;
  private final Clock clock;
  private final CatalogReader reader = new CatalogReader();
  private final ChangeDetector detector = new ChangeDetector();
  private final ReentrantLock lock = new ReentrantLock(true);
  private Observation last;

  SchemaWatch(PooledConnection pooled, VerificationSettings settings, Clock clock) {
    this.pooled = pooled;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Returns what the schema is.
   *
   * @param fresh read it now, whatever is remembered
   * @throws DatabaseException if the database cannot be read
   */
  Observation observe(boolean fresh) {
    Instant asked = clock.instant();
    lock.lock();
    try (Connection connection = openUnlessChecked(fresh, asked)) {
      if (connection != null) {
        last = withRecentFacts(connection, look(connection, fresh));
      }
      return last;
    } catch (SQLException exception) {
      if (last == null || fresh || !LOCK_NOT_AVAILABLE.equals(exception.getSQLState())) {
        throw new DatabaseException(exception);
      }
      // A migration holds what a definition needs. What was known before it is still the last that
      // can be said, and its checkedAt says from when.
      last = last.seemsTrueAt(clock.instant());
      return last;
    } finally {
      lock.unlock();
    }
  }

  /** Null when somebody looked between the question and its turn: that answer serves, too. */
  private Connection openUnlessChecked(boolean fresh, Instant asked) throws SQLException {
    boolean checked = !fresh && last != null && !last.lookedAt().isBefore(asked);
    return checked ? null : pooled.open();
  }

  private Observation look(Connection connection, boolean fresh) throws SQLException {
    Instant now = clock.instant();
    ChangeToken token = detector.token(connection);
    if (last != null && !fresh) {
      if (token.provesUnchangedSince(last.token())) {
        return last.stillTrueAt(now, token);
      }
      boolean recent = now.isBefore(last.checkedAt().plus(TRUST_IN_COUNTERS));
      if (recent && token.suggestsUnchangedSince(last.token())) {
        return last.seemsTrueAt(now);
      }
      if (detector.fingerprint(connection).equals(last.catalogFingerprint())) {
        return last.stillTrueAt(now, token);
      }
    }
    Watched watched = Watched.read(connection, settings);
    FingerprintedSchema read =
        reader.readFingerprinted(connection, WatchedNamespaces.of(watched, settings));
    Schema schema = read.schema();
    Duration reading = Duration.between(now, clock.instant());
    FindingFacts facts = FindingFacts.read(connection, schema.namespaces());
    return new Observation(
        watched, schema, facts, now, now, reading, now, now, token, read.catalogFingerprint());
  }

  /** Where sequences stand moves without any change of the catalogs. */
  private Observation withRecentFacts(Connection connection, Observation observation)
      throws SQLException {
    Instant now = clock.instant();
    if (now.isBefore(observation.factsAt().plus(FACTS_ARE_RECENT))) {
      return observation;
    }
    return observation.withFacts(
        FindingFacts.read(connection, observation.schema().namespaces()), now);
  }
}
