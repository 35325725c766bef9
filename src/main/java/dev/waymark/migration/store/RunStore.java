package dev.waymark.migration.store;

import dev.waymark.database.ConnectionFailure;
import dev.waymark.database.DatabaseException;
import dev.waymark.database.DirectConnection;
import dev.waymark.database.PooledConnection;
import dev.waymark.database.RoundTrip;
import dev.waymark.database.Sql;
import dev.waymark.migration.OwnSchemaRefused;
import dev.waymark.migration.Requester;
import dev.waymark.migration.Run;
import dev.waymark.migration.Run.Outcome;
import dev.waymark.migration.RunEvent;
import dev.waymark.migration.RunStoreState;
import dev.waymark.migration.RunStoreState.Kept;
import dev.waymark.migration.flyway.OwnSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Where runs are kept: in Waymark's own schema, so that every replica answers for every run, and
 * the last ones of this process in memory, too. Without the schema the memory is all there is; a
 * run never fails because of it.
 */
public final class RunStore {
  private static final Logger LOG = Logger.getLogger(RunStore.class);
  private static final String ACCESS = Sql.read(RunStore.class, "access.sql");

  /** Undefined table, undefined schema, no privilege: there is no store, or not for this user. */
  private static final Set<String> NO_STORE = Set.of("42P01", "3F000", "42501");

  private static final Comparator<Run> NEWEST_FIRST =
      Comparator.comparing(Run::startedAt).thenComparing(Run::id).reversed();

  private final DirectConnection direct;
  private final PooledConnection pooled;
  private final OwnSchema ownSchema;
  private final String schemaName;
  private final DatabaseRuns written;
  private final DatabaseRuns read;
  private final DatabaseRequests requests;
  private final IndexBuilds builds;
  private final IndexBuilds readBuilds;
  private final ScriptProgresses progresses;
  private final ScriptProgresses readProgresses;
  private final MemoryRuns memory = new MemoryRuns();
  private final Map<String, Integer> eventsKept = new ConcurrentHashMap<>();

  /** Those of this process that other replicas answer for, too. */
  private final Set<String> inDatabase = ConcurrentHashMap.newKeySet();

  private volatile boolean prepared;

  /** The run of this process for which the schema was made; null if it was there. */
  private volatile String madeFor;

  private volatile RunStoreState refused;

  public RunStore(
      DirectConnection direct, PooledConnection pooled, OwnSchema ownSchema, String schemaName) {
    this.direct = direct;
    this.pooled = pooled;
    this.ownSchema = ownSchema;
    this.schemaName = schemaName;
    this.written = new DatabaseRuns(direct, schemaName);
    this.read = new DatabaseRuns(pooled, schemaName);
    this.requests = new DatabaseRequests(direct, schemaName);
    this.builds = new IndexBuilds(direct, schemaName);
    this.readBuilds = new IndexBuilds(pooled, schemaName);
    this.progresses = new ScriptProgresses(direct, schemaName);
    this.readProgresses = new ScriptProgresses(pooled, schemaName);
  }

  /**
   * Keeps a run that has just started, and writes down that earlier ones of its history were
   * interrupted: the run's session holds the lock.
   */
  public void begin(OngoingRun run, RunOrigin origin, Optional<RequestKey> key) {
    memory.add(run);
    inDatabase.removeIf(id -> id.equals(run.id()) || memory.find(id).isEmpty());
    key.ifPresent(it -> memory.keepKey(it, run.id()));
    try {
      try {
        prepare(run.id());
        keep(run, origin);
      } catch (SQLException exception) {
        if (!meansNoStore(exception)) {
          throw exception;
        }
        // Somebody dropped the schema since it was prepared.
        prepared = false;
        prepare(run.id());
        keep(run, origin);
      }
      eventsKept.put(run.id(), 0);
      inDatabase.add(run.id());
      refused = null;
      key.ifPresent(
          it -> writing("The key of run " + run.id(), () -> requests.keepKey(it, run.id())));
    } catch (OwnSchemaRefused exception) {
      refuse(run, exception.getMessage(), exception.hint());
    } catch (SQLException exception) {
      ConnectionFailure failure = ConnectionFailure.of(exception);
      refuse(
          run,
          "Runs cannot be kept in the database. %s The driver says: %s"
              .formatted(failure.sentence(), exception.getMessage()),
          failure.remedy());
    }
  }

