package dev.waymark.migration.run;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.waymark.assembly.Assembly;
import dev.waymark.assembly.ReadingServices;
import dev.waymark.database.ConnectionUrl;
import dev.waymark.database.DirectAddress;
import dev.waymark.database.DirectConnection;
import dev.waymark.database.Exhausting;
import dev.waymark.database.NetworkLimits;
import dev.waymark.database.PooledConnection;
import dev.waymark.database.SessionProperties;
import dev.waymark.database.TestPostgres;
import dev.waymark.migration.Migration;
import dev.waymark.migration.MigrationSettings;
import dev.waymark.migration.MigrationSource;
import dev.waymark.migration.MigrationStatus;
import dev.waymark.migration.Run;
import dev.waymark.migration.RunLimits;
import dev.waymark.migration.RunRequest;
import dev.waymark.migration.flyway.FlywayConfiguration;
import dev.waymark.migration.flyway.FlywayEngine;
import dev.waymark.migration.plan.hazard.Gate;
import dev.waymark.settings.ServiceSettings;
import dev.waymark.verification.VerificationListener;
import dev.waymark.verification.VerificationSettings;
import dev.waymark.verification.expectation.ExpectationChoice;
import dev.waymark.webhook.WebhooksFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * An empty database and an empty folder for each test, and the services on top of them as they are
 * put together in production, without the framework.
 */
abstract class MigrationTesting {
  private static final String OWN_SCHEMA = "waymark";

  @TempDir Path folder;

  String database;
  String user = "postgres";

  /** Where PostgreSQL is reached: the server's own port, or that of something before it. */
  int port = TestPostgres.port();

  NetworkLimits network = NetworkLimits.DEFAULT;
  List<String> schemas = List.of();
  Map<String, String> placeholders = new TreeMap<>();
  boolean outOfOrder;
  boolean allowEmpty;

  /** Says where there is no memory. */
  final Exhausting memory = new Exhausting();

  RunLimits limits = RunLimits.DEFAULT;
  RunListener listener = RunListener.NONE;

  /** The webhooks of the processes that are made from now on. */
  Optional<WebhooksFile> webhooks = Optional.empty();

  /** How long all questions to the live rows of one rehearsal may take. */
  Duration longestAsking = Duration.ofMinutes(1);

  /** How often to ask again for a lock that another process holds; null for Waymark's own limit. */
  Integer lockRetries;

  /** What reads in the process that was asked for last. */
  ReadingServices reading;

  @BeforeEach
  void createDatabase() throws SQLException {
    database = TestPostgres.createDatabase();
  }

  /** A script of the folder; its name may lead into a subfolder. */
  void given(String script, String... lines) throws IOException {
    Path file = folder.resolve(script);
    Files.createDirectories(file.getParent());
    Files.writeString(file, String.join("\n", lines));
  }

  /** What a superuser did to the database before. */
  void givenInDatabase(String sql) throws SQLException {
    try (var connection = TestPostgres.connect(database);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** A role of the test's own, that may connect and whatever else the statements grant it. */
  String givenRole(String... grants) throws SQLException {
    String role = database + "_role";
    givenInDatabase("CREATE ROLE " + role + " LOGIN");
    for (String grant : grants) {
      givenInDatabase(grant.formatted(role));
    }
    return role;
  }

  Run run() {
    return run(null);
  }

  Run run(String target) {
    return runner().run(RunRequest.upTo(target));
  }

  <E extends RuntimeException> E refused(Class<E> type) {
    return assertThrows(type, this::run);
  }

  MigrationStatus status() {
    return assembly().reading(VerificationListener.NONE).status().status();
  }

  /** A runner of its own, as another process would have it. */
  MigrationRunner runner() {
    return process().runner();
  }

  /** The services of a process of its own. */
  OneProcess process() {
    Assembly assembly = assembly();
    reading = assembly.reading(VerificationListener.NONE);
    return new OneProcess(reading, assembly.running(reading, listener), assembly.webhooks());
  }

  private Assembly assembly() {
    var watched =
        new VerificationSettings(
            schemas,
            schemas.stream().findFirst(),
            settings().table(),
            OWN_SCHEMA,
            ExpectationChoice.AUTO,
            List.of());
    var all =
        new ServiceSettings(
            settings(),
            watched,
            limits,
            Optional.empty(),
            Duration.ofMinutes(5),
            longestAsking,
            Optional.empty(),
            Optional.empty(),
            Gate.parse("breaks,loses"),
            webhooks);
    return new Assembly(all, pooled(), direct(), flyway(), Clock.systemUTC());
  }

  MigrationSettings settings() {
    return new MigrationSettings(
        MigrationSource.parse(folder.toString()),
        schemas,
        MigrationSettings.DEFAULT_TABLE,
        placeholders,
        outOfOrder,
        allowEmpty);
  }

  /** The first column of what the query returns, as text. */
  List<String> query(String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (var connection = TestPostgres.connect(database);
        var statement = connection.createStatement();
        var result = statement.executeQuery(sql)) {
      while (result.next()) {
        values.add(result.getString(1));
      }
    }
    return values;
  }

  List<String> tables() throws SQLException {
    return query(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            + " AND tablename <> 'flyway_schema_history' ORDER BY 1");
  }

  static List<String> scripts(List<Migration> migrations) {
    return migrations.stream().map(Migration::script).toList();
  }

  /** An engine of its own, as another process would have it. */
  FlywayEngine engine() {
    return new FlywayEngine(flyway(), settings());
  }

  private Flyway flyway() {
    FluentConfiguration configuration = Flyway.configure().dataSource(forFlyway());
    FlywayConfiguration.apply(configuration, settings());
    Optional.ofNullable(lockRetries).ifPresent(configuration::lockRetryCount);
    return configuration.load();
  }

  /** Where Flyway has its connections from, unless it is given one. */
  DataSource forFlyway() {
    return dataSource();
  }

  /** Flyway without Waymark on the same folder, as a project had it before. */
  Flyway plainFlyway() {
    return Flyway.configure()
        .dataSource(dataSource())
        .locations("filesystem:" + folder)
        .placeholders(placeholders)
        .load();
  }

  PooledConnection pooled() {
    return new PooledConnection(url(), memory.of(dataSource()), Optional.empty(), network);
  }

  DirectConnection direct() {
    return new DirectConnection(
        new DirectAddress.Usable(url()),
        memory.of(dataSource()),
        UnaryOperator.identity(),
        network);
  }

  ConnectionUrl url() {
    return ConnectionUrl.parse("postgresql://%s@127.0.0.1:%d/%s".formatted(user, port, database));
  }

  PGSimpleDataSource dataSource() {
    var dataSource = new PGSimpleDataSource();
    dataSource.setUrl(url().jdbcUrl());
    dataSource.setUser(user);
    // As in production: the server looks every second whether its client is still there.
    dataSource.setOptions(SessionProperties.direct(url(), network).get("options"));
    dataSource.setSocketTimeout((int) network.read().toSeconds());
    dataSource.setLoginTimeout((int) network.read().toSeconds());
    return dataSource;
  }
}
