package dev.waymark.migration.rehearsal;

import dev.waymark.database.ConnectionFailure;
import dev.waymark.database.DatabaseException;
import dev.waymark.database.DirectConnection;
import dev.waymark.database.Meanwhile;
import dev.waymark.database.Sql;
import dev.waymark.migration.Migration;
import dev.waymark.migration.MigrationException;
import dev.waymark.migration.MigrationFailure;
import dev.waymark.migration.MigrationSettings;
import dev.waymark.migration.Requester;
import dev.waymark.migration.RunLimits;
import dev.waymark.migration.flyway.FlywayEngine;
import dev.waymark.migration.flyway.FlywayRehearsal;
import dev.waymark.migration.plan.Plan;
import dev.waymark.migration.plan.PlanReader;
import dev.waymark.migration.script.StatementText;
import dev.waymark.schema.NamespaceFilter;
import dev.waymark.schema.sql.SchemaSqlReader;
import dev.waymark.schema.sql.WritableSchema;
import dev.waymark.verification.VerificationSettings;
import dev.waymark.verification.WatchedNamespaces;
import dev.waymark.verification.expectation.ReplayRefused;
import dev.waymark.verification.expectation.ScratchPlace;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;

/** Rehearses what is pending: executes it in a scratch copy of the live structure, and watches. */
public final class Rehearser {
  private static final String NAMED_ROLES = Sql.read(Rehearser.class, "named_roles.sql");

  /** Classes of SQLSTATE: violations of constraints, and values that are none. */
  private static final String INTEGRITY = "23";

  private static final String DATA = "22";

  private final PlanReader plans;
  private final FlywayEngine engine;
  private final DirectConnection direct;
  private final ScratchPlace place;
  private final MigrationSettings settings;
  private final VerificationSettings verification;
  private final RunLimits limits;
  private final Duration longestAsking;
  private final Clock clock;

  /**
   * @param place where scratch databases are made
   * @param limits those of a run
   * @param longestAsking how long all questions to the live rows of one rehearsal may take
   */
  public Rehearser(
      PlanReader plans,
      FlywayEngine engine,
      DirectConnection direct,
      ScratchPlace place,
      MigrationSettings settings,
      VerificationSettings verification,
      RunLimits limits,
      Duration longestAsking,
      Clock clock) {
    this.plans = plans;
    this.engine = engine;
    this.direct = direct;
    this.place = place;
    this.settings = settings;
    this.verification = verification;
    this.limits = limits;
    this.longestAsking = longestAsking;
    this.clock = clock;
  }

  /**
   * Rehearses what is pending, and returns what was seen.
   *
   * @param target the version to stop at; null means the latest
   * @throws MigrationException if no run would start, or nothing can be rehearsed here
   * @throws DatabaseException if the database cannot be read
   */
  public Rehearsal rehearse(String target) {
    return perform(new LiveRehearsal(target, Requester.UNKNOWN, clock));
  }

  /**
   * The same for one that others follow meanwhile, and may end.
   *
   * @return what it came to; the rehearsal itself is ended by the caller
   */
  public Rehearsal perform(LiveRehearsal following) {
    String target = following.target();
    Plan plan = plans.plan(target);
    following.planned(plan);
    if (!plan.invalid().isEmpty()) {
      throw new MigrationException.Invalid(plan.invalid());
    }
    var frame =
        new RehearsalReport.Frame(
            following, plan, new HiddenValues(new StatementText(settings.placeholders())));
    if (plan.migrations().isEmpty()) {
      return RehearsalReport.nothing(frame);
    }
    try {
      following.requireWanted();
      RehearsalWork work = work(frame, target);
      try {
        return rehearsed(work);
      } finally {
        work.reading().end();
      }
    } catch (ReplayRefused refused) {
      throw new MigrationException.NotRehearsable(refused.getMessage(), refused.hint(), refused);
    } catch (ScratchPlace.Expired expired) {
      throw new MigrationException.NotRehearsable(
          "The rehearsal took longer than %d s and was ended."
              .formatted(place.longest().toSeconds()),
          "Raise WAYMARK_REPLAY_TIMEOUT.",
          expired);
    } catch (SQLException exception) {
      throw refusal(exception);
    }
  }

  private Rehearsal rehearsed(RehearsalWork work)
      throws SQLException, ReplayRefused, ScratchPlace.Expired {
    Rehearsal rehearsal = place.execute(work);
    return isAboutRows(rehearsal)
        ? place.execute(
            work.withoutRows(rehearsal.failure().place() + rehearsal.failure().message()))
        : rehearsal;
  }

  private static boolean isAboutRows(Rehearsal rehearsal) {
    return rehearsal.failure() != null && isAboutRows(rehearsal.failure(), rehearsal.copy());
  }

  /** Made-up rows prove nothing of the live ones, which may let through what these do not. */
  static boolean isAboutRows(MigrationFailure failure, Copied copy) {
    String state = failure.sqlState();
    return state != null
        && (state.startsWith(INTEGRITY) || state.startsWith(DATA))
        && copy.rows() > 0;
  }

  private RehearsalWork work(RehearsalReport.Frame frame, String target)
      throws SQLException, ReplayRefused {
    try (Connection live = direct.open()) {
      List<Migration> pending = engine.status(live, target).pending();
      FlywayRehearsal scripts = FlywayRehearsal.of(engine, settings, live, target, pending);
      NamespaceFilter filter = WatchedNamespaces.all(live, verification);
      var roles = new TreeSet<>(scripts.roles());
      roles.addAll(Sql.strings(live, NAMED_ROLES));
      return new RehearsalWork(
          frame,
          scripts,
          // The scratch database is made meanwhile.
          new Meanwhile<>("rehearsal-live", () -> read(filter)),
          filter,
          roles,
          direct,
          place.server().named().isPresent(),
          limits,
          longestAsking,
          null);
    }
  }

  private WritableSchema read(NamespaceFilter filter) throws SQLException {
    try (Connection live = direct.open()) {
      return SchemaSqlReader.readWritable(live, filter);
    }
  }

  private RuntimeException refusal(SQLException exception) {
    if (ConnectionFailure.of(exception) == ConnectionFailure.PRIVILEGE_MISSING) {
      String role = place.maker();
      if (place.mayCreate()) {
        return new MigrationException.NotRehearsable(
            "The rehearsal lacks a right: %s."
                .formatted(exception.getMessage().lines().findFirst().orElse("")),
            "Grant it to the role %s; or name a server for rehearsals (WAYMARK_REHEARSAL_URL), where it may do more."
                .formatted(Sql.identifier(role)),
            exception);
      }
      return new MigrationException.NotRehearsable(
          "A rehearsal takes place in a scratch database, and the role %s may not create one."
              .formatted(role),
          "As a superuser: ALTER ROLE %s CREATEDB; or name a server for it (WAYMARK_REHEARSAL_URL)."
              .formatted(Sql.identifier(role)),
          exception);
    }
    return new DatabaseException(exception);
  }
}
