package dev.waymark.migration.flyway;

import dev.waymark.database.Sql;
import dev.waymark.migration.Migration;
import dev.waymark.migration.MigrationException.Invalid;
import dev.waymark.migration.MigrationSettings;
import dev.waymark.migration.MigrationStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.resolver.MigrationResolver;
import org.flywaydb.core.api.resolver.ResolvedMigration;
import org.flywaydb.core.extensibility.AppliedMigration;
import org.flywaydb.core.internal.info.MigrationInfoServiceImpl;
import org.flywaydb.core.internal.resolver.ResolvedMigrationComparator;

/**
 * Flyway as Waymark uses it. Applying goes through Flyway's own commands and the direct connection;
 * judging what is applied and pending uses Flyway's rules on a history that was read over any
 * connection, so that a report needs neither the direct connection nor session state. Both take the
 * scripts as they were read once ({@link ScriptResolver}).
 */
public final class FlywayEngine {
  private static final String INSUFFICIENT_PRIVILEGE = "42501";
  private static final String REMOVE_FAILED = Sql.read(FlywayEngine.class, "remove_failed.sql");
  private static final long FLYWAY_LOCK = 77431708279161L;

  private record Answer(
      Resolution resolution, History history, String target, MigrationStatus status) {}

  private final Configuration base;
  private final MigrationSettings settings;
  private final SourceResources source;
  private final ScriptResolver scripts;
  private final SourceDigest digest;
  private volatile Answer last;

  /**
   * @param flyway Flyway on the direct connection, as {@link FlywayConfiguration} set it
   * @param settings the settings it was set to
   */
  public FlywayEngine(Flyway flyway, MigrationSettings settings) {
    this.base = flyway.getConfiguration();
    this.settings = settings;
    this.source = (SourceResources) base.getResourceProvider();
    this.scripts = new ScriptResolver(base);
    this.digest = new SourceDigest(base);
  }

  /**
   * Returns where the database stands.
   *
   * @param connection any connection, pooled or direct; it is only read
   * @param target the version up to which a script counts as pending; null means all
   * @throws Invalid if the scripts contradict each other, or a file's name is almost one of
   *     Flyway's
   * @throws dev.waymark.migration.MigrationException.NoMigrations if there are none, unless that is
   *     allowed
   * @throws dev.waymark.migration.MigrationException.SourceUnreadable if they cannot be read
   * @throws dev.waymark.migration.MigrationException.NoSchema if nothing says where the history is
   * @throws SQLException if the history cannot be read
   */
  public MigrationStatus status(Connection connection, String target) throws SQLException {
    Answer before = last;
    // In a transaction a question that fails would be the last.
    boolean known = before != null && connection.getAutoCommit();
    return status(
        known
            ? History.read(connection, settings, before.history())
            : History.read(connection, settings),
        target);
  }

  /**
   * Returns where the database stands, with what a run would execute.
   *
   * @param connection any connection, in auto-commit mode; it is only read
   * @param target the version up to which a script counts as pending; null means all
   * @throws dev.waymark.migration.MigrationException as {@link #status}
   * @throws SQLException if the history cannot be read
   */
  public ReadSource read(Connection connection, String target) throws SQLException {
    // What a run has seen stays what it has seen.
    Answer answer = looked(History.read(connection, settings), target, last);
    return SourceReading.of(answer.resolution(), scripts, answer.status(), settings);
  }

  /** The same for a history that was read before. */
  MigrationStatus status(History history, String target) {
    return answer(history, target).status();
  }

  private Answer answer(History history, String target) {
    Answer before = last;
    Answer answer = looked(history, target, before);
    if (answer != before) {
      // What could not be read this time may be next time.
      last = answer.status().invalid().isEmpty() ? answer : null;
    }
    return answer;
  }

  private Answer looked(History history, String target, Answer before) {
    Resolution resolution =
        scripts.resolve(source.list(), DefaultPlaceholders.of(base, history.located()));
    if (resolution.migrations().isEmpty() && !settings.allowEmpty()) {
      throw SourceContents.noMigrations(settings.source(), resolution.listing());
    }
    boolean same =
        before != null
            && before.resolution() == resolution
            && before.history().equals(history)
            && Objects.equals(before.target(), target);
    return same
        ? before
        : new Answer(resolution, history, target, judge(resolution, history, target));
  }

  /**
   * Whether Flyway executes something of the source although nothing is pending: what it calls at
   * events of a migration as a whole. As it was at the last call of {@link #status}.
   */
  public boolean runsCallbacks() {
    Answer answer = last;
    return answer != null && answer.resolution().runsCallbacks();
  }

