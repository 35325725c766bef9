package dev.waymark;

import dev.waymark.migration.MigrationSettings;
import dev.waymark.migration.flyway.FlywayConfiguration;
import io.quarkus.flyway.FlywayConfigurationCustomizer;
import io.quarkus.flyway.FlywayDataSource;
import jakarta.inject.Singleton;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Sets Quarkus's Flyway to what can only be known at run time, such as the folder. */
@Singleton
@FlywayDataSource("unpooled")
class FlywayCustomizer implements FlywayConfigurationCustomizer {
  private final MigrationSettings settings;

  FlywayCustomizer(MigrationSettings settings) {
    this.settings = settings;
  }

  @Override
  public void customize(FluentConfiguration configuration) {
    FlywayConfiguration.apply(configuration, settings);
  }
}
