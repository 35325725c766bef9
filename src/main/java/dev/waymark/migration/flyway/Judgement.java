package dev.waymark.migration.flyway;

import dev.waymark.migration.InvalidMigration;
import dev.waymark.migration.InvalidMigration.Reason;
import dev.waymark.migration.Migration;
import dev.waymark.migration.MigrationStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.ErrorDetails;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.internal.info.MigrationInfoImpl;
import org.flywaydb.core.internal.info.MigrationInfoServiceImpl;

/** Turns Flyway's view of each migration into Waymark's records. */
final class Judgement {

  private static final Set<MigrationState> MISSING =
      EnumSet.of(
          MigrationState.MISSING_SUCCESS,
          MigrationState.MISSING_FAILED,
          MigrationState.FUTURE_SUCCESS,
          MigrationState.FUTURE_FAILED);
  private static final Set<MigrationState> OUT_OF_ORDER =
      EnumSet.of(MigrationState.OUT_OF_ORDER, MigrationState.IGNORED);

  private Judgement() {}

  static MigrationStatus status(History history, String source, MigrationInfoServiceImpl service) {
    List<MigrationInfoImpl> infos =
        Arrays.stream(service.all()).map(MigrationInfoImpl.class::cast).toList();
    List<Migration> applied = select(infos, Judgement::isApplied);
    List<Migration> pending = select(infos, info -> info.getState() == MigrationState.PENDING);
    List<Migration> failed = select(infos, info -> info.getState().isFailed());
    List<Migration> changed = select(infos, Judgement::isChanged);
    List<Migration> missing = select(infos, info -> MISSING.contains(info.getState()));
    List<Migration> outOfOrder = select(infos, info -> OUT_OF_ORDER.contains(info.getState()));
    List<InvalidMigration> invalid = invalid(infos);
    MigrationInfo current = service.current();
    return new MigrationStatus(
        history.database(),
        source,
        history.qualifiedTable(),
        history.exists(),
        current == null || current.getVersion() == null ? null : current.getVersion().toString(),
        pending.isEmpty() && invalid.isEmpty(),
        new MigrationStatus.Counts(
            applied.size(),
            pending.size(),
            failed.size(),
            changed.size(),
            missing.size(),
            outOfOrder.size(),
            invalid.size()),
        applied,
        pending,
        select(infos, info -> info.getState() == MigrationState.ABOVE_TARGET),
        failed,
        changed,
        missing,
        outOfOrder,
        invalid);
  }

  static Migration migration(MigrationInfo info) {
    return new Migration(
        info.getVersion() == null ? null : info.getVersion().toString(),
        info.getDescription(),
        info.getType().name().toLowerCase(Locale.ROOT),
        info.getScript(),
        info.getChecksum(),
        info.getResolvedChecksum(),
        info.getState().getDisplayName().toLowerCase(Locale.ROOT),
        info.getInstalledRank(),
        info.getInstalledOn() == null ? null : info.getInstalledOn().toInstant(),
        info.getInstalledBy(),
        info.getExecutionTime());
  }

  private static List<Migration> select(
      List<MigrationInfoImpl> infos, Predicate<MigrationInfoImpl> predicate) {
    return infos.stream().filter(predicate).map(Judgement::migration).toList();
  }

  private static boolean isApplied(MigrationInfoImpl info) {
    return info.getAppliedMigration() != null && info.getAppliedMigration().isSuccess();
  }

  private static boolean isChanged(MigrationInfoImpl info) {
    ErrorDetails error = info.validate();
    return error != null && error.errorCode == CoreErrorCode.CHECKSUM_MISMATCH;
  }

  private static List<InvalidMigration> invalid(List<MigrationInfoImpl> infos) {
    List<InvalidMigration> invalid = new ArrayList<>();
    for (MigrationInfoImpl info : infos) {
      ErrorDetails error = info.validate();
      if (error != null) {
        invalid.add(invalid(info, (CoreErrorCode) error.errorCode));
      }
    }
    return invalid;
  }

  private static InvalidMigration invalid(MigrationInfoImpl info, CoreErrorCode code) {
    String version = info.getVersion() == null ? null : info.getVersion().toString();
    String name =
        version == null ? "Repeatable migration " + info.getScript() : "Version " + version;
    return switch (code) {
      case CHECKSUM_MISMATCH ->
          new InvalidMigration(
              Reason.CHANGED_AFTER_APPLIED,
              version,
              info.getScript(),
              "%s (%s) was changed after it was applied: its checksum was %s and is now %s."
                  .formatted(
                      name,
                      info.getScript(),
                      info.getAppliedChecksum(),
                      info.getResolvedChecksum()),
              "Restore the script as it was applied and put the change into a new migration.");
      case DESCRIPTION_MISMATCH ->
          new InvalidMigration(
              Reason.DESCRIPTION_CHANGED,
              version,
              info.getScript(),
              "%s was applied as \"%s\" and is now called \"%s\"."
                  .formatted(
                      name,
                      info.getAppliedMigration().getDescription(),
                      info.getResolvedMigration().getDescription()),
              "Give the file the name under which it was applied.");
      case TYPE_MISMATCH ->
          new InvalidMigration(
              Reason.TYPE_CHANGED,
              version,
              info.getScript(),
              "%s was applied as %s and is now %s."
                  .formatted(
                      name,
                      info.getAppliedMigration().getType(),
                      info.getResolvedMigration().getType()),
              "Restore the migration as it was applied.");
      case APPLIED_VERSIONED_MIGRATION_NOT_RESOLVED, APPLIED_REPEATABLE_MIGRATION_NOT_RESOLVED ->
          new InvalidMigration(
              Reason.MISSING,
              version,
              info.getScript(),
              "%s (%s) was applied, but its script is not in the source."
                  .formatted(name, info.getScript()),
              "Restore the script, or point WAYMARK_MIGRATIONS at the folder that holds it.");
      case FAILED_VERSIONED_MIGRATION, FAILED_REPEATABLE_MIGRATION, FAILED_BASELINE_MIGRATION ->
          new InvalidMigration(
              Reason.FAILED_EARLIER,
              version,
              info.getScript(),
              "%s (%s) failed in an earlier run outside a transaction, so parts of it may remain."
                  .formatted(name, info.getScript()),
              "Undo by hand what it left behind, then remove its failed row with Flyway's repair.");
      case RESOLVED_VERSIONED_MIGRATION_NOT_APPLIED, RESOLVED_REPEATABLE_MIGRATION_NOT_APPLIED ->
          new InvalidMigration(
              Reason.OUT_OF_ORDER,
              version,
              info.getScript(),
              "%s (%s) was never applied, and a higher version already is."
                  .formatted(name, info.getScript()),
              "Give it a version above the current one, or set WAYMARK_OUT_OF_ORDER=true.");
      default ->
          new InvalidMigration(
              Reason.UNREADABLE,
              version,
              info.getScript(),
              "%s (%s) is not valid: %s.".formatted(name, info.getScript(), code),
              "Look at the script and at its row in the history table.");
    };
  }
}
