package dev.waymark.verification;

import dev.waymark.database.DatabaseException;
import dev.waymark.database.Meanwhile;
import dev.waymark.database.PooledConnection;
import dev.waymark.schema.NamespaceFilter;
import dev.waymark.schema.Schema;
import dev.waymark.schema.catalog.CatalogFingerprint;
import dev.waymark.schema.catalog.CatalogReader;
import dev.waymark.schema.catalog.ChangeDetector;
import dev.waymark.schema.catalog.ChangeToken;
import dev.waymark.schema.catalog.FingerprintedSchema;
import dev.waymark.verification.finding.FindingFacts;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The schema of the watched namespaces over the pooled connection, read only when it can have
 * changed. A caller that comes while another looks shares the next look.
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

  /** SQLSTATE of a lock that PostgreSQL did not get within the reader's lock_timeout. */
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private final PooledConnection pooled;
  private final VerificationSettings settings;
  private final Clock clock;
  private final CatalogReader reader;
  private final ChangeDetector detector = new ChangeDetector();
  private final ReentrantLock lock = new ReentrantLock(true);
  private final Duration longestWait;

  // Questions and looks are counted in one row, which says what came after what: a clock may be
  // set.
  private final AtomicLong looks = new AtomicLong();
  private final NavigableMap<Freshness, Long> seen = new TreeMap<>();
  private Observation last;

  /** When, in that row, all that was seen last had been read; 0 if a part of it was known. */
  private long readWhole;

  /**
   * @param reader one that remembers
   */
  SchemaWatch(
      PooledConnection pooled, VerificationSettings settings, Clock clock, CatalogReader reader) {
    this.reader = reader;
    this.pooled = pooled;
    this.settings = settings;
    this.clock = clock;
    this.longestWait = pooled.limits().longestWait();
  }

  /**
   * Returns what the schema is.
   *
   * @throws DatabaseException if the database cannot be read, or by the caller that reads it for
   *     others, too, has waited for it for too long
   */
  Observation observe(Freshness freshness) {
    return observe(freshness, true);
  }

  /**
   * What the schema is, proven; what findings need beyond it may be as of an earlier look.
   *
   * @throws DatabaseException as {@link #observe}
   */
  Observation proven() {
    return observe(Freshness.PROVEN, false);
  }

  private Observation observe(Freshness freshness, boolean facts) {
    long asked = looks.incrementAndGet();
    takeTurn();
    try {
      if (!isAnswered(freshness, asked)) {
        long begun = looks.incrementAndGet();
        last =
            pooled.read(
                connection ->
                    facts
                        ? look(connection, freshness, asked)
                        : catalogs(connection, freshness, asked));
        if (facts) {
          seen.put(freshness, begun);
        }
      }
      return last;
    } catch (SQLException exception) {
      if (last == null
          || freshness != Freshness.RECENT
          || !LOCK_NOT_AVAILABLE.equals(exception.getSQLState())) {
        throw new DatabaseException(exception);
      }
      // A migration holds what a definition needs. What was known before it is still the last that
      // can be said, and its checkedAt says from when.
      return last.believedAt(null);
    } finally {
      lock.unlock();
    }
  }

  /** The caller whose turn it is may wait for a silent network: no other joins that for ever. */
  private void takeTurn() {
    try {
      if (!lock.tryLock(longestWait.toMillis(), TimeUnit.MILLISECONDS)) {
        throw DatabaseException.silent(longestWait);
      }
    } catch (InterruptedException exception) {
      Thread.currentThread().interrupt();
      throw DatabaseException.silent(longestWait);
    }
  }

  /**
   * Somebody began to look, at least as thoroughly, after the question: that answer serves, too.
   */
  private boolean isAnswered(Freshness freshness, long asked) {
    return seen.tailMap(freshness).values().stream().anyMatch(begun -> begun > asked);
  }

  private Observation look(Connection connection, Freshness freshness, long asked)
      throws SQLException {
    Observation observation = catalogs(connection, freshness, asked);
    return withFacts(connection, observation, freshness);
  }

  /**
   * @param asked when the question was: what was being read then is what would be read now, if
   *     nothing at all was committed since that began
   */
  private Observation catalogs(Connection connection, Freshness freshness, long asked)
      throws SQLException {
    Instant now = clock.instant();
    var watched = new AtomicReference<Watched>();
    boolean reads = last == null || freshness == Freshness.READ && readWhole < asked;
    ChangeToken token =
        reads
            ? detector.token(connection, Watched.question(settings, watched::set))
            : detector.token(connection, last.token());
    if (!reads) {
      if (token.provesUnchangedSince(last.token())) {
        return last.stillTrueAt(now, token);
      }
      if (freshness == Freshness.READ) {
        return read(connection, freshness, Watched.read(connection, settings), now, token);
      }
      if (freshness == Freshness.RECENT
          && isWithin(TRUST_IN_COUNTERS, last.checkedAt(), now)
          && token.suggestsUnchangedSince(last.token())) {
        return last.believedAt(token);
      }
      CatalogFingerprint fingerprint = detector.fingerprint(connection);
      if (fingerprint.equals(last.catalogFingerprint())) {
        return last.stillTrueAt(now, token);
      }
      watched.set(Watched.read(connection, settings));
      // A run may have read it meanwhile.
      Optional<Schema> known =
          reader.known(WatchedNamespaces.of(watched.get(), settings), fingerprint);
      if (known.isPresent()) {
        readWhole = 0;
        return seen(
            connection,
            watched.get(),
            new FingerprintedSchema(known.get(), fingerprint),
            now,
            token);
      }
    }
    return read(connection, freshness, watched.get(), now, token);
  }

  private Observation read(
      Connection connection, Freshness freshness, Watched watched, Instant now, ChangeToken token)
      throws SQLException {
    NamespaceFilter filter = WatchedNamespaces.of(watched, settings);
    // A caller who asks for a fresh report trusts nothing that was read before.
    boolean whole = freshness == Freshness.READ || !reader.remembers();
    FingerprintedSchema read =
        whole
            ? reader.readFingerprinted(connection, filter)
            : reader.readChanged(connection, filter);
    Observation seen = seen(connection, watched, read, now, token);
    readWhole = whole ? looks.incrementAndGet() : 0;
    return seen;
  }

  private Observation seen(
      Connection connection,
      Watched watched,
      FingerprintedSchema read,
      Instant now,
      ChangeToken token)
      throws SQLException {
    Duration reading = Duration.between(now, clock.instant());
    // The comparison needs them: made while the server is asked for facts. What keeps them from
    // being
    // made keeps the comparison from it, too, and is its to report.
    new Meanwhile<>("schema-trees", read.schema()::trees);
    FindingFacts facts = facts(connection, read);
    return new Observation(
        watched,
        read.schema(),
        facts,
        now,
        now,
        reading,
        now,
        token,
        read.catalogFingerprint(),
        token);
  }

  /** Where sequences stand moves without any change of the catalogs. */
  private Observation withFacts(Connection connection, Observation observation, Freshness freshness)
      throws SQLException {
    Instant now = clock.instant();
    Duration trust = freshness == Freshness.RECENT ? FACTS_ARE_RECENT : Duration.ZERO;
    if (isWithin(trust, observation.factsAt(), now)
        || observation.factsAt().equals(observation.checkedAt())) {
      return observation;
    }
    List<String> namespaces = observation.schema().namespaces();
    FindingFacts facts = observation.facts().readAgain(connection, namespaces);
    return observation.withFacts(unlessEqual(facts), now);
  }

  /** Facts of a schema that was just read, whatever the catalogs prove to be as it was. */
  private FindingFacts facts(Connection connection, FingerprintedSchema read) throws SQLException {
    List<String> namespaces = read.schema().namespaces();
    boolean sameCatalogs =
        last != null
            && last.catalogFingerprint().equals(read.catalogFingerprint())
            && last.schema().namespaces().equals(namespaces);
    return unlessEqual(
        sameCatalogs
            ? last.facts().readAgain(connection, namespaces)
            : FindingFacts.read(connection, namespaces));
  }

  /** The same object as before where it says the same. */
  private FindingFacts unlessEqual(FindingFacts read) {
    return last != null && last.facts().equals(read) ? last.facts() : read;
  }

  /** A clock that was set back makes nothing that is old recent again. */
  private static boolean isWithin(Duration duration, Instant moment, Instant now) {
    return !now.isBefore(moment) && now.isBefore(moment.plus(duration));
  }
}
