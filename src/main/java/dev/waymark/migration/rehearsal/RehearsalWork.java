package dev.waymark.migration.rehearsal;

import dev.waymark.database.DirectConnection;
import dev.waymark.database.Meanwhile;
import dev.waymark.database.ScratchDatabase;
import dev.waymark.database.Sql;
import dev.waymark.migration.MigrationFailure;
import dev.waymark.migration.RunLimits;
import dev.waymark.migration.flyway.FlywayFailure;
import dev.waymark.migration.flyway.FlywayRehearsal;
import dev.waymark.migration.observation.Live;
import dev.waymark.migration.observation.LockMode;
import dev.waymark.migration.observation.OpenTransaction;
import dev.waymark.migration.plan.LiveRelations;
import dev.waymark.migration.plan.PlannedMigration;
import dev.waymark.migration.plan.PlannedStatement;
import dev.waymark.migration.rehearsal.Copied.Lack;
import dev.waymark.migration.rehearsal.data.DataCheck;
import dev.waymark.migration.rehearsal.data.DataQuestion;
import dev.waymark.migration.rehearsal.data.LiveData;
import dev.waymark.migration.rehearsal.sample.SampleRows;
import dev.waymark.migration.rehearsal.sample.SampledTables;
import dev.waymark.schema.Identifiers;
import dev.waymark.schema.Kind;
import dev.waymark.schema.NamespaceFilter;
import dev.waymark.schema.ObjectId;
import dev.waymark.schema.ObjectTree;
import dev.waymark.schema.sql.SchemaSql;
import dev.waymark.schema.sql.Statement;
import dev.waymark.schema.sql.WritableSchema;
import dev.waymark.verification.expectation.ReplayRefused;
import dev.waymark.verification.expectation.ReplayStage;
import dev.waymark.verification.expectation.ScratchWork;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One rehearsal: makes the copy, applies the migrations to it, and puts together what was seen.
 *
 * @param reading the live schema, which is read meanwhile
 * @param filter what of it is copied
 * @param roles whom the copy and the scripts name
 * @param live the live database, which is only read
 * @param elsewhere whether it takes place on a server that is named for it
 * @param longestAsking how long all questions to the live rows may take
 * @param refused what made-up rows did not let through, so that there are none; else null
 */
