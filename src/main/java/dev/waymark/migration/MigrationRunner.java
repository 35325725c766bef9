package dev.waymark.migration;

import dev.waymark.database.ConnectionFailure;
import dev.waymark.database.DatabaseException;
import dev.waymark.database.DirectAddress;
import dev.waymark.database.DirectConnection;
import dev.waymark.migration.MigrationException.BaselineRequired;
import dev.waymark.migration.MigrationException.DirectConnectionRequired;
import dev.waymark.migration.MigrationException.Failed;
import dev.waymark.migration.MigrationException.Invalid;
import dev.waymark.migration.MigrationException.RunInProgress;
import dev.waymark.migration.MigrationException.TargetUnknown;
import dev.waymark.migration.Run.Outcome;
import dev.waymark.migration.flyway.FlywayEngine;
import dev.waymark.migration.flyway.FlywayFailure;
import dev.waymark.verification.VerificationSummary;
import dev.waymark.verification.Verifier;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Runs migrations, one run at a time: who asks for what is already running in this process gets the
 * answer of that run. Between processes Flyway's session lock lets one migration run at a time, and
 * each is applied once.
 */
public final class MigrationRunner {
  private static final Logger LOG = Logger.getLogger(MigrationRunner.class);

  private final FlywayEngine engine;
  private final DirectConnection direct;
  private final SchemaRecorder recorder;
  private final Verifier verifier;
  private final Clock clock;
  private final OneRunAtATime runs = new OneRunAtATime();

  public MigrationRunner(
      FlywayEngine engine,
      DirectConnection direct,
      SchemaRecorder recorder,
      Verifier verifier,
      Clock clock) {
    this.engine = engine;
    this.direct = direct;
    this.recorder = recorder;
    this.verifier = verifier;
    this.clock = clock;
  }

  /**
   * Runs what is pending up to the target, or waits for the run that is already doing so.
   *
   * @return the run, whose outcome is never {@link Outcome#FAILED}
   * @throws MigrationException if the run was refused or failed
   * @throws DatabaseException if the database could not be reached, or went away
   */
  public Run run(RunRequest request) {
    return runs.runOrJoin(normal(request.target()), this::execute);
  }

  private Run execute(String id, String target) {
    requireDirect();
    Instant startedAt = clock.instant();
    MigrationStatus before = status(target);
    if (!before.invalid().isEmpty()) {
      throw new Invalid(before.invalid());
    }
    requireKnown(target, before);
    if (before.pending().isEmpty()) {
      LOG.infof("Run %s: nothing pending, current version %s", id, before.currentVersion());
      return finished(id, Outcome.NOTHING_PENDING, target, startedAt, before, before, List.of());
    }
    requirePrivileges();
    LOG.infof(
        "Run %s: %d pending, current version %s",
        id, before.pending().size(), before.currentVersion());
    Predicate<Migration> appliedHere;
    try {
      appliedHere = engine.migrate(target);
    } catch (FlywayFailure failure) {
      throw explained(id, target, startedAt, before, failure);
    }
    MigrationStatus after = status(target);
    List<Migration> migrations = appliedSince(before, after, appliedHere);
    // Another process did it all while this one waited for the lock.
    return migrations.isEmpty()
        ? finished(id, Outcome.NOTHING_PENDING, target, startedAt, after, after, migrations)
        : finished(id, Outcome.SUCCEEDED, target, startedAt, before, after, migrations);
  }

  private void requireDirect() {
    if (direct.address() instanceof DirectAddress.Refused refused) {
      throw new DirectConnectionRequired(refused.reason(), refused.remedy());
    }
    if (direct.address() instanceof DirectAddress.Missing missing) {
      throw new DirectConnectionRequired("No database address is set.", missing.remedy());
    }
  }

  private void requirePrivileges() {
    try (var connection = direct.open()) {
      engine.requirePrivileges(connection);
    } catch (SQLException exception) {
      throw new DatabaseException(exception);
    }
  }

