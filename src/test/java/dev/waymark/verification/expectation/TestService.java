package dev.waymark.verification.expectation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.assembly.Assembly;
import dev.waymark.assembly.ReadingServices;
import dev.waymark.assembly.RunningServices;
import dev.waymark.database.DirectConnection;
import dev.waymark.database.PooledConnection;
import dev.waymark.database.TestConnections;
import dev.waymark.database.TestPostgres;
import dev.waymark.migration.BaselineRequest;
import dev.waymark.migration.MigrationSettings;
import dev.waymark.migration.MigrationSource;
import dev.waymark.migration.Requester;
import dev.waymark.migration.Run;
import dev.waymark.migration.RunLimits;
import dev.waymark.migration.RunRequest;
import dev.waymark.migration.acceptance.Acceptance;
import dev.waymark.migration.acceptance.AcceptanceKeeper;
import dev.waymark.migration.acceptance.AcceptanceRequest;
import dev.waymark.migration.plan.hazard.Gate;
import dev.waymark.migration.run.HistoryKeeper;
import dev.waymark.migration.run.MigrationRunner;
import dev.waymark.migration.run.RunListener;
import dev.waymark.schema.Schema;
import dev.waymark.settings.ServiceSettings;
import dev.waymark.verification.VerificationListener;
import dev.waymark.verification.VerificationSettings;
import dev.waymark.verification.Verifier;
import dev.waymark.verification.report.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;

/** A Waymark without HTTP: a folder of scripts, a database, and roles for its connections. */
final class TestService {
  final AtomicInteger replays = new AtomicInteger();
  final String database;
  private final Path folder;
  private final Flyway flyway;
  private final MigrationRunner runner;
  private final Verifier verifier;
  private final AcceptanceKeeper acceptances;
  private final HistoryKeeper history;

  /** What differs from the defaults. */
  record Options(
      String role,
      String reader,
      Optional<String> contract,
      Optional<String> ignore,
      Duration longestReplay,
      List<String> namespaces,
      Optional<DirectConnection> rehearsal) {
    static final Options NONE =
        new Options(
            "postgres",
            "postgres",
            Optional.empty(),
            Optional.empty(),
            Duration.ofMinutes(5),
            List.of(),
            Optional.empty());

    /** Another role for both connections. */
    Options role(String name) {
      return new Options(name, name, contract, ignore, longestReplay, namespaces, rehearsal);
    }

    /** Another role for the pooled connection. */
    Options reader(String name) {
      return new Options(role, name, contract, ignore, longestReplay, namespaces, rehearsal);
    }

    Options contract(Path file) {
      return new Options(
          role, reader, Optional.of(file.toString()), ignore, longestReplay, namespaces, rehearsal);
    }

    Options ignore(Path file) {
      return new Options(
          role,
          reader,
          contract,
          Optional.of(file.toString()),
          longestReplay,
          namespaces,
          rehearsal);
    }

    Options longestReplay(Duration limit) {
      return new Options(role, reader, contract, ignore, limit, namespaces, rehearsal);
    }

    Options rehearsal(DirectConnection server) {
      return new Options(
          role, reader, contract, ignore, longestReplay, namespaces, Optional.of(server));
    }

    Options namespaces(String... names) {
      return new Options(role, reader, contract, ignore, longestReplay, List.of(names), rehearsal);
    }
  }

  TestService(Path folder) throws SQLException {
    this(folder, TestPostgres.createDatabase(), Options.NONE);
  }

  TestService(Path folder, String database, Options options) throws SQLException {
    this.folder = folder;
    this.database = database;
    DirectConnection direct = TestConnections.direct(database, options.role(), "postgres");
    PooledConnection pooled = TestConnections.pooled(database, options.reader(), "postgres");
    var migrations =
        new MigrationSettings(
            new MigrationSource.Folder(folder),
            List.of(),
            MigrationSettings.DEFAULT_TABLE,
            Map.of("purpose", "greeting"),
            true);
    var settings =
        new VerificationSettings(
            options.namespaces(),
            Optional.empty(),
            MigrationSettings.DEFAULT_TABLE,
            "waymark",
            ExpectationChoice.AUTO,
            List.of());
    flyway = Assembly.flyway(direct.dataSource(), migrations);
    var all =
        new ServiceSettings(
            migrations,
            settings,
            RunLimits.DEFAULT,
            options.rehearsal(),
            options.longestReplay(),
            Duration.ofMinutes(1),
            options.contract(),
            options.ignore(),
            Gate.parse("breaks,loses"),
            Optional.empty());
    var assembly =
        new Assembly(all, pooled, direct, flyway, Clock.systemUTC()) {
          @Override
          protected Replay replay(Replay replay) {
            return counting(replay);
          }
        };
    ReadingServices reading = assembly.reading(VerificationListener.NONE);
    RunningServices running = assembly.running(reading, RunListener.NONE);
    verifier = reading.verifier();
    runner = running.runner();
    acceptances = running.acceptances();
    history = running.history();
  }