  /** Whether nothing was kept before this run: the schema was made for it. */
  public boolean beginsWith(String runId) {
    return runId.equals(madeFor);
  }

  /** Keeps what is known of a run by now; what cannot be written is written the next time. */
  public void save(OngoingRun run) {
    Integer before = eventsKept.get(run.id());
    if (before == null) {
      return;
    }
    Run snapshot = run.snapshot();
    List<RunEvent> events = run.events(before, OngoingRun.MOST_EVENTS);
    try {
      written.save(snapshot, events);
    } catch (SQLException exception) {
      LOG.warnf("Run %s: what it did could not be kept: %s", run.id(), exception.getMessage());
      return;
    }
    if (snapshot.state() == Run.State.ENDED) {
      eventsKept.remove(run.id());
    } else {
      eventsKept.put(run.id(), before + events.size());
    }
  }

  /**
   * One run of any replica, or the run that does what the request of this id waits for; empty if
   * there is none of this id, or not any more.
   */
  public Optional<StoredRun> find(String id) {
    Optional<OngoingRun> mine = memory.find(id);
    if (mine.isEmpty()) {
      return reading(() -> read.find(id), Optional.<StoredRun>empty()).map(this::working);
    }
    Run snapshot = mine.get().snapshot();
    if (snapshot.outcome() == Outcome.INTERRUPTED || snapshot.outcome() == Outcome.REFUSED) {
      // Another replica may have gone on with it.
      return Optional.of(new StoredRun(snapshot.asContinuedBy(continuedBy(id)), "", null));
    }
    return Optional.of(working(new StoredRun(snapshot, "", mine.get().leadsTo().orElse(null))));
  }

  private String continuedBy(String id) {
    try {
      return read.find(id).map(it -> it.run().continuedBy()).orElse(null);
    } catch (SQLException exception) {
      LOG.debugf(exception, "Whether another run went on with %s cannot be asked.", id);
      return null;
    }
  }

  /** What waits for another run, or was answered by it, is told as that run. */
  private StoredRun working(StoredRun found) {
    return found.ledTo() == null
        ? found
        : find(found.ledTo())
            .map(led -> new StoredRun(led.run().asJoined(), led.sourceDigest(), null))
            .orElse(found);
  }

  /**
   * What another process brought the history to, or is about to: read over the direct connection,
   * so that it is as true as the lock.
   */
  public Optional<StoredRun> elsewhere(String id) {
    return reading(() -> written.find(id), Optional.empty());
  }

  /** The run that holds the lock of the history now; empty if none does, or it cannot be known. */
  public Optional<StoredRun> running(String history) {
    return reading(() -> written.running(history), Optional.empty());
  }

  /** What is under way or was left, for a report, over the pooled connection. */
  public Unfinished unfinished(String history) {
    try {
      ownSchema.requireOwn();
      return pooled.read(
          connection -> {
            RoundTrip all = new RoundTrip();
            List<StoredRun> running = new ArrayList<>();
            List<UnfinishedBuild> left = new ArrayList<>();
            List<ScriptProgress> progress = new ArrayList<>();
            read.running(history, all, running);
            readBuilds.unfinished(history, all, left);
            readProgresses.all(history, all, progress);
            all.over(connection);
            return new Unfinished(running.stream().findFirst(), left, progress);
          });
    } catch (OwnSchemaRefused refused) {
      return new Unfinished(Optional.empty(), List.of(), List.of());
    } catch (SQLException exception) {
      if (!meansNoStore(exception)) {
        throw new DatabaseException(exception);
      }
      // An older Waymark's schema has some of it.
      return new Unfinished(
          reading(() -> read.running(history), Optional.empty()),
          unfinishedBuilds(history),
          reading(() -> readProgresses.all(history), List.of()));
    }
  }

  /**
   * Runs, newest first, and what waits to be one.
   *
   * @param after the run to go on after; null begins with the newest
   * @param limit how many at most
   */
  public List<Run> list(Run after, int limit) {
    List<Run> kept = reading(() -> read.list(after, limit), List.of());
    Set<String> known = kept.stream().map(Run::id).collect(Collectors.toSet());
    // Some could not be kept.
    Stream<Run> mine =
        memory.all().stream()
            .filter(run -> !inDatabase.contains(run.id()) && !known.contains(run.id()))
            .map(OngoingRun::snapshot)
            .filter(run -> after == null || NEWEST_FIRST.compare(after, run) < 0);
    return Stream.concat(kept.stream(), mine).sorted(NEWEST_FIRST).limit(limit).toList();
  }

