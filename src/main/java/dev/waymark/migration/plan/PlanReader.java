package dev.waymark.migration.plan;

import dev.waymark.database.DatabaseException;
import dev.waymark.database.PooledConnection;
import dev.waymark.database.Sql;
import dev.waymark.migration.DriftBefore;
import dev.waymark.migration.Migration;
import dev.waymark.migration.MigrationException;
import dev.waymark.migration.MigrationException.PlanChanged;
import dev.waymark.migration.MigrationSettings;
import dev.waymark.migration.PlanDifference;
import dev.waymark.migration.PlanDifference.Part;
import dev.waymark.migration.RunLimits;
import dev.waymark.migration.RunRequest;
import dev.waymark.migration.flyway.FlywayEngine;
import dev.waymark.migration.flyway.ListedFiles;
import dev.waymark.migration.flyway.ReadScript;
import dev.waymark.migration.flyway.ReadSource;
import dev.waymark.migration.plan.hazard.Acceptances;
import dev.waymark.migration.plan.hazard.Hazard;
import dev.waymark.migration.plan.hazard.Hazards;
import dev.waymark.migration.plan.hazard.TouchedTable;
import dev.waymark.migration.plan.hazard.UsedTable;
import dev.waymark.migration.script.Dropped;
import dev.waymark.migration.script.Dropped.Named;
import dev.waymark.migration.script.HazardAcceptance;
import dev.waymark.migration.script.OwnTransactions;
import dev.waymark.migration.script.Renamed;
import dev.waymark.migration.script.StatementFacts;
import dev.waymark.migration.script.StatementText;
import dev.waymark.migration.script.TouchedRows;
import dev.waymark.migration.script.UsedRelation;
import dev.waymark.schema.Schema;
import dev.waymark.verification.Freshness;
import dev.waymark.verification.Verifier;
import dev.waymark.verification.expectation.ExpectationChoice;
import dev.waymark.verification.report.Verification;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Answers what a run would do, by reading alone, over the pooled connection. */
public final class PlanReader {
  private static final String NAME_PATH = Sql.read(PlanReader.class, "name_path.sql");

  /**
   * What a plan is made of beside the schema.
   *
   * @param path where names without a schema are looked for
   */
  private record Found(ReadSource source, String path) {}

  private final FlywayEngine engine;
  private final PooledConnection pooled;
  private final Verifier verifier;
  private final MigrationSettings settings;
  private final RunLimits limits;
  private final StatementText text;
  private volatile String placeholders;

  /**
   * @param verifier knows the schema of the watched namespaces
   * @param limits those of a run
   */
  public PlanReader(
      FlywayEngine engine,
      PooledConnection pooled,
      Verifier verifier,
      MigrationSettings settings,
      RunLimits limits) {
    this.engine = engine;
    this.pooled = pooled;
    this.verifier = verifier;
    this.settings = settings;
    this.limits = limits;
    this.text = new StatementText(settings.placeholders());
  }

  /**
   * Returns what a run would do.
   *
   * @param target the version to stop at; null means the latest
   * @throws MigrationException if the scripts contradict each other or cannot be read, or there is
   *     no such version
   * @throws DatabaseException if the database cannot be read
   */
  public Plan plan(String target) {
    Found found = find(target);
    ReadSource source = found.source();
    Schema schema = verifier.schema();
    List<List<StatementFacts>> facts =
        source.pending().stream()
            .map(
                script ->
                    StatementFacts.of(script.parts().stream().map(ReadScript.Part::sql).toList()))
            .toList();
    List<Named> named =
        facts.stream()
            .flatMap(List::stream)
            .flatMap(
                it ->
                    Stream.of(
                            it.dropped().stream().map(Dropped::table),
                            it.renamed().stream().map(Renamed::table),
                            it.touched().stream().map(TouchedRows::table),
                            it.used().stream().map(UsedRelation::relation))
                        .flatMap(names -> names))
            .toList();
    LiveRelations live = live(named, source.defaultSchema());
    Hazards hazards = new Hazards(live::find, text::safe);
    List<PlannedMigration> migrations = new ArrayList<>();
    for (int index = 0; index < facts.size(); index++) {
      migrations.add(migration(source.pending().get(index), facts.get(index), hazards));
    }
    return new Plan(
        digest(found, schema).toString(),
        source.status().database(),
        source.status().source(),
        schema.server().text(),
        schema.namespaces(),
        source.status().currentVersion(),
        source.status().reachedVersion(),
        Plan.Counts.of(migrations),
        migrations,
        source.callbacks(),
        source.status().invalid());
  }

  /**
   * The files that a run has to execute to do exactly what a plan of this digest says.
   *
   * @param target as it is asked for now; null means the latest
   * @throws PlanChanged if a run would do anything else now
   * @throws MigrationException as {@link #plan}
   * @throws DatabaseException as {@link #plan}
   */
  public ListedFiles require(String digest, String target) {
    Found found = find(target);
    List<PlanDifference> differences = digest(found, verifier.schema()).differences(digest);
    if (!differences.isEmpty()) {
      throw new PlanChanged(
          differences.stream().map(it -> it.part() == Part.SCHEMA ? withObjects(it) : it).toList());
    }
    return found.source().files();
  }