  private static void requireKnown(String target, MigrationStatus status) {
    if (target == null) {
      return;
    }
    List<String> versions =
        Stream.of(status.applied(), status.pending(), status.aboveTarget())
            .flatMap(List::stream)
            .map(Migration::version)
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    if (versions.stream().map(MigrationRunner::normal).noneMatch(target::equals)) {
      throw new TargetUnknown(target, versions);
    }
  }

  private Run finished(
      String id,
      Outcome outcome,
      String target,
      Instant startedAt,
      MigrationStatus before,
      MigrationStatus after,
      List<Migration> migrations) {
    recorder.afterRun(id, outcome);
    Instant finishedAt = clock.instant();
    Run run =
        new Run(
            id,
            outcome,
            target,
            before.currentVersion(),
            after.currentVersion(),
            startedAt,
            finishedAt,
            Duration.between(startedAt, finishedAt).toMillis(),
            false,
            migrations.size(),
            migrations,
            null,
            verification());
    LOG.infof("Run %s: %s, %d applied", id, outcome.code(), migrations.size());
    return run;
  }

  /** The run has succeeded: that its result cannot be read back does not undo that. */
  private VerificationSummary verification() {
    try {
      return verifier.verify(Optional.empty(), true).verification().summary();
    } catch (DatabaseException exception) {
      return VerificationSummary.unread(
          exception.failure().sentence(), exception.failure().remedy());
    }
  }

  private RuntimeException explained(
      String id, String target, Instant startedAt, MigrationStatus before, FlywayFailure failure) {
    MigrationFailure what = failure.failure();
    LOG.warnf("Run %s: failed in %s: %s", id, what.script(), what.message());
    if (failure.baselineRequired()) {
      return new BaselineRequired(what.message(), failure);
    }
    if (failure.lockedElsewhere()) {
      return new RunInProgress(null, "Another process is migrating this database.");
    }
    if (failure.sqlException().map(MigrationRunner::isNoConnection).orElse(false)) {
      return new DatabaseException(failure.sqlException().get());
    }
    MigrationStatus after = status(target);
    List<Migration> migrations = new ArrayList<>(appliedSince(before, after, failure.applied()));
    int applied = migrations.size();
    failure.migration().ifPresent(migrations::add);
    after.pending().stream()
        .filter(pending -> !Objects.equals(pending.script(), what.script()))
        .forEach(migrations::add);
    Instant finishedAt = clock.instant();
    Run run =
        new Run(
            id,
            Outcome.FAILED,
            target,
            before.currentVersion(),
            after.currentVersion(),
            startedAt,
            finishedAt,
            Duration.between(startedAt, finishedAt).toMillis(),
            false,
            applied,
            migrations,
            what,
            null);
    return new Failed(run, what);
  }

  /** A privilege that a script lacks is the script's failure; all else here is the connection's. */
  private static boolean isNoConnection(SQLException exception) {
    return switch (ConnectionFailure.of(exception)) {
      case UNREACHABLE, CREDENTIALS_REFUSED, HANDSHAKE_REFUSED, DATABASE_MISSING, SETTING_REFUSED ->
          true;
      case PRIVILEGE_MISSING, OTHER -> false;
    };
  }

  private MigrationStatus status(String target) {
    try (var connection = direct.open()) {
      return engine.status(connection, target);
    } catch (SQLException exception) {
      throw new DatabaseException(exception);
    }
  }

  private static List<Migration> appliedSince(
      MigrationStatus before, MigrationStatus after, Predicate<Migration> appliedHere) {
    int last =
        before.applied().stream()
            .mapToInt(Migration::installedRank)
            .max()
            .orElse(Integer.MIN_VALUE);
    return after.applied().stream()
        .filter(migration -> migration.installedRank() > last)
        .filter(appliedHere)
        .toList();
  }

  /** Flyway takes {@code 1_2}, {@code 1.2}, {@code 01.2} and {@code 1.2.0} for the same version. */
  private static String normal(String version) {
    return version == null
        ? null
        : version
            .replace('_', '.')
            .replaceAll("(?<![0-9])0+(?=[0-9])", "")
            .replaceAll("(\\.0)+$", "");
  }
}
