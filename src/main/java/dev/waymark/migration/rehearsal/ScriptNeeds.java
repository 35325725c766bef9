package dev.waymark.migration.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.waymark.migration.plan.hazard.NeededRight;
import dev.waymark.migration.plan.hazard.NeededRight.Right;
import dev.waymark.migration.plan.hazard.TouchedTable;
import dev.waymark.migration.plan.hazard.UsedTable;
import dev.waymark.migration.script.QualifiedNames;
import dev.waymark.schema.IdentifiedSchema;
import dev.waymark.schema.Identifiers;
import dev.waymark.schema.Kind;
import dev.waymark.schema.ObjectId;
import dev.waymark.schema.ObjectTree;
import dev.waymark.schema.comparison.ObjectChange;
import dev.waymark.schema.comparison.ObjectChange.Change;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What one script needs to be allowed, gathered change by change and statement by statement. */
final class ScriptNeeds {
  private static final Set<Kind> LOCKED =
      EnumSet.of(Kind.TABLE, Kind.VIEW, Kind.MATERIALIZED_VIEW, Kind.SEQUENCE);

  private static final Pattern GRANTS = Pattern.compile("(.*\\.)?grants(\\..*)?");
  private static final Pattern CASCADE =
      Pattern.compile("\\bCASCADE\\b|\\bDROP\\s+OWNED\\b", Pattern.CASE_INSENSITIVE);

  private final KnownLive known;
  private final IdentifiedSchema first;
  private final IdentifiedSchema before;
  private final IdentifiedSchema now;
  private final Set<Long> locked;
  private final Set<Long> used;
  private final String text;
  private final boolean cascades;
  private final Set<NeededRight> needed = new LinkedHashSet<>();
  private final Map<ObjectId, ObjectId> beforeByLive = new HashMap<>();

  /**
   * @param known what is there in the live database
   * @param before what was there before it
   * @param now what is there after it
   * @param seen what was seen of it
   * @param text its statements
   */
  ScriptNeeds(
      KnownLive known,
      IdentifiedSchema before,
      IdentifiedSchema now,
      SeenMigration seen,
      String text) {
    this.known = known;
    this.first = known.first();
    this.before = before;
    this.now = now;
    this.locked = seen.lockedStrongly();
    this.used = seen.locked();
    this.text = text;
    this.cascades = CASCADE.matcher(text).find();
    for (ObjectId id : before.objects().keySet()) {
      if (LOCKED.contains(id.kind())) {
        known.live(id, before).ifPresent(it -> beforeByLive.put(it, id));
      }
    }
  }

  /** A statement deletes or changes rows. */
  void touches(TouchedTable touched) {
    used(touched.table().name())
        .ifPresent(
            it ->
                privilege(
                    switch (touched.rows().how()) {
                      case DELETED -> Right.DELETE;
                      case UPDATED -> Right.UPDATE;
                      case EMPTIED -> Right.TRUNCATE;
                    },
                    it));
  }

  /** A statement reads rows, or writes them. */
  void uses(UsedTable table) {
    used(table.relation().name())
        .ifPresent(
            it -> {
              switch (table.used().use()) {
                case READ -> privilege(Right.SELECT, it);
                case INSERTED -> columns(Right.INSERT, it, table.used().columns());
                case UPDATED -> columns(Right.UPDATE, it, table.used().columns());
              }
            });
  }

  /** What was locked in the copy is what a name meant, and not a table that the script has made. */
  private Optional<ObjectId> used(String printed) {
    return table(printed, first)
        .filter(it -> first.identities().of(it).filter(used::contains).isPresent())
        .filter(it -> isGrantedAsBefore(beforeByLive.getOrDefault(it, it), it));
  }

  /**
   * Those that have the names now that they have in the live database; others are not asked for.
   */
  private void columns(Right right, ObjectId table, List<String> written) {
    ObjectId current = beforeByLive.getOrDefault(table, table);
    boolean same = columnNames(node(current, before)).equals(columnNames(node(table, first)));
    // That of any column, which is said of a change of rows, is part of it.
    needed.remove(ofTable(right, table, List.of()));
    needed.add(ofTable(right, table, same ? written : List.of()));
  }

  private static List<String> columnNames(JsonNode table) {
    List<String> names = new ArrayList<>();
    table.path("columns").forEach(it -> names.add(it.path("name").asText()));
    return names;
  }

