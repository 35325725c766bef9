package dev.waymark.migration.rehearsal;

import dev.waymark.migration.MigrationFailure;
import dev.waymark.migration.flyway.FlywayRehearsal.LeftOut;
import dev.waymark.migration.observation.HeldLock;
import dev.waymark.migration.observation.Live;
import dev.waymark.migration.observation.Observation;
import dev.waymark.migration.observation.OpenTransaction;
import dev.waymark.migration.plan.Plan;
import dev.waymark.migration.plan.PlannedMigration;
import dev.waymark.migration.plan.PlannedStatement;
import dev.waymark.migration.plan.hazard.Acceptances;
import dev.waymark.migration.plan.hazard.DataRefuses;
import dev.waymark.migration.plan.hazard.GuardRemoved;
import dev.waymark.migration.plan.hazard.Hazard;
import dev.waymark.migration.plan.hazard.Hazard.Code;
import dev.waymark.migration.plan.hazard.ObservedHazards;
import dev.waymark.migration.plan.hazard.RowsTruncated;
import dev.waymark.migration.plan.hazard.SettingsLeft;
import dev.waymark.migration.plan.hazard.WaitsForTransaction;
import dev.waymark.migration.rehearsal.Rehearsal.Outcome;
import dev.waymark.migration.rehearsal.RehearsedMigration.Result;
import dev.waymark.migration.rehearsal.data.DataCheck;
import dev.waymark.schema.comparison.ObjectChange;
import dev.waymark.verification.expectation.ReplayedSchema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Puts together what a plan says and what was seen when it was tried.
 *
 * @param leftOut what was not executed
 * @param copy where it was tried
 * @param roles the stand-ins' names by the names of the roles that they stand for
 * @param there what the live database has, by script, as {@code table public.users}
 * @param parts the tables that went with the table that they are a part of, by script
 * @param replication what a script does to logical replication
 * @param rights what a script may not do in the live database
 * @param open what is held in the live database for longer than a run waits for a lock
 */
