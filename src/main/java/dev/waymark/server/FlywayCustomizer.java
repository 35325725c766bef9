package dev.waymark.server;

import dev.waymark.migration.flyway.FlywayConfiguration;
import dev.waymark.settings.MigrationSourceCheck;
import dev.waymark.settings.WaymarkConfiguration;
import io.quarkus.flyway.FlywayConfigurationCustomizer;
import io.quarkus.flyway.FlywayDataSource;
import jakarta.inject.Singleton;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Sets Quarkus's Flyway to what can only be known at run time, such as the folder. */
@Singleton
@FlywayDataSource("unpooled")
class FlywayCustomizer implements FlywayConfigurationCustomizer {
  private final WaymarkConfiguration configuration;

  FlywayCustomizer(WaymarkConfiguration configuration) {
    this.configuration = configuration;
  }

  @Override
  public void customize(FluentConfiguration flyway) {
    // Before any check of the settings, so without those that are not Flyway's.
    FlywayConfiguration.apply(flyway, MigrationSourceCheck.settings(configuration));
  }
}
