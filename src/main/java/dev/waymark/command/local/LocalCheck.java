package dev.waymark.command.local;

import dev.waymark.command.service.ExitCode;
import dev.waymark.migration.check.CheckReport;
import dev.waymark.migration.flyway.SourceCheck;
import dev.waymark.settings.MigrationSourceCheck;
import dev.waymark.settings.UnknownVariables;
import dev.waymark.settings.WaymarkConfiguration;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Judges scripts in this process, which needs no database and no setting. */
public final class LocalCheck {
  private LocalCheck() {}

  /**
   * Judges the scripts and does the work with what was found.
   *
   * @param given the settings that the command line gives, by name
   * @param applied the version up to which scripts are taken as applied; empty if none is
   * @return what the work returns, or {@link ExitCode#USAGE} if a setting makes no sense or no
   *     folder is named, which is printed to standard error
   */
  public static int run(
      Map<String, String> given, Optional<String> applied, ToIntFunction<CheckReport> work) {
    CommandLog.configure(false);
    UnknownVariables.in(System.getenv().keySet())
        .forEach(warning -> System.err.println("waymark: " + warning));
    CheckReport report;
    try {
      WaymarkConfiguration configuration =
          CommandSettings.read(given).getConfigMapping(WaymarkConfiguration.class);
      MigrationSourceCheck.check(configuration);
      report = SourceCheck.of(MigrationSourceCheck.settings(configuration), applied);
    } catch (ConfigurationException exception) {
      System.err.println("waymark: " + exception.getMessage());
      return ExitCode.USAGE.number();
    }
    return work.applyAsInt(report);
  }
}