  /** The events of a run after the given number, at most so many, in order. */
  public List<RunEvent> events(String id, int after, int limit) {
    return memory.find(id).isPresent()
        ? memory.events(id, after, limit)
        : reading(() -> read.events(id, after, limit), List.of());
  }

  /** Asks whoever runs the run to cancel it; says whether it was still running. */
  public boolean requestCancel(String id, Requester by) {
    return memory.requestCancel(id, by)
        || (memory.find(id).isEmpty()
            && reading(() -> written.requestCancel(id, by), Boolean.FALSE));
  }

  /** Who asked, at whatever replica, for the run to be cancelled; empty if nobody did. */
  public Optional<Requester> cancelRequested(String id) {
    return eventsKept.containsKey(id)
        ? reading(() -> written.cancelRequested(id), Optional.empty())
        : Optional.empty();
  }

  /** Keeps, in this process, a run whose turn has not come. */
  public void addWaiting(OngoingRun run) {
    memory.addWaiting(run);
  }

  /**
   * Keeps a run whose turn has not come, and whose session waits for it; every replica answers for
   * it from now on.
   */
  public void keepWaiting(OngoingRun run, RunOrigin origin, Optional<RequestKey> key) {
    key.ifPresent(it -> memory.keepKey(it, run.id()));
    writing(
        "Request " + run.id(),
        () -> {
          prepare(run.id());
          requests.keep(run.snapshot(), origin);
          inDatabase.add(run.id());
          if (key.isPresent()) {
            requests.keepKeyUnlessTaken(key.get(), run.id());
          }
        });
  }

  /** Keeps which run does what a request waits for; null for none any more. */
  public void leadWaiting(OngoingRun run, String to) {
    if (inDatabase.contains(run.id())) {
      writing("Request " + run.id(), () -> requests.lead(run.id(), to));
    }
  }

  /** Keeps the end of a run whose turn will not come. */
  public void endWaiting(OngoingRun run) {
    if (inDatabase.contains(run.id())) {
      writing("Request " + run.id(), () -> requests.end(run.snapshot()));
    }
  }

  /** What a client's key stands for; empty if that is nothing. */
  public Optional<KeyedRun> keyed(RequestKey key) {
    Optional<KeyedRun> kept = reading(() -> requests.keyed(key), Optional.empty());
    return kept.isPresent() ? kept : memory.keyed(key);
  }

  /** A key stands for a run that somebody else had asked for, unless it stands for another. */
  public void keepKey(RequestKey key, String id) {
    memory.keepKey(key, id);
    writing("The key of run " + id, () -> requests.keepKeyUnlessTaken(key, id));
  }

  /** Somebody was told how the run of a key ended. */
  public void answered(RequestKey key, String id) {
    memory.answered(key, id);
    writing("The key of run " + id, () -> requests.answered(key, id));
  }

  /** Who asked, at whatever replica, for a run to be cancelled whose turn has not come. */
  public Optional<Requester> waitingCancelRequested(OngoingRun run) {
    return inDatabase.contains(run.id())
        ? reading(() -> written.cancelRequested(run.id()), Optional.empty())
        : Optional.empty();
  }

  /** Writes down, before it starts, a concurrent build that no transaction will roll back. */
  public void keepBuild(String history, String script, IndexBuild build, String runId) {
    try {
      ownSchema.requireOwn();
      builds.keep(history, script, build, runId);
    } catch (SQLException | OwnSchemaRefused exception) {
      LOG.debugf(exception, "The index build of %s is not written down.", script);
    }
  }

  /** The concurrent builds of a script that were started and not followed by its being applied. */
  public List<IndexBuild> builds(String history, String script) {
    return reading(() -> builds.of(history, script), List.of());
  }

  /** What was started without a transaction and not followed by its script's being applied. */
  public List<UnfinishedBuild> unfinishedBuilds(String history) {
    return reading(() -> readBuilds.unfinished(history), List.of());
  }

  /** The script is applied: what it built is nobody's leftover. */
  public void forgetBuilds(String history, String script) {
    try {
      ownSchema.requireOwn();
      builds.forget(history, script);
    } catch (SQLException | OwnSchemaRefused exception) {
      LOG.debugf(exception, "The index builds of %s stay written down.", script);
    }
  }

