package dev.waymark.verification.expectation;

import dev.waymark.database.ConnectionFailure;
import dev.waymark.database.DatabaseException;
import dev.waymark.database.DirectAddress;
import dev.waymark.database.DirectConnection;
import dev.waymark.database.OwnSchemaConnections;
import dev.waymark.database.PooledConnection;
import dev.waymark.database.ScratchServer;
import dev.waymark.schema.NamespaceFilter;
import dev.waymark.verification.expectation.Expected.Unavailable;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * What the applied migrations make of an empty database, which is all that they may change: it is
 * on a server that is named for it, or used by a role that may do nothing else, or the scripts are
 * proven to stay in it.
 */
final class MigrationsExpectation {
  static final String OTHERWISE =
      " Or choose another expectation: contract, or recorded (WAYMARK_EXPECTATION).";

  private final PooledConnection pooled;
  private final DirectConnection direct;
  private final Replay replay;
  private final ScratchPlace place;
  private final RecordedExtensions recorded;
  private final LastReplay last;

  MigrationsExpectation(
      PooledConnection pooled,
      DirectConnection direct,
      OwnSchemaConnections own,
      RecordedSchemas recorded,
      Replay replay,
      Optional<DirectConnection> rehearsal,
      Duration longestReplay,
      Clock clock) {
    this.pooled = pooled;
    this.direct = direct;
    this.replay = replay;
    this.place = new ScratchPlace(new ScratchServer(direct, rehearsal), longestReplay);
    this.recorded = new RecordedExtensions(own, recorded);
    this.last = new LastReplay(clock);
  }

  Expected expected(NamespaceFilter filter, boolean patient) {
    if (direct.address() instanceof DirectAddress.Refused refused) {
      return new Unavailable(refused.reason(), refused.remedy());
    }
    if (direct.address() instanceof DirectAddress.Missing missing) {
      return new Unavailable("No database address is set.", missing.remedy());
    }
    Asked asked = asked(filter);
    return last.of(asked.key(), patient, () -> replayed(asked.plan(), filter));
  }

  /** Whether the answer is known, so that asking for it costs nothing. */
  boolean isAtHand(NamespaceFilter filter) {
    return !(direct.address() instanceof DirectAddress.Usable)
        || last.isAtHand(asked(filter).key());
  }

  /** What would be replayed, and what two replays with the same result have in common. */
  private record Asked(Replay.Plan plan, String key) {}

  private Asked asked(NamespaceFilter filter) {
    // Given back before the replay: it may take minutes, and others want the pool's connections.
    try {
      return pooled.read(
          live -> {
            Replay.Plan plan = replay.plan(live);
            return new Asked(
                plan, plan.key() + live.getMetaData().getDatabaseProductVersion() + filter);
          });
    } catch (SQLException exception) {
      throw new DatabaseException(exception);
    }
  }

  private Expected replayed(Replay.Plan plan, NamespaceFilter filter) {
    try {
      return place.execute(new ReplayWork(plan, filter, direct.dataSource(), recorded));
    } catch (ReplayRefused refused) {
      return refused.stopsRuns()
          ? new Unavailable(refused.getMessage(), refused.hint(), true)
          : new Unavailable(refused.getMessage(), refused.hint() + OTHERWISE);
    } catch (ScratchPlace.Expired expired) {
      return new Unavailable(
          "Replaying the migrations into a scratch database took longer than %d s and was ended."
              .formatted(place.longest().toSeconds()),
          "Raise WAYMARK_REPLAY_TIMEOUT." + OTHERWISE);
    } catch (SQLException exception) {
      return noScratch(exception);
    }
  }

  private Unavailable noScratch(SQLException exception) {
    ConnectionFailure failure = ConnectionFailure.of(exception);
    if (failure == ConnectionFailure.PRIVILEGE_MISSING) {
      String role = place.maker();
      return new Unavailable(
          "The migrations are replayed into a scratch database, and the role %s may not create one."
              .formatted(role),
          "As a superuser: ALTER ROLE %s CREATEDB;".formatted(Names.quoted(role)) + OTHERWISE);
    }
    return new Unavailable(
        "The migrations could not be replayed into a scratch database. %s The driver says: %s"
            .formatted(failure.sentence(), new DatabaseException(exception).driverMessage()),
        failure.remedy() + OTHERWISE);
  }
}