  /** A statement names something with its schema, which has to be there before. */
  void names(QualifiedNames.Qualified named) {
    var schema = new ObjectId(Kind.NAMESPACE, null, null, named.schema());
    if (first.objects().containsKey(schema)
        && known.isLive(schema)
        && isGrantedAsBefore(schema, schema)
        && first.objects().keySet().stream()
            .anyMatch(
                it ->
                    named.schema().equals(it.namespace())
                        && it.table() == null
                        && it.name().replaceFirst("\\(.*", "").equals(named.name()))) {
      needed.add(
          new NeededRight(Right.USAGE, "schema", schema.qualifiedName(), printed(schema), null));
    }
  }

  void added(ObjectId object) {
    JsonNode node = now.objects().get(object).node();
    if (object.kind() == Kind.NAMESPACE) {
      needed.add(
          new NeededRight(
              Right.CREATE_SCHEMA, object.kind().code(), object.qualifiedName(), null, null));
    } else if (object.kind().boundToTable()) {
      addedTo(object, node);
    } else if (object.namespace() != null) {
      create(object);
      parents(object, node);
      keysOf(object);
    }
  }

  /** The foreign keys that come with a new table, which no change names. */
  private void keysOf(ObjectId table) {
    now.objects().keySet().stream()
        .filter(it -> it.kind() == Kind.CONSTRAINT && table.name().equals(it.table()))
        .filter(it -> table.namespace().equals(it.namespace()))
        .forEach(it -> refersTo(now.objects().get(it).node()));
  }

  private void refersTo(JsonNode constraint) {
    if (constraint.hasNonNull("referencedTable")) {
      table(constraint.path("referencedTable").asText(), now)
          .flatMap(it -> known.live(it, now))
          .ifPresent(it -> privilege(Right.REFERENCES, it));
    }
  }

  private void addedTo(ObjectId object, JsonNode node) {
    Optional<ObjectId> table = table(object, now);
    if (object.kind() == Kind.CONSTRAINT) {
      refersTo(node);
    }
    Optional<ObjectId> was = table.flatMap(it -> known.live(it, now)).filter(it -> isLocked(it));
    if (was.isEmpty() || isPart(table.get(), now)) {
      return;
    }
    if (object.kind() == Kind.TRIGGER) {
      privilege(Right.TRIGGER, was.get());
      executes(node.path("function").asText());
      return;
    }
    ownerOfLive(was.get());
    if (object.kind() == Kind.INDEX) {
      create(object);
    }
  }

  /** The function of a trigger, which has no parameters. */
  private void executes(String printed) {
    List<String> parts = Identifiers.parts(printed);
    if (parts.size() == 2) {
      var function = new ObjectId(Kind.FUNCTION, parts.get(0), null, parts.get(1) + "()");
      known
          .live(function, now)
          .filter(it -> isGrantedAsBefore(function, it))
          .ifPresent(
              it ->
                  needed.add(
                      new NeededRight(
                          Right.EXECUTE, it.kind().code(), it.qualifiedName(), printed, null)));
    }
  }

  void changed(ObjectChange change, ObjectId old, ObjectId current) {
    boolean granted =
        change.change() == Change.CHANGED
            && change.attributes().stream()
                .allMatch(it -> GRANTS.matcher(it.attribute()).matches());
    if (granted || !isMeant(old)) {
      return;
    }
    ownerOfWhole(old, Optional.empty());
    if (change.change() == Change.RENAMED && !old.kind().boundToTable()) {
      create(current);
    }
    if (change.attributes().stream()
        .anyMatch(
            it -> it.attribute().equals("partitionOf") || it.attribute().equals("inherits"))) {
      parents(current, now.objects().get(current).node());
    }
  }

  void dropped(ObjectId object) {
    boolean withTable = object.table() != null && table(object, now).isEmpty();
    boolean withSchema = object.namespace() != null && !now.objects().containsKey(object.place());
    boolean withOther = cascades && !names(text, object);
    boolean withParent =
        before.objects().get(object).node().hasNonNull("partitionOf") && !names(text, object);
    if (withTable || withSchema || withOther || withParent) {
      return;
    }
    boolean bySchema = object.kind() == Kind.INDEX || !object.kind().boundToTable();
    ownerOfWhole(
        object,
        bySchema && object.namespace() != null
            ? known
                .live(object.place(), before)
                .flatMap(it -> known.owner(object.place(), it, before))
            : Optional.empty());
  }

  /** Whether the script itself changes it, and not only what it shows of others. */
  private boolean isMeant(ObjectId object) {
    Optional<ObjectId> whole = object.table() == null ? Optional.of(object) : table(object, before);
    if (whole.isEmpty()) {
      return false;
    }
    return LOCKED.contains(whole.get().kind())
        ? known.live(whole.get(), before).filter(this::isLocked).isPresent()
        : names(text, object);
  }