  /** The digest says that the schema is another one; what is recorded says where, at most. */
  private PlanDifference withObjects(PlanDifference schema) {
    Verification report =
        verifier.verify(Optional.of(ExpectationChoice.RECORDED), Freshness.PROVEN).verification();
    return switch (report.status()) {
      case DRIFTED -> DriftBefore.of(report).map(PlanDifference::ofSchema).orElse(schema);
      case VERIFIED -> PlanDifference.ofRecordedSchema();
      case UNVERIFIED -> schema;
    };
  }

  private Found find(String target) {
    String wanted = RunRequest.normal(target);
    try {
      Found found =
          pooled.read(
              connection -> new Found(engine.read(connection, wanted), namePath(connection)));
      found.source().status().requireKnown(wanted);
      return found;
    } catch (SQLException exception) {
      throw new DatabaseException(exception);
    }
  }

  private static String namePath(Connection connection) throws SQLException {
    try (var query = connection.createStatement();
        var row = query.executeQuery(NAME_PATH)) {
      row.next();
      return row.getString(1);
    }
  }

  private LiveRelations live(List<Named> named, String defaultSchema) {
    try {
      return pooled.read(connection -> LiveRelations.read(connection, named, defaultSchema));
    } catch (SQLException exception) {
      throw new DatabaseException(exception);
    }
  }

  private PlannedMigration migration(
      ReadScript script, List<StatementFacts> facts, Hazards hazards) {
    List<PlannedStatement> statements = new ArrayList<>();
    Set<Hazard> found = new HashSet<>();
    var all = new Acceptances(script.acceptances());
    boolean byItself = !script.inTransaction() && script.transactions() != OwnTransactions.BETWEEN;
    List<Hazard> whole = all.mark(hazards.of(byItself, facts));
    int lineBefore = 0;
    for (int index = 0; index < facts.size(); index++) {
      ReadScript.Part part = script.parts().get(index);
      StatementFacts known = facts.get(index);
      List<HazardAcceptance> before = between(script.acceptances(), lineBefore, part.line());
      var acceptances = new Acceptances(before);
      List<TouchedTable> touched = hazards.touched(known);
      List<UsedTable> used = hazards.used(known);
      List<Hazard> marked = new ArrayList<>(acceptances.mark(hazards.of(known)));
      found.clear();
      found.addAll(marked);
      found.addAll(whole);
      marked.addAll(acceptances.unused(found, false));
      statements.add(
          new PlannedStatement(
              part.number(),
              part.line(),
              part.column(),
              known.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
              text.safe(known.command()),
              text.statement(part.sql()),
              before,
              touched,
              used,
              marked));
      lineBefore = part.line();
    }
    Migration migration = script.migration();
    return new PlannedMigration(
        migration.version(),
        migration.description(),
        migration.script(),
        migration.resolvedChecksum(),
        script.inTransaction(),
        PlannedLimits.of(limits, script.inTransaction(), script.settings()),
        statements,
        whole);
  }

  /** The comments from one statement to the next belong to that. */
  private static List<HazardAcceptance> between(
      List<HazardAcceptance> all, int lineBefore, int line) {
    return all.stream().filter(it -> it.line() >= lineBefore && it.line() < line).toList();
  }

  private PlanDigest digest(Found found, Schema schema) {
    ReadSource source = found.source();
    Map<Part, String> parts = new EnumMap<>(Part.class);
    parts.put(Part.SERVER, PlanDigest.hash(Integer.toString(schema.server().number())));
    parts.put(Part.PLACEHOLDERS, placeholders());
    parts.put(
        Part.SCHEMAS,
        PlanDigest.hash(
            "%s %s %s %s"
                .formatted(
                    settings.schemas(), settings.table(), settings.outOfOrder(), found.path())));
    parts.put(
        Part.LIMITS,
        PlanDigest.hash(
            limits.lockTimeout() + " " + limits.statementTimeout() + " " + limits.lockRetries()));
    parts.put(Part.HISTORY, PlanDigest.hash(history(source)));
    parts.put(Part.SCHEMA, PlanDigest.hash(schema.namespaces() + " " + schema.fingerprint()));
    return new PlanDigest(parts, scripts(source));
  }

  private String placeholders() {
    if (placeholders == null) {
      placeholders = PlaceholderDigest.of(settings.placeholders());
    }
    return placeholders;
  }

  /** What is recorded, whatever the scripts are now. */
  private static String history(ReadSource source) {
    StringBuilder rows = new StringBuilder();
    Stream.of(source.status().applied(), source.status().failed())
        .flatMap(List::stream)
        .forEach(
            row ->
                rows.append(row.installedRank())
                    .append(' ')
                    .append(row.type())
                    .append(' ')
                    .append(row.version())
                    .append(' ')
                    .append(row.checksum())
                    .append(' ')
                    .append(row.script())
                    .append('\n'));
    return rows.append(source.status().failed().size()).toString();
  }

  /** What would run, in its order, each with its configuration; then what runs at events. */
  private static Map<String, String> scripts(ReadSource source) {
    Map<String, String> scripts = new LinkedHashMap<>();
    Stream.concat(
            source.pending().stream().map(it -> it.migration().script()),
            source.callbacks().stream())
        .forEach(
            script ->
                scripts.put(
                    script,
                    PlanDigest.hash(
                        "%s %s %s"
                            .formatted(
                                script,
                                source.texts().get(script),
                                source.texts().get(script + ".conf")))));
    return scripts;
  }
}
