package dev.waymark.migration.flyway;

import dev.waymark.database.Sql;
import dev.waymark.migration.Migration;
import dev.waymark.migration.MigrationSettings;
import dev.waymark.migration.script.HarmlessText;
import dev.waymark.migration.script.ReachingStatement;
import dev.waymark.verification.expectation.ReplayRefused;
import dev.waymark.verification.expectation.ReplayStage;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Applies what is pending to a copy of a live database: by the same Flyway with the same settings
 * as a run, after the same history. What reaches beyond the copy is left out, and roles are
 * exchanged for their stand-ins.
 */
public final class FlywayRehearsal {
  private static final String READ_HISTORY = Sql.read(History.class, "history.sql");
  private static final String SEED = Sql.read(FlywayRehearsal.class, "seed_history.sql");
  private static final int COLUMNS = 10;

  private final FlywayEngine engine;
  private final MigrationSettings settings;
  private final String target;
  private final History history;
  private final Listing all;
  private final ReplaySources sources;

  /** A statement that is left out because it reaches beyond its database. */
  public record LeftOut(String script, int line, String command) {}

  private FlywayRehearsal(
      FlywayEngine engine,
      MigrationSettings settings,
      String target,
      History history,
      Listing all,
      ReplaySources sources) {
    this.engine = engine;
    this.settings = settings;
    this.target = target;
    this.history = history;
    this.all = all;
    this.sources = sources;
  }

  /**
   * Reads the scripts.
   *
   * @param live the live database; it is only read
   * @param target the version to stop at; null means the latest
   * @param pending what would run
   * @throws ReplayRefused if a script cannot be read
   * @throws SQLException if the history cannot be read
   */
  public static FlywayRehearsal of(
      FlywayEngine engine,
      MigrationSettings settings,
      Connection live,
      String target,
      List<Migration> pending)
      throws SQLException, ReplayRefused {
    History history = History.read(live, settings).located();
    Set<String> scripts = pending.stream().map(Migration::script).collect(Collectors.toSet());
    Listing all = engine.files();
    var sources =
        new ReplaySources(
            engine.configuration(),
            engine.files(scripts),
            new HashMap<>(DefaultPlaceholders.of(engine.configuration(), history)));
    return new FlywayRehearsal(engine, settings, target, history, all, sources);
  }

  /** The roles that the scripts name. */
  public Set<String> roles() {
    return sources.roles();
  }

  /** The roles that the scripts make, which are not made here. */
  public Set<String> made() {
    return sources.reaching().values().stream()
        .flatMap(Collection::stream)
        .map(ReachingStatement::role)
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  /** What is not executed anywhere but in the live database. */
  public List<LeftOut> leftOut() {
    List<LeftOut> left = new ArrayList<>();
    sources
        .reaching()
        .forEach(
            (script, statements) -> {
              for (ReachingStatement statement : statements) {
                left.add(new LeftOut(script, statement.line(), statement.command()));
              }
            });
    return left;
  }

  /**
   * Why the scripts are not proven to change nothing outside of a database; empty if they are.
   *
   * @param server a connection to the server that they would be executed on
   * @param also what else would be executed there, by what it is
   */
  public Optional<String> unproven(Connection server, Map<String, String> also)
      throws SQLException {
    HarmlessText.Reach reach = ReachingFunctions.reach(server);
    Map<String, String> texts = new HashMap<>(sources.edited(Map.of(), Set.of(), Set.of()));
    texts.putAll(also);
    for (var script : texts.entrySet()) {
      Optional<String> objection = HarmlessText.objection(script.getValue(), reach);
      if (objection.isPresent()) {
        return Optional.of(script.getKey() + ", " + objection.get());
      }
    }
    return Optional.empty();
  }

  /**
   * Extensions that were made before anything else.
   *
   * @param names theirs
   * @param schemas those that were made for them
   */
  public record Extensions(Set<String> names, Set<String> schemas) {}

  /** Makes those of the live database that the stage names, while the scratch database is empty. */
  public static Extensions makeExtensions(ReplayStage stage) throws SQLException {
    ReplayExtensions made = ReplayExtensions.make(stage, Set.of());
    return new Extensions(made.made(), made.schemas());
  }

  /** Gives the copy the history of the live database; one that has none has none there. */
  public void seed(ReplayStage stage) throws SQLException {
    if (!history.exists()) {
      return;
    }
    FluentConfiguration configuration = engine.over(stage.scratch(), history);
    // Flyway's own table, whichever columns its version has.
    FlywayCommands.baseline(configuration.baselineVersion("0"));
    String table = Sql.identifier(history.schema()) + "." + Sql.identifier(history.table());
    try (Connection live = stage.live().getConnection();
        Connection copy = stage.scratch().getConnection();
        var begin = copy.createStatement();
        var insert = copy.prepareStatement(SEED.replace("${history}", table));
        var read = live.createStatement();
        var row = read.executeQuery(READ_HISTORY.replace("${history}", table))) {
      begin.execute("DELETE FROM " + table);
      while (row.next()) {
        for (int column = 1; column <= COLUMNS; column++) {
          insert.setObject(column, row.getObject(column));
        }
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /**
   * Applies what is pending.
   *
   * @param extensions those that are there already
   * @throws FlywayFailure if Flyway refuses or a migration fails
   */
  public void run(ReplayStage stage, Set<String> extensions, RunObserver observer) {
    Map<String, String> texts = sources.edited(stage.roles(), extensions, Set.of());
    FluentConfiguration configuration = engine.over(stage.scratch(), history);
    // They are replaced already.
    configuration.placeholderReplacement(false);
    var scripts = new ScriptResolver(configuration);
    configuration.callbacks(new Callback[] {new ObserverCallback(observer)});
    if (target != null) {
      configuration.target(target + "?");
    }
    try {
      ScriptRun.migrate(
          configuration, ReplaySources.replaced(all, texts), scripts, any -> {}, observer);
    } catch (FlywayException exception) {
      throw FlywayFailure.of(exception, settings);
    }
  }
}