  private MigrationStatus judge(Resolution resolution, History history, String target) {
    // Asked for always: asking is what makes Flyway read the question mark of FlywayConfiguration.
    MigrationVersion latest = base.getTarget();
    MigrationInfoServiceImpl service =
        new MigrationInfoServiceImpl(
            new GivenMigrations(base, () -> withStandIns(resolution.migrations(), history.rows())),
            new HistorySnapshot(history.exists(), history.rows()),
            null,
            base,
            target == null ? latest : MigrationVersion.fromVersion(target),
            settings.outOfOrder(),
            ScriptRun.ignored(base),
            base.getCherryPick());
    try {
      service.refresh();
    } catch (FlywayException exception) {
      throw new Invalid(
          List.of(new InvalidScripts(settings.placeholders()).contradiction(exception)));
    }
    return Judgement.status(history, settings, service, resolution.leftOut());
  }

  private static List<ResolvedMigration> withStandIns(
      List<ResolvedMigration> here, List<AppliedMigration> rows) {
    List<ResolvedMigration> all = new ArrayList<>(here);
    all.addAll(AppliedElsewhere.standIns(here, rows));
    all.sort(new ResolvedMigrationComparator());
    return all;
  }

  /**
   * Where the database stands, and how a Flyway that knows nothing of Waymark locks it.
   *
   * @param lockKey the key of the session lock that Flyway itself takes: a number of its own and
   *     the hash of the history table's quoted name, as PostgreSQLAdvisoryLockTemplate computes it
   */
  public record Standing(MigrationStatus status, long lockKey) {}

  /**
   * Whether where the database stands against all migrations would be said so again, of the same
   * history: no script has changed since.
   *
   * @throws dev.waymark.migration.MigrationException.SourceUnreadable if they cannot be listed
   */
  public boolean holds(Standing standing) {
    Answer answer = last;
    return answer != null
        && answer.status() == standing.status()
        && answer.target() == null
        && answer.history().stored()
        && answer
            .resolution()
            .holdsFor(source.list(), DefaultPlaceholders.of(base, answer.history()));
  }

  /**
   * Returns where the database stands against all migrations.
   *
   * @param connection any connection; it is only read
   * @throws SQLException if the history cannot be read
   */
  public Standing standing(Connection connection) throws SQLException {
    History history = History.read(connection, settings);
    MigrationStatus status = status(history, null);
    return new Standing(status, lockKey(history.schema(), history.table()));
  }

  static long lockKey(String schema, String table) {
    return FLYWAY_LOCK + (Sql.identifier(schema) + "." + Sql.identifier(table)).hashCode();
  }

  /**
   * The history table, qualified where it has a schema, whether or not it is there.
   *
   * @param connection a direct connection
   */
  public String historyTable(Connection connection) throws SQLException {
    return History.find(connection, settings).qualifiedTable();
  }

  /**
   * Shows whether two replicas have the same scripts: their digests are equal then, and differ
   * otherwise. It asks no database, and where nothing has changed it only lists the source.
   *
   * <p>It is the SHA-256, in lower-case hexadecimal, of one line for each SQL script of the source,
   * callbacks included, the lines sorted and in UTF-8. A line holds, with tabs between them and a
   * line feed at the end: the prefix of the file's name ({@code V}), the version or nothing, the
   * description, Flyway's checksum of the text before placeholders are replaced, and the checksum
   * of its script configuration if it has one. Neither the folders nor line endings nor settings
   * count.
   *
   * @throws Invalid if a script cannot be read
   * @throws dev.waymark.migration.MigrationException.SourceUnreadable if they cannot be listed
   */
  public String sourceDigest() {
    return digest.of(source.list());
  }

  /**
   * Refuses at once where Flyway would try for ten seconds to create its history table.
   *
   * @throws dev.waymark.migration.MigrationException.HistoryRefused if it holds another role's code
   * @throws SQLException with PostgreSQL's words if the user may not create it
   */
  public void requirePrivileges(Connection connection) throws SQLException {
    History history = History.find(connection, settings).writable(connection);
    if (!history.mayBeCreated()) {
      throw new SQLException(
          "permission denied for schema " + history.schema(), INSUFFICIENT_PRIVILEGE);
    }
  }

  /**
   * Applies what is pending, one migration at a time, each in its own transaction where PostgreSQL
   * allows that.
   *
   * @param target the version to stop at; null means all
   * @param session hands out the connection to do it over, which must be a direct one
   * @param observer is notified of what happens
   * @param files those to execute, whatever the source holds by now; empty means the source's own
   * @return which migrations of a later status this call applied, for another process may have
   *     applied others meanwhile
   * @throws FlywayFailure if Flyway refused or a migration failed
   */
  public Predicate<Migration> migrate(
      String target, DataSource session, RunObserver observer, Optional<ListedFiles> files) {
    try {
      var result =
          ScriptRun.migrate(
              forRun(target, session, observer),
              files.map(ListedFiles::listing).orElseGet(source::list),
              scripts,
              // The files may have changed since somebody judged them.
              pending -> Judgement.requireValid(pending, settings),
              observer);
      return Judgement.appliedBy(result);
    } catch (FlywayException exception) {
      throw FlywayFailure.of(exception, settings);
    }
  }

