package dev.waymark.verification.expectation;

import dev.waymark.database.ConnectionFailure;
import dev.waymark.database.DatabaseException;
import dev.waymark.database.DirectAddress;
import dev.waymark.database.DirectConnection;
import dev.waymark.database.PooledConnection;
import dev.waymark.database.ScratchDatabase;
import dev.waymark.schema.CatalogReader;
import dev.waymark.schema.Expectation;
import dev.waymark.schema.NamespaceFilter;
import dev.waymark.verification.expectation.Expected.Available;
import dev.waymark.verification.expectation.Expected.Unavailable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;

/** What the applied migrations make of an empty database on the same server. */
final class MigrationsExpectation {
  static final String OTHERWISE =
      " Or choose another expectation: contract, or recorded (WAYMARK_EXPECTATION).";

  private final PooledConnection pooled;
  private final DirectConnection direct;
  private final Replay replay;
  private final Duration longestReplay;
  private final LastReplay last;
  private final CatalogReader reader = new CatalogReader();

  MigrationsExpectation(
      PooledConnection pooled,
      DirectConnection direct,
      Replay replay,
      Duration longestReplay,
      Clock clock) {
    this.pooled = pooled;
    this.direct = direct;
    this.replay = replay;
    this.longestReplay = longestReplay;
    this.last = new LastReplay(clock);
  }

  Expected expected(NamespaceFilter filter, boolean patient) {
    if (direct.address() instanceof DirectAddress.Refused refused) {
      return new Unavailable(refused.reason(), refused.remedy());
    }
    if (direct.address() instanceof DirectAddress.Missing missing) {
      return new Unavailable("No database address is set.", missing.remedy());
    }
    Replay.Plan plan;
    String key;
    // Given back before the replay: it may take minutes, and others want the pool's connections.
    try {
      Planned planned = pooled.read(live -> planned(live, filter));
      plan = planned.plan();
      key = planned.key();
    } catch (SQLException exception) {
      throw new DatabaseException(exception);
    }
    return last.of(key, patient, () -> replayed(plan, filter));
  }

  /** What would be replayed, and what is equal for what builds the same. */
  private record Planned(Replay.Plan plan, String key) {}

  private Planned planned(Connection live, NamespaceFilter filter) throws SQLException {
    Replay.Plan plan = replay.plan(live);
    return new Planned(plan, plan.key() + live.getMetaData().getDatabaseProductVersion() + filter);
  }

  private Expected replayed(Replay.Plan plan, NamespaceFilter filter) {
    try {
      plan.check();
      try (ScratchDatabase scratch = ScratchDatabase.create(direct, longestReplay)) {
        return replayed(plan, filter, scratch);
      }
    } catch (ReplayRefused refused) {
      return new Unavailable(refused.getMessage(), refused.hint() + OTHERWISE);
    } catch (SQLException exception) {
      return noScratch(exception);
    }
  }

  private Expected replayed(Replay.Plan plan, NamespaceFilter filter, ScratchDatabase scratch)
      throws SQLException, ReplayRefused {
    try {
      plan.apply(scratch.dataSource());
      try (Connection connection = scratch.dataSource().getConnection()) {
        return new Available(
            Expectation.of(reader.read(connection, filter)),
            ExpectationSource.of(ExpectationChoice.MIGRATIONS, plan.from()));
      }
    } catch (ReplayRefused | SQLException exception) {
      if (scratch.isExpired()) {
        return new Unavailable(
            "Replaying the migrations into a scratch database took longer than %d s and was ended."
                .formatted(longestReplay.toSeconds()),
            "Raise WAYMARK_REPLAY_TIMEOUT." + OTHERWISE);
      }
      throw exception;
    }
  }

  private Unavailable noScratch(SQLException exception) {
    ConnectionFailure failure = ConnectionFailure.of(exception);
    if (failure == ConnectionFailure.PRIVILEGE_MISSING
        && direct.address() instanceof DirectAddress.Usable usable) {
      String role = usable.url().username();
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