  private boolean isLocked(ObjectId live) {
    return first.identities().of(live).filter(locked::contains).isPresent();
  }

  private boolean isPart(ObjectId table, IdentifiedSchema moment) {
    JsonNode node = node(table, moment);
    return (node.hasNonNull("partitionOf") || node.path("inherits").size() > 0)
        && !names(text, table);
  }

  private void ownerOfWhole(ObjectId object, Optional<String> other) {
    Optional<ObjectId> whole = object.table() == null ? Optional.of(object) : table(object, before);
    whole.ifPresent(it -> owner(it, other));
  }

  private void owner(ObjectId object, Optional<String> other) {
    Optional<ObjectId> was = known.live(object, before);
    was.flatMap(it -> known.owner(object, it, before))
        .ifPresent(
            owner ->
                needed.add(
                    new NeededRight(
                        Right.OWNER,
                        object.kind().code(),
                        was.get().qualifiedName(),
                        owner,
                        other.orElse(null))));
  }

  /** A script that makes a part of a table, or what inherits from it, changes that one as well. */
  private void parents(ObjectId object, JsonNode node) {
    if (object.kind() != Kind.TABLE) {
      return;
    }
    if (node.hasNonNull("partitionOf")) {
      parent(node.path("partitionOf").asText());
    }
    node.path("inherits").forEach(it -> parent(it.asText()));
  }

  private void parent(String printed) {
    table(printed, now).flatMap(it -> known.live(it, now)).ifPresent(this::ownerOfLive);
  }

  private void ownerOfLive(ObjectId was) {
    Optional.ofNullable(beforeByLive.get(was)).ifPresent(it -> owner(it, Optional.empty()));
  }

  private void create(ObjectId object) {
    ObjectId place = object.place();
    known
        .live(place, now)
        .filter(it -> isGrantedAsBefore(place, it))
        .ifPresent(
            it ->
                needed.add(
                    new NeededRight(
                        Right.CREATE, "schema", it.qualifiedName(), printed(it), null)));
  }

  private void privilege(Right right, ObjectId table) {
    needed.add(ofTable(right, table, List.of()));
  }

  private static NeededRight ofTable(Right right, ObjectId table, List<String> columns) {
    return new NeededRight(
        right, table.kind().code(), table.qualifiedName(), printed(table), null, columns);
  }

  /** Whether no script of the plan has said otherwise who may do what with it. */
  private boolean isGrantedAsBefore(ObjectId object, ObjectId was) {
    JsonNode then = first.objects().get(was).node();
    JsonNode by = node(object, now.objects().containsKey(object) ? now : before);
    return then.path("grants").equals(by.path("grants"))
        && then.path("owner").equals(by.path("owner"))
        && columnGrants(then).equals(columnGrants(by));
  }

  private static Set<JsonNode> columnGrants(JsonNode table) {
    Set<JsonNode> grants = new HashSet<>();
    table.path("columns").forEach(it -> grants.add(it.path("grants")));
    return grants;
  }

  private Optional<ObjectId> table(ObjectId of, IdentifiedSchema moment) {
    return table(of.namespace(), of.table(), moment);
  }

  private Optional<ObjectId> table(String printed, IdentifiedSchema moment) {
    var parts = Identifiers.parts(printed);
    return parts.size() == 2 ? table(parts.get(0), parts.get(1), moment) : Optional.empty();
  }

  private Optional<ObjectId> table(String namespace, String name, IdentifiedSchema moment) {
    return LOCKED.stream()
        .map(kind -> new ObjectId(kind, namespace, null, name))
        .filter(moment.objects()::containsKey)
        .findFirst();
  }

  private JsonNode node(ObjectId object, IdentifiedSchema moment) {
    ObjectTree tree = moment.objects().get(object);
    return tree == null ? MissingNode.getInstance() : tree.node();
  }

  static boolean names(String text, ObjectId object) {
    String name = object.name().replaceFirst("\\(.*", "");
    return Pattern.compile(
            "(?<![\\w$])" + Pattern.quote(name.replace("\"", "\"\"")) + "(?![\\w$])",
            Pattern.CASE_INSENSITIVE)
        .matcher(text)
        .find();
  }

  private static String printed(ObjectId object) {
    return object.namespace() == null
        ? Identifiers.printed(object.name())
        : Identifiers.printed(object.namespace()) + "." + Identifiers.printed(object.name());
  }

  /** All that was found. */
  Set<NeededRight> needed() {
    return needed;
  }
}