  /**
   * The files of the source as they are now.
   *
   * @throws dev.waymark.migration.MigrationException.SourceUnreadable if they cannot be listed
   */
  Listing files() {
    return source.list();
  }

  /** The same without the migrations that are not among these. */
  Listing files(Set<String> migrations) {
    return scripts.only(source.list(), migrations);
  }

  /**
   * Flyway's repair of the history.
   *
   * @param session hands out the connection to do it over, which must be a direct one
   * @throws FlywayFailure if Flyway refuses
   */
  public void repair(DataSource session) {
    try {
      FluentConfiguration configuration = over(session);
      configuration.resolvers(standIns(session));
      understood(() -> FlywayCommands.repair(configuration));
    } catch (FlywayException exception) {
      throw FlywayFailure.of(exception, settings);
    }
  }

  /**
   * Removes what says in the history that a migration failed, and nothing else.
   *
   * @param connection a direct connection, in auto-commit mode
   * @throws SQLException if it cannot be done
   */
  public void removeFailed(Connection connection, String script) throws SQLException {
    History history = History.find(connection, settings).writable(connection);
    String table = Sql.identifier(history.schema()) + "." + Sql.identifier(history.table());
    try (var statement = connection.prepareStatement(REMOVE_FAILED.replace("${history}", table))) {
      statement.setString(1, script);
      statement.execute();
    }
  }

  /**
   * Flyway's baseline: all versions up to this one count as applied.
   *
   * @param session hands out the connection to do it over, which must be a direct one
   * @throws FlywayFailure if Flyway refuses, because the history already says otherwise
   * @throws dev.waymark.migration.MigrationException.HistoryRefused if it holds another role's code
   */
  public void baseline(DataSource session, String version, String description) {
    requireWritable(session);
    try {
      understood(
          () ->
              FlywayCommands.baseline(
                  over(session).baselineVersion(version).baselineDescription(description)));
    } catch (FlywayException exception) {
      throw FlywayFailure.of(exception, settings);
    }
  }

  /** Flyway's open edition stops at the type of a row that it does not know. */
  private static void understood(Runnable command) {
    try {
      command.run();
    } catch (IllegalArgumentException unknown) {
      throw new FlywayException(
          "The history holds a row of a type that Flyway's open edition does not know, so it can"
              + " only be read here: repair it with the edition that wrote it. "
              + unknown.getMessage(),
          unknown);
    }
  }

  /** What Flyway's repair would otherwise mark as deleted. */
  private MigrationResolver standIns(DataSource session) {
    try (Connection connection = session.getConnection()) {
      History history = History.read(connection, settings).writable(connection);
      Resolution resolution = scripts.resolve(source.list(), DefaultPlaceholders.of(base, history));
      List<ResolvedMigration> standIns =
          AppliedElsewhere.standIns(resolution.migrations(), history.rows());
      return context -> standIns;
    } catch (SQLException exception) {
      throw FlywayFailure.of(new FlywayException(exception.getMessage(), exception), settings);
    }
  }

  private void requireWritable(DataSource session) {
    try (Connection connection = session.getConnection()) {
      History.find(connection, settings).writable(connection);
    } catch (SQLException exception) {
      throw FlywayFailure.of(new FlywayException(exception.getMessage(), exception), settings);
    }
  }

  /**
   * The user's settings over a scratch database that gets a history like this one. The first schema
   * of a search_path that exists may be another there.
   */
  FluentConfiguration over(DataSource scratch, History history) {
    FluentConfiguration configuration = over(scratch);
    if (configuration.getDefaultSchema() == null && history.schema() != null) {
      configuration.defaultSchema(history.schema());
    }
    return configuration;
  }

  private FluentConfiguration over(DataSource session) {
    FluentConfiguration configuration = new FluentConfiguration(base.getClassLoader());
    configuration.configuration(base);
    configuration.dataSource(session);
    return configuration;
  }

  private FluentConfiguration forRun(String target, DataSource session, RunObserver observer) {
    FluentConfiguration configuration = over(session);
    Answer answer = last;
    if (configuration.getDefaultSchema() == null && answer != null) {
      // Flyway would take the whole of a search_path for the name of the schema to make.
      configuration.defaultSchema(answer.history().schema());
    }
    configuration.callbacks(observed(observer));
    if (target != null) {
      configuration.target(target + "?");
    }
    return configuration;
  }

  private Callback[] observed(RunObserver observer) {
    List<Callback> callbacks = new ArrayList<>(List.of(base.getCallbacks()));
    callbacks.add(new ObserverCallback(observer));
    return callbacks.toArray(Callback[]::new);
  }

  /** Flyway on the direct connection, with the user's settings. */
  Configuration configuration() {
    return base;
  }
}
