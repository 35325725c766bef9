package dev.waymark.migration.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.waymark.migration.plan.hazard.NeededRight;
import dev.waymark.migration.plan.hazard.NeededRight.Right;
import dev.waymark.migration.plan.hazard.TouchedTable;
import dev.waymark.schema.IdentifiedSchema;
import dev.waymark.schema.Identifiers;
import dev.waymark.schema.Kind;
import dev.waymark.schema.ObjectId;
import dev.waymark.schema.ObjectTree;
import dev.waymark.schema.comparison.ObjectChange;
import dev.waymark.schema.comparison.ObjectChange.Change;
import dev.waymark.verification.expectation.ReplayedSchema;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a script needs to be allowed in the live database, by what it was seen to change in the
 * copy. Where PostgreSQL may ask less than that, nothing is said: what goes with something else,
 * what only shows another name, and what functions do with the rights of their owners.
 */
final class NeededRights {
  private static final Set<Kind> LOCKED =
      EnumSet.of(Kind.TABLE, Kind.VIEW, Kind.MATERIALIZED_VIEW, Kind.SEQUENCE);

  private static final Pattern GRANTS = Pattern.compile("(.*\\.)?grants(\\..*)?");
  private static final Pattern CASCADE =
      Pattern.compile("\\bCASCADE\\b|\\bDROP\\s+OWNED\\b", Pattern.CASE_INSENSITIVE);

  private final IdentifiedSchema first;
  private final Map<ObjectId, ObjectTree> live;
  private final Map<String, String> standIns;
  private final Map<String, ObjectId> firstByNumber = new HashMap<>();

  /**
   * @param first the copy before the first script, which has the names of the live database
   * @param live what the live database has
   * @param standIns who stands for whom in the copy
   */
  NeededRights(
      IdentifiedSchema first, Map<ObjectId, ObjectTree> live, Map<String, String> standIns) {
    this.first = first;
    this.live = live;
    this.standIns = standIns;
    first
        .identities()
        .objects()
        .forEach((id, number) -> firstByNumber.put(id.kind() + " " + number, id));
  }

  /**
   * What one script needs.
   *
   * @param before what was there before it
   * @param now what is there after it
   * @param touched the live tables whose rows its statements delete or change
   * @param locked what it locked more strongly than who writes rows does, by number
   * @param text its statements
   */
  Set<NeededRight> of(
      IdentifiedSchema before,
      IdentifiedSchema now,
      Iterable<ObjectChange> changes,
      Iterable<TouchedTable> touched,
      Set<Long> locked,
      String text) {
    Set<NeededRight> needed = new LinkedHashSet<>();
    if (actsForOthers(before, text)) {
      return needed;
    }
    Map<String, ObjectId> was = named(before);
    Map<String, ObjectId> is = named(now);
    var script = new Script(before, now, locked, text, needed);
    for (ObjectChange change : changes) {
      String from = change.from() == null ? change.object() : change.from();
      ObjectId old = was.get(change.kind() + " " + from);
      ObjectId current = is.get(change.kind() + " " + change.object());
      if (change.change() == Change.ADDED && current != null) {
        script.added(current);
      } else if (change.change() == Change.DROPPED && old != null) {
        script.dropped(old);
      } else if (old != null && current != null) {
        script.changed(change, old, current);
      }
    }
    touched.forEach(script::touches);
    return needed;
  }

  private static Map<String, ObjectId> named(IdentifiedSchema moment) {
    Map<String, ObjectId> named = new HashMap<>();
    moment.objects().keySet().forEach(id -> named.put(id.toString(), id));
    return named;
  }

  /** Whether it names a function that is executed with its owner's rights. */
  private static boolean actsForOthers(IdentifiedSchema before, String text) {
    return before.objects().entrySet().stream()
        .filter(it -> it.getKey().kind() == Kind.FUNCTION || it.getKey().kind() == Kind.PROCEDURE)
        .filter(it -> it.getValue().node().path("securityDefiner").asBoolean(false))
        .anyMatch(it -> names(text, it.getKey()));
  }

  private static boolean names(String text, ObjectId object) {
    String name = object.name().replaceFirst("\\(.*", "");
    return Pattern.compile(
            "(?<![\\w$])" + Pattern.quote(name.replace("\"", "\"\"")) + "(?![\\w$])",
            Pattern.CASE_INSENSITIVE)
        .matcher(text)
        .find();
  }

  /** What an object of one moment was before the first script; empty if it was not there. */
  private Optional<ObjectId> live(ObjectId object, IdentifiedSchema moment) {
    Optional<Long> number = moment.identities().of(object);
    Optional<ObjectId> id =
        number.isPresent()
            ? Optional.ofNullable(firstByNumber.get(object.kind() + " " + number.get()))
            : Optional.of(object);
    return id.filter(first.objects()::containsKey).filter(live::containsKey);
  }

