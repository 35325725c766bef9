package dev.waymark.migration.store;

import dev.waymark.database.ConnectionFailure;
import dev.waymark.database.DirectConnection;
import dev.waymark.database.OwnSchemaUnusable;
import dev.waymark.database.PooledConnection;
import dev.waymark.database.Sql;
import dev.waymark.migration.OwnSchemaRefused;
import dev.waymark.migration.RecordedEvent;
import dev.waymark.migration.Requester;
import dev.waymark.migration.Run;
import dev.waymark.migration.RunStoreState;
import dev.waymark.migration.RunStoreState.Kept;
import dev.waymark.migration.flyway.OwnSchema;
import java.sql.Connection;
import java.sql.SQLException;
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

  private static final Comparator<Run> NEWEST_FIRST =
      Comparator.comparing(Run::startedAt).thenComparing(Run::id).reversed();

  private final DirectConnection direct;
  private final OwnSchema ownSchema;
  private final StoreAccess access;
  private final String schemaName;
  private final DatabaseRuns written;
  private final DatabaseRuns read;
  private final DatabaseRequests requests;
  private final MemoryRuns memory = new MemoryRuns();
  private final Map<String, Saved> saved = new ConcurrentHashMap<>();

  /** Those of this process that other replicas answer for, too. */
  private final Set<String> inDatabase = ConcurrentHashMap.newKeySet();

  private volatile boolean prepared;

  /** The run of this process for which the schema was made; null if it was there. */
  private volatile String madeFor;

  private volatile RunStoreState refused;

  /** What is written of a run that goes on: how it stood, and how many of its events. */
  private record Saved(Run run, int events) {}

  public RunStore(
      DirectConnection direct, PooledConnection pooled, OwnSchema ownSchema, String schemaName) {
    this.direct = direct;
    this.ownSchema = ownSchema;
    this.access = new StoreAccess(ownSchema);
    this.schemaName = schemaName;
    this.written = new DatabaseRuns(ownSchema.writing(direct), schemaName);
    this.read = new DatabaseRuns(ownSchema.reading(pooled), schemaName);
    this.requests = new DatabaseRequests(ownSchema.writing(direct), schemaName);
  }

  /**
   * Keeps a run that has just started, and writes down that earlier ones of its history were
   * interrupted: the run's session holds the lock.
   *
   * @return those of other processes, which said nothing of it themselves; each is returned once,
   *     to the process that has written it down
   */
  public List<Run> begin(OngoingRun run, RunOrigin origin, Optional<RequestKey> key) {
    List<Run> interrupted = List.of();
    memory.add(run);
    inDatabase.removeIf(id -> id.equals(run.id()) || memory.find(id).isEmpty());
    key.ifPresent(it -> memory.keepKey(it, run.id()));
    try {
      try {
        prepare(run.id());
        interrupted = keep(run, origin);
      } catch (SQLException exception) {
        if (!OwnSchema.isAbsent(exception)) {
          throw exception;
        }
        // Somebody dropped the schema since it was prepared.
        prepared = false;
        prepare(run.id());
        interrupted = keep(run, origin);
      }
      saved.put(run.id(), new Saved(null, 0));
      inDatabase.add(run.id());
      refused = null;
      key.ifPresent(
          it -> access.writing("The key of run " + run.id(), () -> requests.keepKey(it, run.id())));
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
    return interrupted.stream().filter(it -> memory.find(it.id()).isEmpty()).toList();
  }

  /** Whether nothing was kept before this run: the schema was made for it. */
  public boolean beginsWith(String runId) {
    return runId.equals(madeFor);
  }

  /**
   * Keeps what is known of a run by now, if that is news; what cannot be written is written the
   * next time. Of a run that has ended the events are kept in the database only.
   */
  public void save(OngoingRun run) {
    Saved before = saved.get(run.id());
    if (before == null) {
      return;
    }
    Run snapshot = run.snapshot();
    List<RecordedEvent> events = run.events(before.events(), OngoingRun.MOST_EVENTS);
    if (snapshot == before.run() && events.isEmpty()) {
      return;
    }
    try {
      written.save(snapshot, events);
    } catch (SQLException exception) {
      LOG.warnf("Run %s: what it did could not be kept: %s", run.id(), exception.getMessage());
      return;
    }
    if (snapshot.state() == Run.State.ENDED) {
      saved.remove(run.id());
      run.releaseEvents();
    } else {
      saved.put(run.id(), new Saved(snapshot, before.events() + events.size()));
    }
  }

  /**
   * One run of any replica, or the run that does what the request of this id waits for; empty if
   * there is none of this id, or not any more.
   */
  public Optional<StoredRun> find(String id) {
    Optional<OngoingRun> mine = memory.find(id);
    if (mine.isEmpty()) {
      return access.reading(() -> read.find(id), Optional.<StoredRun>empty()).map(this::working);
    }
    Run snapshot = mine.get().snapshot();
    if (snapshot.state() == Run.State.ENDED && !snapshot.answersItsKey()) {
      // Another run may have gone on with it.
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

  /** What waits for another run, or was answered by it, is shown as that run. */
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
    return access.reading(() -> written.find(id), Optional.empty());
  }

  /** The run that holds the lock of the history now; empty if none does, or it cannot be known. */
  public Optional<StoredRun> running(String history) {
    return access.reading(() -> written.running(history), Optional.empty());
  }

  /**
   * Runs, newest first, and what waits to be one.
   *
   * @param after the run to go on after; null begins with the newest
   * @param limit how many at most
   */
  public List<Run> list(Run after, int limit) {
    List<Run> kept = access.reading(() -> read.list(after, limit), List.of());
    Set<String> known = kept.stream().map(Run::id).collect(Collectors.toSet());
    Stream<Run> mine =
        unkept()
            .filter(run -> !known.contains(run.id()))
            .filter(run -> after == null || NEWEST_FIRST.compare(after, run) < 0);
    return Stream.concat(kept.stream(), mine).sorted(NEWEST_FIRST).limit(limit).toList();
  }

  /** Some could not be kept in the database. */
  private Stream<Run> unkept() {
    return memory.all().stream()
        .filter(run -> !inDatabase.contains(run.id()))
        .map(OngoingRun::snapshot);
  }

  /**
   * What this process knows that decides what is answered, beside what the database holds.
   *
   * @param refused why it keeps runs in memory; null if it does not
   * @param own whether what is in the database is its own
   * @param unkept the runs that are in memory only
   */
  public record Knowledge(RunStoreState refused, boolean own, List<Run> unkept) {}

  public Knowledge knowledge() {
    return new Knowledge(refused, access.isOwn(), unkept().toList());
  }

  /** The events of a run after the given number, at most so many, in order. */
  public List<RecordedEvent> events(String id, int after, int limit) {
    Optional<OngoingRun> mine = memory.find(id);
    if (mine.isPresent()) {
      List<RecordedEvent> events = mine.get().events(after, limit);
      // Asked after they were read: they may have been released meanwhile.
      if (!mine.get().hasReleasedEvents()) {
        return events;
      }
    }
    return access.reading(() -> read.events(id, after, limit), List.of());
  }

  /** Asks the process that runs the run to cancel it; returns whether it was still running. */
  public boolean requestCancel(String id, Requester by) {
    return memory.requestCancel(id, by)
        || (memory.find(id).isEmpty()
            && access.reading(() -> written.requestCancel(id, by), Boolean.FALSE));
  }

  /** Who asked, at whatever replica, for the run to be cancelled; empty if no caller did. */
  public Optional<Requester> cancelRequested(String id) {
    return saved.containsKey(id)
        ? access.reading(() -> written.cancelRequested(id), Optional.empty())
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
    access.writing(
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
      access.writing("Request " + run.id(), () -> requests.lead(run.id(), to));
    }
  }

  /** Keeps the end of a run whose turn will not come. */
  public void endWaiting(OngoingRun run) {
    if (inDatabase.contains(run.id())) {
      access.writing("Request " + run.id(), () -> requests.end(run.snapshot()));
    }
  }

  /** What a client's key stands for; empty if that is nothing. */
  public Optional<KeyedRun> keyed(RequestKey key) {
    Optional<KeyedRun> kept = access.reading(() -> requests.keyed(key), Optional.empty());
    return kept.isPresent() ? kept : memory.keyed(key);
  }

  /** A key stands for a run that somebody else had asked for, unless it stands for another. */
  public void keepKey(RequestKey key, String id) {
    memory.keepKey(key, id);
    access.writing("The key of run " + id, () -> requests.keepKeyUnlessTaken(key, id));
  }

  /** A client was answered how the run of a key ended. */
  public void answered(RequestKey key, String id) {
    memory.answered(key, id);
    access.writing("The key of run " + id, () -> requests.answered(key, id));
  }

  /** Who asked, at whatever replica, for a run to be cancelled whose turn has not come. */
  public Optional<Requester> waitingCancelRequested(OngoingRun run) {
    return inDatabase.contains(run.id())
        ? access.reading(() -> written.cancelRequested(run.id()), Optional.empty())
        : Optional.empty();
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
        if (row.getBoolean("present")) {
          ownSchema.requireReadable(connection);
        }
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
    } catch (OwnSchemaUnusable unreadable) {
      return inMemory(unreadable.getMessage(), unreadable.hint().orElse(null));
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

  private List<Run> keep(OngoingRun run, RunOrigin origin) throws SQLException {
    return written.begin(run.snapshot(), origin);
  }
}