  /**
   * Writes down how far a script has come that no transaction will roll back.
   *
   * @return whether there is a store to write to
   * @throws SQLException if there is, and it cannot be written to
   */
  public boolean keepProgress(String history, ScriptProgress progress) throws SQLException {
    try {
      ownSchema.requireOwn();
      progresses.keep(history, progress);
      return true;
    } catch (OwnSchemaRefused refused) {
      return false;
    } catch (SQLException exception) {
      if (meansNoStore(exception)) {
        return false;
      }
      throw exception;
    }
  }

  /** How far scripts have come that are not recorded as applied since. */
  public List<ScriptProgress> progress(String history) {
    return reading(() -> progresses.all(history), List.of());
  }

  /** The script is applied, or begins anew. */
  public void forgetProgress(String history, String script) {
    try {
      ownSchema.requireOwn();
      progresses.forget(history, script);
    } catch (OwnSchemaRefused refused) {
      LOG.debugf(refused, "How far %s had come is not written down.", script);
    } catch (SQLException exception) {
      LOG.warnf(
          "How far %s had come stays written down, until it runs again: %s",
          script, exception.getMessage());
    }
  }

  /**
   * Where runs are kept.
   *
   * @throws SQLException if the database cannot be asked
   */
  public RunStoreState state(Connection connection) throws SQLException {
    RunStoreState last = refused;
    if (last != null) {
      return last;
    }
    try (var statement = connection.prepareStatement(ACCESS)) {
      statement.setString(1, schemaName);
      try (var row = statement.executeQuery()) {
        row.next();
        return row.getBoolean("usable")
            ? new RunStoreState(Kept.DATABASE, schemaName, null, null)
            : inMemory(
                "The role %s may not keep runs in the schema %s of %s."
                    .formatted(
                        row.getString("user_name"), schemaName, row.getString("database_name")),
                "As the database's owner: CREATE SCHEMA %s AUTHORIZATION %s;"
                    .formatted(
                        Sql.identifier(schemaName), Sql.identifier(row.getString("user_name"))));
      }
    }
  }

  private RunStoreState inMemory(String reason, String hint) {
    return new RunStoreState(
        Kept.MEMORY,
        schemaName,
        reason + " Other replicas do not see this one's runs, and a restart forgets them.",
        hint);
  }

  private void refuse(OngoingRun run, String reason, String hint) {
    LOG.warnf("Run %s is kept in memory only. %s %s", run.id(), reason, hint);
    refused = inMemory(reason, hint);
  }

  private synchronized void prepare(String run) throws SQLException, OwnSchemaRefused {
    if (!prepared) {
      try (Connection connection = direct.open()) {
        madeFor = ownSchema.prepare(connection) ? run : null;
      }
      prepared = true;
    }
  }

  private void keep(OngoingRun run, RunOrigin origin) throws SQLException {
    written.begin(run.snapshot(), origin);
  }

  @FunctionalInterface
  private interface Writing {
    void write() throws SQLException, OwnSchemaRefused;
  }

  /** What cannot be written is known to this process, and is no reason for a run to fail. */
  private void writing(String what, Writing writing) {
    try {
      ownSchema.requireOwn();
      writing.write();
    } catch (OwnSchemaRefused refused) {
      // Told with each run, and in the status.
      LOG.debugf(refused, "%s is kept in memory only.", what);
    } catch (SQLException exception) {
      LOG.logf(
          meansNoStore(exception) ? Logger.Level.DEBUG : Logger.Level.WARN,
          "%s is kept in memory only: %s",
          what,
          exception.getMessage());
    }
  }

  @FunctionalInterface
  private interface Reading<T> {
    T read() throws SQLException;
  }

  private <T> T reading(Reading<T> reading, T withoutStore) {
    try {
      ownSchema.requireOwn();
      return reading.read();
    } catch (OwnSchemaRefused refused) {
      return withoutStore;
    } catch (SQLException exception) {
      if (meansNoStore(exception)) {
        return withoutStore;
      }
      throw new DatabaseException(exception);
    }
  }

  /** A pool that has no connection to give says so without a SQLSTATE. */
  private static boolean meansNoStore(SQLException exception) {
    return exception.getSQLState() != null && NO_STORE.contains(exception.getSQLState());
  }
}