  /** Whose it is then: whom an earlier script has given it to, or to whom it belongs by now. */
  private Optional<String> owner(ObjectId object, ObjectId was, IdentifiedSchema moment) {
    String copied = owner(first.objects().get(was));
    String by = owner(moment.objects().get(object));
    return Optional.ofNullable(
        by == null || by.equals(copied) ? owner(live.get(was)) : ReplayedSchema.text(by, standIns));
  }

  private static String owner(ObjectTree tree) {
    return tree == null ? null : tree.node().path("owner").asText(null);
  }

  private static String printed(ObjectId object) {
    return object.namespace() == null
        ? Identifiers.printed(object.name())
        : Identifiers.printed(object.namespace()) + "." + Identifiers.printed(object.name());
  }

  /** One script, and what was found that it needs. */
  private final class Script {
    private final IdentifiedSchema before;
    private final IdentifiedSchema now;
    private final Set<Long> locked;
    private final String text;
    private final boolean cascades;
    private final Set<NeededRight> needed;
    private final Map<ObjectId, ObjectId> beforeByLive = new HashMap<>();

    Script(
        IdentifiedSchema before,
        IdentifiedSchema now,
        Set<Long> locked,
        String text,
        Set<NeededRight> needed) {
      this.before = before;
      this.now = now;
      this.locked = locked;
      this.text = text;
      this.cascades = CASCADE.matcher(text).find();
      this.needed = needed;
      for (ObjectId id : before.objects().keySet()) {
        if (LOCKED.contains(id.kind())) {
          live(id, before).ifPresent(it -> beforeByLive.put(it, id));
        }
      }
    }

    void touches(TouchedTable touched) {
      table(touched.table().name(), first)
          .filter(it -> isGrantedAsBefore(beforeByLive.getOrDefault(it, it), it))
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
            .flatMap(it -> live(it, now))
            .ifPresent(it -> privilege(Right.REFERENCES, it));
      }
    }

    private void addedTo(ObjectId object, JsonNode node) {
      Optional<ObjectId> table = table(object, now);
      if (object.kind() == Kind.CONSTRAINT) {
        refersTo(node);
      }
      Optional<ObjectId> was = table.flatMap(it -> live(it, now)).filter(it -> isLocked(it));
      if (was.isEmpty() || isPart(table.get(), now)) {
        return;
      }
      if (object.kind() == Kind.TRIGGER) {
        privilege(Right.TRIGGER, was.get());
        return;
      }
      ownerOfLive(was.get());
      if (object.kind() == Kind.INDEX) {
        create(object);
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
              ? live(object.place(), before)
                  .flatMap(it -> NeededRights.this.owner(object.place(), it, before))
              : Optional.empty());
    }

    /** Whether the script itself changes it, and not only what it shows of others. */
    private boolean isMeant(ObjectId object) {
      Optional<ObjectId> whole =
          object.table() == null ? Optional.of(object) : table(object, before);
      if (whole.isEmpty()) {
        return false;
      }
      return LOCKED.contains(whole.get().kind())
          ? live(whole.get(), before).filter(this::isLocked).isPresent()
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
      Optional<ObjectId> whole =
          object.table() == null ? Optional.of(object) : table(object, before);
      whole.ifPresent(it -> owner(it, other));
    }

    private void owner(ObjectId object, Optional<String> other) {
      Optional<ObjectId> was = live(object, before);
      was.flatMap(it -> NeededRights.this.owner(object, it, before))
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

    /** Who makes a part of a table, or what inherits from it, changes that one as well. */
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
      table(printed, now).flatMap(it -> live(it, now)).ifPresent(this::ownerOfLive);
    }

    private void ownerOfLive(ObjectId was) {
      Optional.ofNullable(beforeByLive.get(was)).ifPresent(it -> owner(it, Optional.empty()));
    }

    private void create(ObjectId object) {
      ObjectId place = object.place();
      live(place, now)
          .filter(it -> isGrantedAsBefore(place, it))
          .ifPresent(
              it ->
                  needed.add(
                      new NeededRight(
                          Right.CREATE, "schema", it.qualifiedName(), printed(it), null)));
    }

    private void privilege(Right right, ObjectId table) {
      needed.add(
          new NeededRight(right, table.kind().code(), table.qualifiedName(), printed(table), null));
    }

    /** Whether no script of the plan has said otherwise who may do what with it. */
    private boolean isGrantedAsBefore(ObjectId object, ObjectId was) {
      JsonNode then = first.objects().get(was).node();
      JsonNode by = node(object, now.objects().containsKey(object) ? now : before);
      return then.path("grants").equals(by.path("grants"))
          && then.path("owner").equals(by.path("owner"));
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
  }
}
