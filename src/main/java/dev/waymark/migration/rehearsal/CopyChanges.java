package dev.waymark.migration.rehearsal;

import dev.waymark.database.ScratchDatabase;
import dev.waymark.migration.plan.Plan;
import dev.waymark.migration.plan.PlannedMigration;
import dev.waymark.migration.plan.hazard.Hazard;
import dev.waymark.migration.plan.hazard.ReplicationHazards;
import dev.waymark.migration.rehearsal.data.Conversions;
import dev.waymark.migration.rehearsal.data.DataQuestion;
import dev.waymark.migration.rehearsal.data.DataQuestions;
import dev.waymark.migration.rehearsal.data.FirstDefaults;
import dev.waymark.schema.IdentifiedSchema;
import dev.waymark.schema.Identifiers;
import dev.waymark.schema.Kind;
import dev.waymark.schema.NamespaceFilter;
import dev.waymark.schema.ObjectId;
import dev.waymark.schema.ObjectTree;
import dev.waymark.schema.catalog.CatalogReader;
import dev.waymark.schema.comparison.ObjectChange;
import dev.waymark.schema.comparison.SchemaChanges;
import dev.waymark.verification.expectation.ReplayedSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What each migration changes in the copy, read between two of them. */
final class CopyChanges {
  private final ScratchDatabase scratch;
  private final NamespaceFilter filter;
  private final Plan plan;
  private final Map<ObjectId, ObjectTree> live;
  private final CatalogReader reader = CatalogReader.remembering();
  private final Map<String, List<ObjectChange>> byScript = new HashMap<>();
  private final Map<String, List<DataQuestion>> questions = new HashMap<>();
  private final Map<String, Set<String>> there = new HashMap<>();
  private final Map<String, Set<String>> parts = new HashMap<>();
  private final Map<String, List<Hazard>> replication = new HashMap<>();
  private final Map<String, ScriptRights> rights = new HashMap<>();
  private final FirstDefaults defaults = new FirstDefaults();
  private NeededRights needed;
  private IdentifiedSchema first;
  private IdentifiedSchema before;

  /**
   * @param filter what of the copy is read
   * @param plan what is rehearsed
   * @param live what the live database has
   */
  CopyChanges(
      ScratchDatabase scratch, NamespaceFilter filter, Plan plan, Map<ObjectId, ObjectTree> live) {
    this.scratch = scratch;
    this.filter = filter;
    this.plan = plan;
    this.live = live;
  }

  /** What the copy has before the first of them. */
  Map<ObjectId, ObjectTree> copied() {
    return first.objects();
  }

  /** The changes of each script that was tried, by its name. */
  Map<String, List<ObjectChange>> byScript() {
    return byScript;
  }

  /** What each script's changes ask of the live rows, by its name. */
  Map<String, List<DataQuestion>> questions() {
    return questions;
  }

  /** What the live database has that each script can meet, by its name. */
  Map<String, Set<String>> there() {
    return there;
  }

  /** The tables that each script dropped with the one that they were a part of, by its name. */
  Map<String, Set<String>> parts() {
    return parts;
  }

  /** What each script does to replication, by its name. */
  Map<String, List<Hazard>> replication() {
    return replication;
  }

  /** What each script needs to be allowed in the live database, by its name. */
  Map<String, ScriptRights> rights() {
    return rights;
  }

  /** Reads the copy before the first of them. */
  void begin() throws SQLException {
    try (Connection connection = scratch.dataSource().getConnection()) {
      first = reader.readIdentified(connection, filter);
      before = first;
      needed = new NeededRights(first, live, scratch.roles());
    }
  }

  /** Reads what one of them has changed. */
  void read(SeenMigration migration) throws SQLException {
    String script = migration.script();
    try (Connection connection = scratch.dataSource().getConnection()) {
      IdentifiedSchema now = reader.readIdentified(connection, filter);
      List<ObjectChange> changes =
          SchemaChanges.between(before, now).stream()
              .map(it -> it.with(value -> ReplayedSchema.json(value, scratch.roles())))
              .toList();
      byScript.put(script, changes);
      // What PostgreSQL prints without a schema, it finds without one.
      setNoPath(connection);
      defaults.add(migration.defaults());
      questions.put(
          script,
          DataQuestions.of(
              changes,
              first,
              now,
              connection,
              defaults,
              Conversions.of(text(script), migration.converted())));
      if (!changes.isEmpty()) {
        parts.put(script, parts(now));
        replication.put(script, ReplicationHazards.of(before.objects(), now.objects(), changes));
      }
      rights.put(
          script,
          new ScriptRights(
              needed.of(
                  before,
                  now,
                  changes,
                  migration,
                  planned(script).map(PlannedMigration::statements).orElse(List.of())),
              migration.roles().stream()
                  .map(it -> ReplayedSchema.text(it, scratch.roles()))
                  .collect(Collectors.toSet())));
      there.put(script, changes.isEmpty() ? Set.of() : there(now));
      before = now;
    }
  }

  /** The tables that went with the table that they are a part of. */
  private Set<String> parts(IdentifiedSchema now) {
    Set<String> gone = new HashSet<>();
    for (ObjectId id : before.objects().keySet()) {
      if (id.kind() == Kind.TABLE && !now.objects().containsKey(id)) {
        gone.add(id.qualifiedName());
      }
    }
    Set<String> parts = new HashSet<>();
    before
        .objects()
        .forEach(
            (id, tree) -> {
              if (id.kind() == Kind.TABLE && !now.objects().containsKey(id)) {
                String parent = tree.node().path("partitionOf").asText("");
                if (gone.contains(String.join(".", Identifiers.parts(parent)))) {
                  parts.add(id.qualifiedName());
                }
              }
            });
    return parts;
  }

  /**
   * What the live database has, under the names that it has before a script and after it: what an
   * earlier script has made is not missed.
   */
  private Set<String> there(IdentifiedSchema now) {
    Set<String> kept = new HashSet<>();
    first.identities().objects().forEach((id, number) -> kept.add(id.kind() + " " + number));
    Set<String> names = new HashSet<>();
    for (ObjectId id : first.objects().keySet()) {
      if (first.identities().of(id).isEmpty()) {
        names.add(id.toString());
      }
    }
    for (IdentifiedSchema moment : List.of(before, now)) {
      moment
          .identities()
          .objects()
          .forEach(
              (id, number) -> {
                if (kept.contains(id.kind() + " " + number)) {
                  names.add(id.toString());
                }
              });
    }
    return names;
  }

  private String text(String script) {
    return planned(script).map(RehearsalReport::text).orElse("");
  }

  private Optional<PlannedMigration> planned(String script) {
    return plan.migrations().stream().filter(it -> it.script().equals(script)).findFirst();
  }

  private static void setNoPath(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("SET search_path = ''");
    }
  }
}