record RehearsalReport(
    Frame frame,
    List<LeftOut> leftOut,
    Copied copy,
    Map<String, String> roles,
    Map<String, Set<String>> there,
    Map<String, Set<String>> parts,
    Map<String, List<Hazard>> replication,
    Map<String, List<Hazard>> rights,
    List<OpenTransaction> open) {

  /** Classes of SQLSTATE: cardinality, values, constraints, and what PL/pgSQL raises. */
  private static final Set<String> ABOUT_ROWS = Set.of("21", "22", "23", "P0");

  private static final String OF_ROWS =
      "The copy has no live rows. If the statement depends on rows that are there, a run may do"
          + " what the rehearsal could not.";

  /**
   * What is known from the beginning.
   *
   * @param following the rehearsal, as others see it
   * @param hidden what no reader is to see
   */
  record Frame(LiveRehearsal following, Plan plan, HiddenValues hidden) {
    private Rehearsal report(
        Outcome outcome,
        Copied copy,
        List<RehearsedMigration> migrations,
        MigrationFailure failure) {
      int statements = migrations.stream().mapToInt(it -> it.statements().size()).sum();
      int hazards = (int) migrations.stream().flatMap(RehearsedMigration::allHazards).count();
      return following.result(
          outcome,
          copy,
          new Plan.Counts(migrations.size(), statements, hazards),
          migrations,
          failure);
    }
  }

  /** There was nothing to try. */
  static Rehearsal nothing(Frame frame) {
    return frame.report(Outcome.NOTHING_PENDING, null, List.of(), null);
  }

  Rehearsal of(
      Map<String, SeenMigration> seen,
      Map<String, List<ObjectChange>> changes,
      Map<String, List<DataCheck>> data,
      Map<String, Live> live,
      Optional<MigrationFailure> failure) {
    List<RehearsedMigration> migrations = new ArrayList<>();
    for (PlannedMigration planned : frame.plan().migrations()) {
      migrations.add(
          migration(
              planned,
              Optional.ofNullable(seen.get(planned.script())),
              changes.getOrDefault(planned.script(), List.of()),
              data.getOrDefault(planned.script(), List.of()),
              live));
    }
    return frame.report(
        failure.isPresent() ? Outcome.FAILED : Outcome.SUCCEEDED,
        copy,
        migrations,
        failure.map(this::ofRoles).orElse(null));
  }

  private RehearsedMigration migration(
      PlannedMigration planned,
      Optional<SeenMigration> seen,
      List<ObjectChange> changes,
      List<DataCheck> data,
      Map<String, Live> live) {
    List<Hazard> whole = whole(planned, seen, changes, data, live);
    List<RehearsedStatement> statements = new ArrayList<>();
    List<HeldLock> held = new ArrayList<>();
    for (PlannedStatement statement : planned.statements()) {
      held.removeIf(lock -> lock.heldTo() < statement.number());
      Optional<SeenStatement> tried = seen.map(it -> it.statement(statement.number()));
      Observation observation =
          tried
              .map(it -> it.observation(seen.get().statements(), live))
              .orElse(Observation.NOTHING);
      var acceptances = new Acceptances(statement.acceptances());
      List<Hazard> hazards = new ArrayList<>(acceptances.mark(LostRows.of(statement, data)));
      hazards.addAll(acceptances.mark(ObservedHazards.of(statement.sql(), observation, held)));
      if (tried.filter(SeenStatement::actsAsReplica).isPresent()) {
        hazards.addAll(acceptances.mark(List.of(GuardRemoved.ofReplicas())));
      }
      observation.truncates().stream()
          .filter(
              it ->
                  hazards.stream()
                      .noneMatch(
                          known ->
                              known.code() == Code.ROWS_TRUNCATED
                                  && it.relation().equals(known.object())))
          .flatMap(it -> RowsTruncated.of(it).stream())
          .forEach(it -> hazards.addAll(acceptances.mark(List.of(it))));
      hazards.addAll(acceptances.mark(WaitsForTransaction.of(observation.locks(), open)));
      if (tried.isPresent()) {
        Set<Hazard> found = new HashSet<>(hazards);
        found.addAll(whole);
        acceptances.unused(found, true).stream()
            .filter(it -> !hazards.contains(it))
            .forEach(hazards::add);
      }
      statements.add(
          RehearsedStatement.of(
              statement,
              tried.map(SeenStatement::durationMs).orElse(null),
              notRehearsed(planned.script(), statement.line()),
              observation,
              hazards));
      held.addAll(observation.locks());
    }
    Result result =
        seen.map(it -> it.isApplied() ? Result.APPLIED : Result.FAILED).orElse(Result.NOT_RUN);
    return new RehearsedMigration(
        planned.version(),
        planned.description(),
        planned.script(),
        planned.checksum(),
        planned.transactional(),
        planned.limits(),
        result,
        result == Result.APPLIED ? seen.get().durationMs() : null,
        statements,
        frame.hidden().inChanges(changes),
        frame.hidden().inData(data),
        frame.hidden().inHazards(whole));
  }

  private List<Hazard> whole(
      PlannedMigration planned,
      Optional<SeenMigration> seen,
      List<ObjectChange> changes,
      List<DataCheck> data,
      Map<String, Live> live) {
    Set<String> was = there.getOrDefault(planned.script(), Set.of());
    List<ObjectChange> ofThere = changes.stream().filter(it -> isOfWhatWasThere(it, was)).toList();
    List<Hazard> found = new ArrayList<>(ObservedHazards.of(ofThere, text(planned)));
    found.addAll(
        LostUnseen.of(planned, ofThere, parts.getOrDefault(planned.script(), Set.of()), live));
    found.addAll(rights.getOrDefault(planned.script(), List.of()));
    found.addAll(replication.getOrDefault(planned.script(), List.of()));
    seen.ifPresent(
        it ->
            it.settings()
                .left()
                .forEach(
                    (name, value) ->
                        found.add(SettingsLeft.of(name, value.before(), value.after()))));
    data.stream()
        .filter(it -> it.outcome() == DataCheck.Outcome.VIOLATED)
        .map(it -> DataRefuses.of(it.object(), it.sentence(), it.writtenBefore()))
        .forEach(found::add);
    List<Hazard> whole = new ArrayList<>(planned.hazards());
    whole.addAll(
        new Acceptances(
                planned.statements().stream().flatMap(it -> it.acceptances().stream()).toList())
            .mark(found));
    return whole;
  }

  static String text(PlannedMigration planned) {
    return planned.statements().stream()
        .map(PlannedStatement::sql)
        .collect(Collectors.joining("\n"));
  }

  /** What an earlier script of the same plan has made is not missed. */
  private static boolean isOfWhatWasThere(ObjectChange change, Set<String> there) {
    String object = change.from() == null ? change.object() : change.from();
    int last = object.lastIndexOf('.');
    return there.contains(change.kind() + " " + object)
        || change.kind().equals("default privileges")
        || last > 0 && there.contains("table " + object.substring(0, last));
  }

  private String notRehearsed(String script, int line) {
    return leftOut.stream()
        .filter(it -> it.script().equals(script) && it.line() == line)
        .findFirst()
        .map(it -> it.command() + " reaches beyond the database, so it was not executed.")
        .orElse(null);
  }

  /** Whether it may fail for want of the live rows. */
  private static boolean dependsOnRows(MigrationFailure failure) {
    String state = String.valueOf(failure.sqlState());
    return ABOUT_ROWS.contains(state.substring(0, 2));
  }

  /** PostgreSQL names whom it knows. */
  private MigrationFailure ofRoles(MigrationFailure failure) {
    return new MigrationFailure(
        failure.script(),
        failure.version(),
        failure.line(),
        failure.column(),
        failure.statement(),
        failure.excerpt(),
        failure.sqlState(),
        ReplayedSchema.text(failure.message(), roles),
        ReplayedSchema.text(failure.databaseDetail(), roles),
        ReplayedSchema.text(failure.databaseHint(), roles),
        failure.transactional(),
        failure.hint() == null && dependsOnRows(failure) ? OF_ROWS : failure.hint());
  }
}