record RehearsalWork(
    RehearsalReport.Frame frame,
    FlywayRehearsal scripts,
    Meanwhile<WritableSchema> reading,
    NamespaceFilter filter,
    Set<String> roles,
    DirectConnection live,
    boolean elsewhere,
    RunLimits limits,
    Duration longestAsking,
    String refused)
    implements ScratchWork<Rehearsal> {
  private static final String OPEN_TRANSACTIONS =
      Sql.read(RehearsalWork.class, "open_transactions.sql");

  private static final String NOT_ALLOWED = "42501";
  private static final String NOT_THERE = "42704";
  private static final Pattern WRITES =
      Pattern.compile("(?:INSERT|UPDATE|DELETE|MERGE|TRUNCATE|COPY|VALUES|SET|RESET)\\b.*");

  private static final Pattern GIVES_RIGHTS =
      Pattern.compile("GRANT|ALTER (?:ROLE|USER|GROUP)", Pattern.CASE_INSENSITIVE);

  /** The same in a copy without rows, because of what they did not let through. */
  RehearsalWork withoutRows(String why) {
    return new RehearsalWork(
        frame, scripts, reading, filter, roles, live, elsewhere, limits, longestAsking, why);
  }

  @Override
  public Collection<String> made() {
    return scripts.made();
  }

  @Override
  public String done() {
    return "rehearsed";
  }

  @Override
  public Optional<String> unproven(Connection server) throws SQLException {
    return scripts.unproven(server, Map.of("the live schema", copied()));
  }

  /** What is executed to make the copy, which resets no setting. */
  private String copied() throws SQLException {
    return Stream.concat(
            SchemaSql.settingsBefore().stream(),
            reading.result().sql(Map.of()).statements().stream().map(Statement::sql))
        .map(it -> it + "\n;\n")
        .collect(Collectors.joining());
  }

  @Override
  public Rehearsal in(ScratchDatabase scratch) throws SQLException, ReplayRefused {
    frame.following().enters(scratch);
    try {
      return watched(scratch);
    } finally {
      frame.following().leaves();
    }
  }

  private Rehearsal watched(ScratchDatabase scratch) throws SQLException, ReplayRefused {
    WritableSchema schema = reading.result();
    Set<String> installed =
        schema.schema().objects().keySet().stream()
            .filter(id -> id.kind() == Kind.EXTENSION)
            .map(id -> id.name())
            .collect(Collectors.toSet());
    var stage =
        new ReplayStage(
            scratch.dataSource(),
            scratch.makerDataSource(),
            live.dataSource(),
            scratch.roles(),
            installed);
    FlywayRehearsal.Extensions extensions = FlywayRehearsal.makeExtensions(stage);
    var copy = new StructureCopy(scratch, schema, extensions);
    copy.makeStructure();
    SampledTables rows = filled(scratch, schema);
    scripts.seed(stage);
    copy.complete();
    scratch.restore();
    var changes = new CopyChanges(scratch, filter, frame.plan(), schema.schema().trees());
    changes.begin();
    Map<ObjectId, ObjectTree> made = changes.copied();
    var compared = new Meanwhile<>("rehearsal-comparison", () -> copy.lacks(made));
    var watch =
        new RehearsalWatch(
            scratch.dataSource(), limits, relations(scratch), changes::read, frame.following());
    Optional<MigrationFailure> failure = Optional.empty();
    try {
      scripts.run(stage, extensions.names(), watch);
    } catch (FlywayFailure failed) {
      requireMeant(scratch, failed);
      failure = Optional.of(failed.failure());
    }
    List<Lack> lacks = compared.result();
    var copied =
        new Copied(
            lacks.isEmpty(),
            elsewhere ? "named" : "live",
            schema.schema().objects().size(),
            frame.hidden().inLacks(lacks),
            rows.rows().size(),
            rows.empty().stream()
                .map(
                    it ->
                        new Copied.Empty(
                            it.table().qualifiedName(), frame.hidden().in(it.reason())))
                .toList(),
            refused);
    // Then it is tried once more, without rows, and asks then.
    boolean again = failure.filter(it -> Rehearser.isAboutRows(it, copied)).isPresent();
    return new RehearsalReport(
            frame,
            scripts.leftOut(),
            copied,
            scratch.roles(),
            changes.there(),
            changes.parts(),
            changes.replication(),
            givesRights() ? Map.of() : new LiveRights(live).missing(changes.rights()),
            open())
        .of(
            watch.seen(),
            changes.byScript(),
            again ? Map.of() : data(watch, changes),
            sizes(watch),
            failure);
  }

  /** Whether roles may more when a script comes to it than they may now. */
  private boolean givesRights() {
    return scripts.leftOut().stream()
        .anyMatch(it -> GIVES_RIGHTS.matcher(it.command()).lookingAt());
  }

  private SampledTables filled(ScratchDatabase scratch, WritableSchema schema) throws SQLException {
    if (refused != null) {
      return new SampledTables(new TreeMap<>(), List.of());
    }
    try (Connection connection = scratch.dataSource().getConnection()) {
      return SampleRows.fill(connection, schema.schema().namespaces());
    }
  }

  /** What the live rows say to each migration. */
  private Map<String, List<DataCheck>> data(RehearsalWatch watch, CopyChanges changes)
      throws SQLException {
    var asking = new LiveData(live, frame.hidden().text(), longestAsking);
    Map<String, List<DataCheck>> data = new HashMap<>();
    Set<String> written = new HashSet<>();
    for (PlannedMigration planned : frame.plan().migrations()) {
      String script = planned.script();
      SeenMigration seen = watch.seen().get(script);
      if (seen == null) {
        continue;
      }
      List<DataQuestion> questions =
          new ArrayList<>(changes.questions().getOrDefault(script, List.of()));
      for (PlannedStatement statement : planned.statements()) {
        statement.touched().forEach(it -> questions.add(DataQuestion.of(statement.number(), it)));
      }
      int last = lastChange(planned);
      data.put(
          script,
          asking.ask(
              questions,
              it ->
                  written.contains(it.table())
                      || seen.writes(it.table(), it.statement() == null ? last : it.statement())));
      seen.written().forEach(it -> written.add(String.join(".", Identifiers.parts(it))));
    }
    return data;
  }

  /** The number of the last statement that may need something of rows, and not only write them. */
  private static int lastChange(PlannedMigration planned) {
    return planned.statements().stream()
        .filter(it -> !WRITES.matcher(it.command()).matches())
        .mapToInt(PlannedStatement::number)
        .max()
        .orElse(Integer.MAX_VALUE);
  }

  /** What fails because its database is gone says nothing of the script. */
  private void requireMeant(ScratchDatabase scratch, FlywayFailure failed)
      throws SQLException, ReplayRefused {
    frame.following().requireWanted();
    Optional<SQLException> lost = failed.sqlException().filter(RehearsalWork::isOfConnection);
    if (lost.isPresent() || scratch.isExpired()) {
      throw lost.orElseGet(() -> new SQLException(failed.getMessage(), failed));
    }
    MigrationFailure failure = failed.failure();
    boolean restricted = !scratch.roles().isEmpty();
    if (restricted && NOT_ALLOWED.equals(failure.sqlState())) {
      throw refused(
          failed, " It is done by a role that may do nothing outside of its scratch database.");
    }
    boolean misses =
        NOT_THERE.equals(failure.sqlState())
            && scripts.made().stream().anyMatch(it -> failure.message().contains("\"" + it + "\""));
    if (!restricted && misses) {
      throw refused(failed, " A rehearsal makes no roles.");
    }
  }

  /** What fails because of where it is tried says nothing of the script either. */
  private static ReplayRefused refused(FlywayFailure failed, String why) {
    return new ReplayRefused(
        "The rehearsal failed: %s%s.%s"
            .formatted(failed.failure().place(), failed.failure().message(), why),
        "Name a server for rehearsals (WAYMARK_REHEARSAL_URL), where the scripts may do more.",
        failed.sqlException().<Throwable>map(it -> it).orElse(failed));
  }

  private static boolean isOfConnection(SQLException exception) {
    String state = String.valueOf(exception.getSQLState());
    return state.startsWith("08") || state.startsWith("57P");
  }

  private static Map<Long, Relation> relations(ScratchDatabase scratch) throws SQLException {
    try (Connection connection = scratch.dataSource().getConnection()) {
      return WatchedSession.relations(connection);
    }
  }

  /** What is held there right now for longer than a run waits. */
  private List<OpenTransaction> open() throws SQLException {
    return live.read(
        connection -> {
          List<OpenTransaction> open = new ArrayList<>();
          try (var query = connection.prepareStatement(OPEN_TRANSACTIONS)) {
            query.setLong(1, limits.lockTimeout().toMillis());
            try (var row = query.executeQuery()) {
              while (row.next()) {
                open.add(
                    new OpenTransaction(
                        row.getString("relation"),
                        LockMode.ofCatalog(row.getString("mode")),
                        row.getInt("pid"),
                        row.getString("user_name"),
                        row.getString("application_name"),
                        row.getLong("transaction_ms")));
              }
            }
          }
          return open;
        });
  }

  private Map<String, Live> sizes(RehearsalWatch watch) throws SQLException {
    Set<String> tables =
        watch.seen().values().stream().flatMap(SeenMigration::tables).collect(Collectors.toSet());
    return live.read(connection -> LiveRelations.sizes(connection, tables));
  }
}
