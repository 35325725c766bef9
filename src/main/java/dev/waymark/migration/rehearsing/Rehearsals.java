package dev.waymark.migration.rehearsing;

import dev.waymark.database.DatabaseException;
import dev.waymark.database.DirectConnection;
import dev.waymark.database.OwnThread;
import dev.waymark.migration.MigrationException;
import dev.waymark.migration.MigrationException.ShuttingDown;
import dev.waymark.migration.Requester;
import dev.waymark.migration.flyway.FlywayEngine;
import dev.waymark.migration.rehearsal.LiveRehearsal;
import dev.waymark.migration.rehearsal.Rehearsal;
import dev.waymark.migration.rehearsal.Rehearsal.Outcome;
import dev.waymark.migration.rehearsal.RehearsalException;
import dev.waymark.migration.rehearsal.RehearsalException.InProgress;
import dev.waymark.migration.rehearsal.RehearsalRequest;
import dev.waymark.migration.rehearsal.RehearsalSummary;
import dev.waymark.migration.rehearsal.Rehearser;
import dev.waymark.migration.run.DirectConnections;
import dev.waymark.migration.run.Refusals;
import dev.waymark.migration.store.KeptRehearsal;
import dev.waymark.migration.store.RehearsalStore;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Rehearsals that people ask for: one at a time in a process, whose answer all get that ask for the
 * same meanwhile. It goes on whether or not anybody waits for it.
 */
public final class Rehearsals {
  private static final Logger LOG = Logger.getLogger(Rehearsals.class);
  private static final OwnThread THREAD = new OwnThread("rehearsal");

  /** How many that could not be kept in the database are kept in memory. */
  private static final int KEPT = 20;

  private static final long DROPPED_WITHIN_MS = 10_000;

  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private final Rehearser rehearser;
  private final RehearsalStore store;
  private final FlywayEngine engine;
  private final DirectConnection direct;
  private final Clock clock;

  /** The one that goes on, and those that could not be kept in the database. */
  private final Map<String, LiveRehearsal> memory = new LinkedHashMap<>();

  private Attempt current;
  private boolean closing;

  public Rehearsals(
      Rehearser rehearser,
      RehearsalStore store,
      FlywayEngine engine,
      DirectConnection direct,
      Clock clock) {
    this.rehearser = rehearser;
    this.store = store;
    this.engine = engine;
    this.direct = direct;
    this.clock = clock;
  }

  /**
   * Starts what is asked for, or joins the rehearsal that does so already.
   *
   * @param by who requested it
   * @throws MigrationException if none can be had
   * @throws InProgress if one up to another target, or of other scripts, goes on
   */
  public RehearsalTicket submit(RehearsalRequest request, Requester by) {
    DirectConnections.require(direct);
    String target = request.normalTarget();
    String sourceDigest = engine.sourceDigest();
    Attempt attempt;
    synchronized (this) {
      if (closing) {
        throw new ShuttingDown();
      }
      if (current != null) {
        if (current.answers(target, sourceDigest)) {
          return current.joined();
        }
        throw new InProgress(current.live(), request.target());
      }
      attempt = new Attempt(new LiveRehearsal(request.target(), by, clock), target, sourceDigest);
      current = attempt;
      memory.put(attempt.live().id(), attempt.live());
    }
    THREAD.execute(() -> work(attempt));
    return attempt.ticket();
  }

  /**
   * One rehearsal, as it stands or as it ended.
   *
   * @throws RehearsalException.Unknown if there is none of this id, or not any more
   * @throws DatabaseException if the database cannot be read
   */
  public Rehearsal find(String id) {
    String known = known(id);
    LiveRehearsal mine = mine(known);
    return mine != null
        ? mine.snapshot()
        : store.find(known).orElseThrow(() -> new RehearsalException.Unknown(id));
  }

  /**
   * The newest rehearsals, newest first.
   *
   * @param limit how many at most
   */
  public List<RehearsalSummary> list(int limit) {
    Map<String, RehearsalSummary> all = new HashMap<>();
    store.list(limit).forEach(it -> all.put(it.id(), it));
    synchronized (this) {
      memory.values().forEach(it -> all.put(it.id(), RehearsalSummary.of(it.snapshot())));
    }
    return all.values().stream()
        .sorted(
            Comparator.comparing(RehearsalSummary::startedAt)
                .thenComparing(RehearsalSummary::id)
                .reversed())
        .limit(limit)
        .toList();
  }

