package dev.waymark.migration.plan.hazard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.schema.Kind;
import dev.waymark.schema.ObjectId;
import dev.waymark.schema.ObjectTree;
import dev.waymark.schema.comparison.ObjectChange;
import dev.waymark.schema.comparison.ObjectChange.AttributeChange;
import dev.waymark.schema.comparison.ObjectChange.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a script does to logical replication, which copies rows and never what a script makes. */
public final class ReplicationHazards {
  private static final Pattern COLUMN = Pattern.compile("columns\\..+");
  private static final Pattern OF_COLUMN =
      Pattern.compile(
          "columns\\..+\\.(nullable|default|comment|storage|compression|notNull.*|statisticsTarget|grants.*|options|identity|generat.*|collation|inherited|position|foreignOptions)");

  private final Replication before;
  private final Replication after;
  private final Map<ObjectId, ObjectTree> was;

  private ReplicationHazards(Map<ObjectId, ObjectTree> was, Map<ObjectId, ObjectTree> is) {
    this.was = was;
    this.before = new Replication(was);
    this.after = new Replication(is);
  }

  /**
   * Those of one script.
   *
   * @param was what was there before it
   * @param is what is there after it
   * @param changes what it changed
   */
  public static List<Hazard> of(
      Map<ObjectId, ObjectTree> was, Map<ObjectId, ObjectTree> is, List<ObjectChange> changes) {
    var found = new ReplicationHazards(was, is);
    return found.before.isEmpty() && found.after.isEmpty()
        ? List.of()
        : found.of(is.keySet(), changes);
  }

  private List<Hazard> of(Iterable<ObjectId> ids, List<ObjectChange> changes) {
    List<Hazard> hazards = new ArrayList<>();
    for (ObjectId id : ids) {
      if (id.kind() == Kind.TABLE && after.isWithoutIdentity(id) && !before.isWithoutIdentity(id)) {
        hazards.add(identityLost(id));
      }
      if (id.kind() == Kind.TABLE && after.of(id).isEmpty() && !before.of(id).isEmpty()) {
        hazards.add(
            hazard(
                id.qualifiedName(),
                "%s is not published any more, and was (%s)."
                    .formatted(id.qualifiedName(), String.join(", ", before.of(id))),
                "Subscribers get no more changes of its rows."));
      }
    }
    for (ObjectChange change : changes) {
      if (change.kind().equals("table")) {
        table(change, ids).ifPresent(hazards::add);
      }
    }
    return hazards;
  }

  private Hazard identityLost(ObjectId table) {
    boolean there = was.containsKey(table);
    return new Hazard(
        Hazard.Code.REPLICA_IDENTITY_LOST,
        there ? Severity.BREAKS : Severity.NOTICE,
        Basis.REHEARSAL,
        table.qualifiedName(),
        null,
        "UPDATE and DELETE of %s fail: it is published (%s), and nothing identifies its rows."
            .formatted(table.qualifiedName(), String.join(", ", after.of(table))),
        "Give it a primary key; or ALTER TABLE ... REPLICA IDENTITY FULL.");
  }

  private Optional<Hazard> table(ObjectChange change, Iterable<ObjectId> ids) {
    String old = change.from() == null ? change.object() : change.from();
    List<String> published = offered(before, was.keySet(), old);
    if (change.change() == Change.ADDED) {
      return before.namesTables() && offered(after, ids, change.object()).isEmpty()
          ? Optional.of(
              hazard(
                  change.object(),
                  "No publication has the new table %s: subscribers do not get its rows."
                      .formatted(change.object()),
                  "ALTER PUBLICATION ... ADD TABLE, if they should have it."))
          : Optional.empty();
    }
    if (published.isEmpty()) {
      return Optional.empty();
    }
    String publications = String.join(", ", published);
    if (change.change() == Change.DROPPED) {
      return Optional.of(
          hazard(
              old,
              "%s is dropped, which is published (%s).".formatted(old, publications),
              "Subscribers keep their table as it is; drop it there, too."));
    }
    boolean shaped =
        change.change() == Change.RENAMED
            || !offered(after, ids, change.object()).isEmpty()
                && change.attributes().stream().anyMatch(ReplicationHazards::isOfShape);
    return shaped
        ? Optional.of(
            hazard(
                change.object(),
                "%s is published (%s), and its subscribers do not get its new shape by themselves."
                    .formatted(change.object(), publications),
                "Change it there as well: first where columns are added, last where they are"
                    + " dropped; else replication stops."))
        : Optional.empty();
  }

  private static boolean isOfShape(AttributeChange attribute) {
    boolean whole = isColumn(attribute.before()) || isColumn(attribute.after());
    return COLUMN.matcher(attribute.attribute()).matches()
        && (whole || !OF_COLUMN.matcher(attribute.attribute()).matches());
  }

  private static boolean isColumn(JsonNode value) {
    return value != null && value.isObject() && value.has("type");
  }

  private static List<String> offered(
      Replication replication, Iterable<ObjectId> ids, String table) {
    for (ObjectId id : ids) {
      if (id.kind() == Kind.TABLE && id.qualifiedName().equals(table)) {
        return replication.of(id);
      }
    }
    return List.of();
  }

  private static Hazard hazard(String table, String detail, String hint) {
    return new Hazard(
        Hazard.Code.REPLICATION_CHANGED,
        Severity.NOTICE,
        Basis.REHEARSAL,
        table,
        null,
        detail,
        hint);
  }
}
