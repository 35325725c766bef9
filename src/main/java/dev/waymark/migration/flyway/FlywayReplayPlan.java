package dev.waymark.migration.flyway;

import dev.waymark.migration.Migration;
import dev.waymark.migration.MigrationFailure;
import dev.waymark.migration.MigrationSettings;
import dev.waymark.migration.RunLimits;
import dev.waymark.migration.script.HarmlessText;
import dev.waymark.verification.expectation.Replay;
import dev.waymark.verification.expectation.ReplayNeeds;
import dev.waymark.verification.expectation.ReplayRefused;
import dev.waymark.verification.expectation.ReplayStage;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** One history, replayed into an empty database. */
final class FlywayReplayPlan implements Replay.Plan {
  private final FlywayEngine engine;
  private final MigrationSettings settings;
  private final RunLimits limits;
  private final History history;
  private final boolean needsBaseline;
  private final String key;

  FlywayReplayPlan(
      FlywayEngine engine,
      MigrationSettings settings,
      RunLimits limits,
      History history,
      boolean needsBaseline,
      String key) {
    this.limits = limits;
    this.engine = engine;
    this.settings = settings;
    this.history = history;
    this.needsBaseline = needsBaseline;
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
  public ReplayNeeds check() throws ReplayRefused {
    return sources(ReplayScripts.applied(engine, history, needsBaseline), history.user()).needs();
  }

  @Override
  public Optional<String> unproven(Connection server) throws SQLException, ReplayRefused {
    ReplaySources sources =
        sources(ReplayScripts.applied(engine, history, needsBaseline), history.user());
    HarmlessText.Reach reach = ReachingFunctions.reach(server);
    for (var script : sources.edited(Map.of(), Set.of(), Set.of()).entrySet()) {
      Optional<String> objection = HarmlessText.objection(script.getValue(), reach);
      if (objection.isPresent()) {
        return Optional.of(script.getKey() + ", " + objection.get());
      }
    }
    return Optional.empty();
  }

  @Override
  public List<String> apply(ReplayStage stage) throws ReplayRefused {
    List<Migration> applied = ReplayScripts.applied(engine, history, needsBaseline);
    try {
      ReplaySources sources = sources(applied, owner(stage));
      ReplayExtensions extensions = ReplayExtensions.make(stage, sources.needs().extensions());
      Map<String, String> texts =
          sources.edited(stage.roles(), extensions.made(), extensions.schemas());
      apply(applied, sources.with(texts), stage, extensions);
      List<String> notes = new ArrayList<>(extensions.notes());
      sources.needs().leftOut().forEach(what -> notes.add("left out: " + what));
      return notes;
    } catch (SQLException exception) {
      throw new ReplayRefused(
          "The scratch database could not be prepared for the replay: " + exception.getMessage(),
          "Look at what the database's extensions need.",
          exception);
    }
  }

  private void apply(
      List<Migration> applied, Listing all, ReplayStage stage, ReplayExtensions extensions)
      throws ReplayRefused {
    FluentConfiguration configuration = engine.over(stage.scratch(), history);
    // Groups may begin below what the group before has reached.
    configuration.outOfOrder(true);
    // They are replaced already.
    configuration.placeholderReplacement(false);
    ScriptResolver scripts = new ScriptResolver(configuration);
    configuration.callbacks(new ObserverCallback(new ReplayLimits(limits)));
    int replayed = 0;
    Set<String> admitted = new HashSet<>();
    for (List<Migration> group : ReplayOrder.groups(applied)) {
      group.forEach(migration -> admitted.add(migration.script()));
      try {
        Listing listing = scripts.only(all, admitted);
        replayed +=
            ScriptRun.migrate(configuration, listing, scripts, any -> {}, RunObserver.NONE)
                .migrationsExecuted;
      } catch (FlywayException exception) {
        throw failed(FlywayFailure.of(exception, settings), stage, extensions);
      }
    }
    if (replayed != applied.size() || admitted.size() != applied.size()) {
      throw new ReplayRefused(
          "Of %d applied migrations Flyway replayed %d.".formatted(applied.size(), replayed),
          "Look at the history table: it must name each script once.",
          null);
    }
  }

  private ReplaySources sources(List<Migration> applied, String user) throws ReplayRefused {
    Set<String> scripts = applied.stream().map(Migration::script).collect(Collectors.toSet());
    Map<String, String> placeholders =
        new HashMap<>(DefaultPlaceholders.of(engine.configuration(), history));
    placeholders.put("flyway" + engine.configuration().getPlaceholderSeparator() + "user", user);
    return new ReplaySources(engine.configuration(), engine.files(scripts), placeholders);
  }

  /** The role that the live database's objects belong to where scripts do not say otherwise. */
  private static String owner(ReplayStage stage) throws SQLException {
    try (Connection maker = stage.maker().getConnection();
        var statement = maker.createStatement();
        var row = statement.executeQuery("SELECT current_user")) {
      row.next();
      return row.getString(1);
    }
  }

  private static ReplayRefused failed(
      FlywayFailure failure, ReplayStage stage, ReplayExtensions extensions) {
    MigrationFailure what = failure.failure();
    String where =
        what.script() == null
            ? ""
            : " at %s%s"
                .formatted(what.script(), what.line() == null ? "" : ", line " + what.line());
    ReplayRefused refused =
        new ReplayRefused(
            "The applied migrations do not rebuild the schema from nothing; the replay failed%s: %s"
                .formatted(where, what.message()),
            hint(extensions),
            failure);
    return stage.isRestricted() && refused.lacksRight()
        ? new ReplayRefused(
            ("The replay failed%s: %s. It is done by a role that may do nothing outside of its"
                    + " scratch database.")
                .formatted(where, what.message()),
            "Name a server for replays (WAYMARK_REHEARSAL_URL), where the scripts may do more.",
            failure)
        : refused;
  }

  private static String hint(ReplayExtensions extensions) {
    return extensions.unmade().isEmpty()
        ? "What a script needs must come from an earlier one, not from hand or from data."
        : ("The database has the extensions %s, which no script makes: the first script should,"
                + " with CREATE EXTENSION IF NOT EXISTS.")
            .formatted(String.join(", ", extensions.unmade()));
  }
}