  void script(String name, String sql) throws IOException {
    Files.writeString(folder.resolve(name), sql);
  }

  Run run() {
    return runner.run(RunRequest.LATEST);
  }

  Run runWithoutVerifying() {
    return runner.run(new RunRequest(null, false, null));
  }

  /** Makes what is there count as this version. */
  void baseline(String version) {
    history.baseline(new BaselineRequest(version, null, "adopted"), Requester.UNKNOWN);
  }

  /** Of all that is open, or of the named objects. */
  Acceptance accept(String... names) {
    List<AcceptanceRequest.NamedObject> objects =
        Stream.of(names).map(name -> new AcceptanceRequest.NamedObject(null, name)).toList();
    return acceptances.accept(
        names.length == 0
            ? new AcceptanceRequest(true, null, "because")
            : new AcceptanceRequest(null, objects, "because"),
        new Requester("ann", null, null));
  }

  List<Acceptance> accepted() {
    return acceptances.list().acceptances();
  }

  /** Whether the catalogs were read and compared with what is expected. */
  boolean hasVerified() {
    return verifier.latest().isPresent();
  }

  /** Applies without recording, as an older Waymark or Flyway's own command line does. */
  void migrateOnly() {
    flyway.migrate();
  }

  void execute(String sql) throws SQLException {
    TestConnections.execute(database, sql);
  }

  Verification verify(ExpectationChoice choice) {
    return verifier.verify(Optional.of(choice), true).verification();
  }

  Schema schema() {
    return verifier.schema();
  }

  /** Status, then what is not present: {@code drifted: different users}. */
  String report(ExpectationChoice choice) {
    Verification verification = verify(choice);
    List<String> deviations = new ArrayList<>();
    for (var objects : verification.objects().values()) {
      for (var object : objects) {
        JsonNode json = object.json();
        if (!json.path("state").asText().equals("present")) {
          deviations.add(json.path("state").asText() + " " + json.path("name").asText());
        }
      }
    }
    return verification.status().code() + ": " + String.join(", ", deviations);
  }

  /** The scratch databases that are on the server now. */
  static List<String> scratchDatabases() throws SQLException {
    return named("SELECT datname FROM pg_database WHERE datname LIKE 'waymark_scratch%'");
  }

  /** The roles that were made for scratch databases and are on the server now. */
  static List<String> scratchRoles() throws SQLException {
    return named("SELECT rolname FROM pg_roles WHERE rolname LIKE 'waymark_scratch%'");
  }

  private static List<String> named(String query) throws SQLException {
    List<String> names = new ArrayList<>();
    try (Connection connection = TestPostgres.connect("postgres");
        var statement = connection.createStatement();
        var row = statement.executeQuery(query)) {
      while (row.next()) {
        names.add(row.getString(1));
      }
    }
    return names;
  }

  private Replay counting(Replay replay) {
    return live -> new Counted(replay.plan(live));
  }

  private final class Counted implements Replay.Plan {
    private final Replay.Plan plan;

    Counted(Replay.Plan plan) {
      this.plan = plan;
    }

    @Override
    public String key() {
      return plan.key();
    }

    @Override
    public String from() {
      return plan.from();
    }

    @Override
    public ReplayNeeds check() throws ReplayRefused {
      return plan.check();
    }

    @Override
    public Optional<String> unproven(Connection server) throws SQLException, ReplayRefused {
      return plan.unproven(server);
    }

    @Override
    public List<String> apply(ReplayStage stage) throws ReplayRefused {
      replays.incrementAndGet();
      return plan.apply(stage);
    }
  }
}
