package dev.waymark.migration.flyway;

import dev.waymark.migration.InvalidMigration;
import dev.waymark.migration.LeftOutFile;
import dev.waymark.migration.Migration;
import dev.waymark.migration.MigrationException.Invalid;
import dev.waymark.migration.MigrationSettings;
import dev.waymark.migration.MigrationStatus;
import dev.waymark.migration.script.ScriptReview;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.ErrorDetails;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.output.MigrateResult;
import org.flywaydb.core.internal.info.MigrationInfoImpl;
import org.flywaydb.core.internal.info.MigrationInfoServiceImpl;

/**
 * Turns Flyway's view of each migration into Waymark's records. Flyway works out a migration's
 * state and validity anew at each question, so each is asked once.
 */
final class Judgement {

  private static final Set<MigrationState> MISSING =
      EnumSet.of(MigrationState.MISSING_SUCCESS, MigrationState.MISSING_FAILED);
  private static final Set<MigrationState> AHEAD =
      EnumSet.of(MigrationState.FUTURE_SUCCESS, MigrationState.FUTURE_FAILED);
  private static final Set<MigrationState> OUT_OF_ORDER =
      EnumSet.of(MigrationState.OUT_OF_ORDER, MigrationState.IGNORED);
  private static final Set<MigrationState> NO_LONGER_APPLIED =
      EnumSet.of(MigrationState.UNDONE, MigrationState.DELETED);

  private record Judged(
      MigrationInfoImpl info, MigrationState state, CoreErrorCode error, Migration migration) {

    static Judged of(MigrationInfo any) {
      MigrationInfoImpl info = (MigrationInfoImpl) any;
      MigrationState state = info.getState();
      ErrorDetails error = info.validate();
      return new Judged(
          info,
          state,
          error == null ? null : (CoreErrorCode) error.errorCode,
          Judgement.migration(info, state));
    }

    /** Empty where it is no script, or one that Flyway cannot read. */
    Optional<ScriptReview> review() {
      var resolved = info.getResolvedMigration();
      return resolved != null && resolved.getExecutor() instanceof ScriptExecutor executor
          ? executor.script().review()
          : Optional.empty();
    }

    boolean isApplied() {
      return info.getAppliedMigration() != null && info.getAppliedMigration().isSuccess();
    }
  }

  private Judgement() {}

  static MigrationStatus status(
      History history,
      MigrationSettings settings,
      MigrationInfoServiceImpl service,
      List<LeftOutFile> leftOut) {
    List<Judged> all = Arrays.stream(service.all()).map(Judged::of).toList();
    List<Migration> applied = select(all, Judged::isApplied);
    List<Migration> pending = select(all, one -> one.state() == MigrationState.PENDING);
    List<Migration> failed = select(all, one -> one.state().isFailed());
    List<Migration> changed = select(all, one -> one.error() == CoreErrorCode.CHECKSUM_MISMATCH);
    List<Migration> missing = select(all, one -> MISSING.contains(one.state()));
    List<Migration> ahead = select(all, one -> AHEAD.contains(one.state()));
    List<Migration> outOfOrder = select(all, one -> OUT_OF_ORDER.contains(one.state()));
    List<Migration> elsewhere =
        select(all, one -> AppliedElsewhere.isStandIn(one.info().getResolvedMigration()));
    List<InvalidMigration> invalid = invalid(all, new InvalidScripts(settings.placeholders()));
    return new MigrationStatus(
        history.database(),
        settings.source().toString(),
        history.qualifiedTable(),
        history.exists(),
        currentVersion(all),
        pending.isEmpty() && invalid.isEmpty() && failed.isEmpty(),
        new MigrationStatus.Counts(
            applied.size(),
            pending.size(),
            failed.size(),
            changed.size(),
            missing.size(),
            ahead.size(),
            outOfOrder.size(),
            invalid.size(),
            leftOut.size()),
        applied,
        pending,
        select(all, one -> one.state() == MigrationState.ABOVE_TARGET),
        failed,
        changed,
        missing,
        ahead,
        elsewhere,
        outOfOrder,
        invalid,
        leftOut.stream().limit(MigrationStatus.MOST_LEFT_OUT).toList());
  }

  /**
   * Refuses what is about to be applied if its own text says that it cannot go well.
   *
   * @throws Invalid with all that is wrong
   */
  static void requireValid(MigrationInfoImpl[] pending, MigrationSettings settings) {
    List<InvalidMigration> invalid =
        waiting(
            Arrays.stream(pending).map(Judged::of).toList(),
            new InvalidScripts(settings.placeholders()));
    if (!invalid.isEmpty()) {
      throw new Invalid(invalid);
    }
  }

  static Migration migration(MigrationInfo info) {
    return migration(info, info.getState());
  }

  private static Migration migration(MigrationInfo info, MigrationState state) {
    return new Migration(
        info.getVersion() == null ? null : info.getVersion().toString(),
        info.getDescription(),
        info.getType().name().toLowerCase(Locale.ROOT),
        info.getScript(),
        info.getChecksum(),
        info.getResolvedChecksum(),
        state.getDisplayName().toLowerCase(Locale.ROOT),
        info.getInstalledRank(),
        info.getInstalledOn() == null ? null : info.getInstalledOn().toInstant(),
        info.getInstalledBy(),
        info.getExecutionTime());
  }

  /** Which migrations are among those that Flyway says it applied. */
  static Predicate<Migration> appliedBy(MigrateResult result) {
    Set<String> identities =
        result.migrations.stream()
            .map(output -> identity(output.version, output.description))
            .collect(Collectors.toSet());
    return migration -> identities.contains(identity(migration.version(), migration.description()));
  }

  /** What Flyway keeps migrations apart by: the version, or a repeatable one's description. */
  private static String identity(String version, String description) {
    return version == null || version.isEmpty() ? "R " + description : "V " + version;
  }

  private static List<Migration> select(List<Judged> all, Predicate<Judged> predicate) {
    return all.stream().filter(predicate).map(Judged::migration).toList();
  }

  /** Flyway's own answer counts a version that failed outside a transaction as reached. */
  private static String currentVersion(List<Judged> all) {
    return all.stream()
        .filter(one -> one.info().isVersioned() && one.isApplied())
        .filter(one -> !NO_LONGER_APPLIED.contains(one.state()))
        .map(one -> one.info().getVersion())
        .max(Comparator.naturalOrder())
        .map(MigrationVersion::toString)
        .orElse(null);
  }

  /**
   * What Flyway refuses, and what is pending and cannot go well. Flyway finds the latter out script
   * by script while it applies them, too late to leave everything as it was, or not at all.
   */
  private static List<InvalidMigration> invalid(List<Judged> all, InvalidScripts words) {
    List<InvalidMigration> invalid = new ArrayList<>();
    for (Judged one : all) {
      if (one.error() != null) {
        invalid.add(words.refused(one.info(), one.error()));
      }
    }
    invalid.addAll(
        waiting(all.stream().filter(one -> one.state() == MigrationState.PENDING).toList(), words));
    return invalid;
  }

  private static List<InvalidMigration> waiting(List<Judged> pending, InvalidScripts words) {
    try (var beside =
        new FromTheEnd(
            pending,
            one -> {
              one.review();
              one.info().canExecuteInTransaction();
            })) {
      return pending.stream().flatMap(one -> waiting(one, words).stream()).toList();
    }
  }

  private static List<InvalidMigration> waiting(Judged one, InvalidScripts words) {
    return new WaitingScript(
            one.migration(), one.review(), () -> one.info().canExecuteInTransaction())
        .objections(words);
  }
}
