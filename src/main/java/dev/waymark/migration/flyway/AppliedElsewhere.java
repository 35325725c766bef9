package dev.waymark.migration.flyway;

import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.flywaydb.core.api.CoreMigrationType;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.executor.Context;
import org.flywaydb.core.api.executor.MigrationExecutor;
import org.flywaydb.core.api.resolver.ResolvedMigration;
import org.flywaydb.core.extensibility.AppliedMigration;
import org.flywaydb.core.extensibility.MigrationType;
import org.flywaydb.core.internal.jdbc.Results;
import org.flywaydb.core.internal.resolver.ResolvedMigrationImpl;

/**
 * Migrations that a class or a program applied which is not here, such as an application's own Java
 * migrations. They are done, and a process that has them has proven it with the history: a stand-in
 * for each keeps Flyway from taking them for missing, and its repair from marking them as deleted.
 */
final class AppliedElsewhere {
  private static final Set<CoreMigrationType> NO_SQL =
      EnumSet.of(CoreMigrationType.JDBC, CoreMigrationType.SCRIPT, CoreMigrationType.CUSTOM);

  private AppliedElsewhere() {}

  /**
   * A stand-in for each of these rows whose migration is not among those that are here.
   *
   * @param rows the history, in the order of being applied
   */
  static List<ResolvedMigration> standIns(
      Collection<ResolvedMigration> here, Collection<AppliedMigration> rows) {
    // The last row decides: what was deleted or undone since is not applied.
    Map<String, AppliedMigration> last = new LinkedHashMap<>();
    for (AppliedMigration row : rows) {
      last.put(identity(row.getVersion(), row.getDescription()), row);
    }
    if (last.values().stream().noneMatch(AppliedElsewhere::isNoSql)) {
      return List.of();
    }
    Set<String> known =
        here.stream()
            .map(migration -> identity(migration.getVersion(), migration.getDescription()))
            .collect(Collectors.toSet());
    return last.entrySet().stream()
        .filter(entry -> isNoSql(entry.getValue()) && !known.contains(entry.getKey()))
        .map(entry -> standIn(entry.getValue()))
        .toList();
  }

  /** Whether a migration of this type may have been applied without a script of ours. */
  static boolean isNoSql(MigrationType type) {
    return type instanceof RecordedType other
        ? !other.isBaseline()
        : type instanceof CoreMigrationType core && NO_SQL.contains(core);
  }

  /** Whether it is here only because its row is. */
  static boolean isStandIn(ResolvedMigration migration) {
    return migration != null && migration.getExecutor() instanceof NotHere;
  }

  private static boolean isNoSql(AppliedMigration row) {
    return row.isSuccess() && isNoSql(row.getType());
  }

  private static String identity(MigrationVersion version, String description) {
    return version == null ? "R " + description : "V " + version;
  }

  private static ResolvedMigration standIn(AppliedMigration row) {
    return new ResolvedMigrationImpl(
        row.getVersion(),
        row.getDescription(),
        row.getScript(),
        row.getChecksum(),
        null,
        row.getType(),
        null,
        new NotHere(row.getScript()));
  }

  /** Executes nothing: it stands for what is applied, and what is applied is not executed. */
  private record NotHere(String script) implements MigrationExecutor {
    @Override
    public List<Results> execute(Context context) {
      throw new FlywayException(script + " is not here.");
    }

    @Override
    public boolean canExecuteInTransaction() {
      return true;
    }

    @Override
    public boolean shouldExecute() {
      return false;
    }
  }
}
