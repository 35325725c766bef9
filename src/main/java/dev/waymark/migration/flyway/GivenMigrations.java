package dev.waymark.migration.flyway;

import java.util.Collection;
import java.util.function.Supplier;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.resolver.ResolvedMigration;
import org.flywaydb.core.internal.resolver.CompositeMigrationResolver;

/** Migrations that were resolved before, where Flyway asks for a resolver. */
final class GivenMigrations extends CompositeMigrationResolver {
  private final Supplier<Collection<ResolvedMigration>> migrations;

  GivenMigrations(Configuration configuration, Supplier<Collection<ResolvedMigration>> migrations) {
    super(null, null, configuration, null, null, null, null);
    this.migrations = migrations;
  }

  @Override
  public Collection<ResolvedMigration> resolveMigrations(Context context) {
    return migrations.get();
  }
}