  /**
   * Cancels a rehearsal of any replica: the database in which it takes place is dropped under it.
   *
   * @return the rehearsal as it stands
   * @throws RehearsalException.Unknown if there is none of this id
   * @throws RehearsalException.Ended if it has ended
   */
  public Rehearsal cancel(String id, Requester by) {
    Rehearsal found = find(id);
    LiveRehearsal mine = mine(found.id());
    boolean cancelled =
        mine != null ? mine.cancel(by) : !found.hasEnded() && store.requestCancel(found.id(), by);
    Rehearsal now = find(found.id());
    if (!cancelled) {
      throw new RehearsalException.Ended(now.hasEnded() ? now : now.asInterrupted());
    }
    LOG.infof("Rehearsal %s: cancelled by %s", found.id(), by);
    return now;
  }

  /** Starts nothing any more and cancels what this process rehearses. */
  public void cancelOwn(Requester by) {
    Attempt running = closed();
    if (running != null) {
      running.live().cancel(by);
    }
  }

  /** Starts nothing any more, ends what goes on and drops its database. */
  public void close() {
    Attempt running = closed();
    if (running == null) {
      return;
    }
    running.live().stop();
    try {
      running.end().get(DROPPED_WITHIN_MS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException ended) {
      LOG.debug("The rehearsal in progress has ended.", ended);
    } catch (TimeoutException exception) {
      LOG.warn("The rehearsal in progress does not end; the next one drops what it leaves.");
    } catch (InterruptedException exception) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized Attempt closed() {
    closing = true;
    return current;
  }

  private void work(Attempt attempt) {
    Rehearsal end = null;
    Throwable problem = null;
    boolean kept = false;
    try (KeptRehearsal keeping = store.begin(attempt.live().snapshot())) {
      attempt.kept().complete(null);
      try (Keeping looking = new Keeping(attempt.live(), keeping)) {
        end = attempt.live().ends(rehearser.perform(attempt.live()));
      } catch (RuntimeException | Error thrown) {
        problem = thrown;
        end = ended(attempt.live(), thrown);
      }
      kept = keeping.end(end);
    } catch (RuntimeException | Error thrown) {
      problem = thrown;
      end = end == null ? ended(attempt.live(), thrown) : end;
    }
    // Before the end is reported: a caller who hears of it and asks again must get a new one.
    over(attempt, kept);
    LOG.infof("Rehearsal %s: %s", end.id(), end.outcome().code());
    attempt.kept().complete(null);
    report(attempt, end, problem);
  }

  private static Rehearsal ended(LiveRehearsal live, Throwable thrown) {
    return thrown instanceof MigrationException || thrown instanceof DatabaseException
        ? live.ends(Refusals.of((RuntimeException) thrown))
        : live.ends(Refusals.unexpected(thrown));
  }

  private synchronized void over(Attempt attempt, boolean kept) {
    current = null;
    if (kept) {
      memory.remove(attempt.live().id());
    }
    while (memory.size() > KEPT) {
      memory.remove(memory.keySet().iterator().next());
    }
  }

  private static void report(Attempt attempt, Rehearsal end, Throwable problem) {
    if (end.outcome() == Outcome.CANCELLED) {
      attempt.end().completeExceptionally(new RehearsalException.Cancelled(end));
    } else if (end.outcome() == Outcome.INTERRUPTED) {
      attempt.end().completeExceptionally(new ShuttingDown());
    } else if (problem != null) {
      attempt.end().completeExceptionally(problem);
    } else if (end.outcome() == Outcome.FAILED) {
      attempt.end().completeExceptionally(new RehearsalException.Failed(end));
    } else {
      attempt.end().complete(end);
    }
  }

  private synchronized LiveRehearsal mine(String id) {
    return memory.get(id);
  }

  private static String known(String id) {
    String lower = id.toLowerCase(Locale.ROOT);
    if (!ID.matcher(lower).matches()) {
      throw new RehearsalException.Unknown(id);
    }
    return lower;
  }
}
