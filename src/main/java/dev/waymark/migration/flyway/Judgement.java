package dev.waymark.migration.flyway;

import dev.waymark.migration.InvalidMigration;
import dev.waymark.migration.InvalidMigration.Reason;
import dev.waymark.migration.Migration;
import dev.waymark.migration.MigrationSettings;
import dev.waymark.migration.MigrationStatus;
import dev.waymark.migration.StatementText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.ErrorDetails;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.output.MigrateResult;
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
  private static final Set<MigrationState> NO_LONGER_APPLIED =
      EnumSet.of(MigrationState.UNDONE, MigrationState.DELETED);

  private Judgement() {}

  static MigrationStatus status(
      History history, MigrationSettings settings, MigrationInfoServiceImpl service) {
    List<MigrationInfoImpl> infos =
        Arrays.stream(service.all()).map(MigrationInfoImpl.class::cast).toList();
    List<Migration> applied = select(infos, Judgement::isApplied);
    List<Migration> pending = select(infos, info -> info.getState() == MigrationState.PENDING);
    List<Migration> failed = select(infos, info -> info.getState().isFailed());
    List<Migration> changed = select(infos, Judgement::isChanged);
    List<Migration> missing = select(infos, info -> MISSING.contains(info.getState()));
    List<Migration> outOfOrder = select(infos, info -> OUT_OF_ORDER.contains(info.getState()));
    List<InvalidMigration> invalid = invalid(infos);
    invalid.addAll(unparsable(service.pending(), new StatementText(settings.placeholders())));
    return new MigrationStatus(
        history.database(),
        settings.source().toString(),
        history.qualifiedTable(),
        history.exists(),
        currentVersion(infos),
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

  /** Which migrations are among those that Flyway says it applied. */
  static Predicate<Migration> appliedBy(MigrateResult result) {
    Set<String> identities =
        result.migrations.stream()
            .map(output -> identity(output.version, output.description))
            .collect(Collectors.toSet());
    return migration -> identities.contains(identity(migration.version(), migration.description()));
  }

  /** What Flyway tells migrations apart by: the version, or a repeatable one's description. */
  private static String identity(String version, String description) {
    return version == null || version.isEmpty() ? "R " + description : "V " + version;
  }

  private static List<Migration> select(
      List<MigrationInfoImpl> infos, Predicate<MigrationInfoImpl> predicate) {
    return infos.stream().filter(predicate).map(Judgement::migration).toList();
  }

  /** Flyway's own answer counts a version that failed outside a transaction as reached. */
  private static String currentVersion(List<MigrationInfoImpl> infos) {
    return infos.stream()
        .filter(info -> info.isVersioned() && isApplied(info))
        .filter(info -> !NO_LONGER_APPLIED.contains(info.getState()))
        .map(MigrationInfo::getVersion)
        .max(Comparator.naturalOrder())
        .map(MigrationVersion::toString)
        .orElse(null);
  }

  /**
   * What is pending and cannot be taken apart into statements: a placeholder without a value, or
   * statements that cannot share a transaction. Flyway finds that out script by script while it
   * applies them, too late to leave everything as it was.
   */
  private static List<InvalidMigration> unparsable(
      MigrationInfoImpl[] pending, StatementText text) {
    List<InvalidMigration> invalid = new ArrayList<>();
    for (MigrationInfoImpl info : pending) {
      try {
        info.canExecuteInTransaction();
      } catch (FlywayException exception) {
        String why = exception.getMessage().strip().replaceAll("\\s*\\R\\s*", " ");
        String version = info.getVersion() == null ? null : info.getVersion().toString();
        invalid.add(unreadable(version, info.getScript(), text.safe(why)));
      }
    }
    return invalid;
  }

  /**
   * A script that Flyway cannot take in, with a way out for each reason that it is known to give.
   */
  static InvalidMigration unreadable(String version, String script, String why) {
    String name = script == null ? "A script" : script;
    String detail = name + " cannot be read: " + why;
    String hint = "Mend the script.";
    if (why.contains("file encoding")) {
      detail = name + " is not UTF-8.";
      hint = "Save it as UTF-8.";
    } else if (why.contains("placeholder")) {
      hint =
          "Give it a value: WAYMARK_PLACEHOLDERS_NAME=value stands for ${name}. If it is meant as"
              + " it stands, write placeholderReplacement=false into the script's .sql.conf.";
    } else if (why.contains("non-transactional")) {
      hint = "Put the statement that cannot run in a transaction into a script of its own.";
    }
    return new InvalidMigration(Reason.UNREADABLE, version, script, detail, hint);
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
