package dev.waymark.migration.flyway;

import dev.waymark.migration.Migration;
import dev.waymark.migration.MigrationFailure;
import dev.waymark.migration.MigrationSettings;
import dev.waymark.verification.expectation.Replay;
import dev.waymark.verification.expectation.ReplayRefused;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** One history, replayed into an empty database. */
final class FlywayReplayPlan implements Replay.Plan {
  private final FlywayEngine engine;
  private final MigrationSettings settings;
  private final History history;
  private final String key;

  FlywayReplayPlan(FlywayEngine engine, MigrationSettings settings, History history, String key) {
    this.engine = engine;
    this.settings = settings;
    this.history = history;
    this.key = key;
  }

  @Override
  public String key() {
    return key;
  }

  @Override
  public String from() {
    return settings.source().toString();
  }

  @Override
  public void check() throws ReplayRefused {
    ReplayScripts.applied(engine, history);
  }

  @Override
  public void apply(DataSource scratch) throws ReplayRefused {
    List<Migration> applied = ReplayScripts.applied(engine, history);
    ScriptResolver scripts = new ScriptResolver(engine.configuration());
    FluentConfiguration configuration = configuration(scratch);
    int replayed = 0;
    Set<String> admitted = new HashSet<>();
    for (List<Migration> group : ReplayOrder.groups(applied)) {
      group.forEach(migration -> admitted.add(migration.script()));
      try {
        Listing listing = engine.files(admitted);
        replayed += ScriptRun.migrate(configuration, listing, scripts).migrationsExecuted;
      } catch (FlywayException exception) {
        throw failed(FlywayFailure.of(exception, settings));
      }
    }
    if (replayed != applied.size() || admitted.size() != applied.size()) {
      throw new ReplayRefused(
          "Of %d applied migrations Flyway replayed %d.".formatted(applied.size(), replayed),
          "Look at the history table: it must name each script once.",
          null);
    }
  }

  private FluentConfiguration configuration(DataSource scratch) {
    FluentConfiguration configuration =
        new FluentConfiguration(engine.configuration().getClassLoader());
    configuration.configuration(engine.configuration());
    configuration.dataSource(scratch);
    // Groups may begin below what the group before has reached.
    configuration.outOfOrder(true);
    if (configuration.getDefaultSchema() == null) {
      // The first schema of a search_path that exists: in an empty database that may be another.
      Optional.ofNullable(history.schema()).ifPresent(configuration::defaultSchema);
    }
    return configuration;
  }

  private static ReplayRefused failed(FlywayFailure failure) {
    MigrationFailure what = failure.failure();
    String where =
        what.script() == null
            ? ""
            : " at %s%s"
                .formatted(what.script(), what.line() == null ? "" : ", line " + what.line());
    return new ReplayRefused(
        "The applied migrations do not rebuild the schema from nothing; the replay failed%s: %s"
            .formatted(where, what.message()),
        "What a script needs must come from an earlier one, not from hand or from data.",
        failure);
  }
}
