package dev.waymark.migration.rehearsal.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.database.Sql;
import dev.waymark.schema.IdentifiedSchema;
import dev.waymark.schema.Identifiers;
import dev.waymark.schema.Kind;
import dev.waymark.schema.ObjectId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the live rows of a table whose name, or the names of whose columns, a plan changes before
 * something is needed of them: by what they are beneath their names. A column that the plan adds
 * has the values that PostgreSQL would give it.
 */
final class LiveTables {
  private static final List<Kind> TYPES =
      List.of(
          Kind.ENUM,
          Kind.DOMAIN,
          Kind.COMPOSITE_TYPE,
          Kind.RANGE_TYPE,
          Kind.BASE_TYPE,
          Kind.TABLE,
          Kind.VIEW);

  private final IdentifiedSchema before;
  private final IdentifiedSchema after;
  private final GivenValues given;
  private final Map<String, ObjectId> live = new HashMap<>();

  /**
   * @param before the copy before the first script, which has the names of the live database
   * @param after what is there when the rows are needed
   * @param given what the rows have in columns that are new by then
   */
  LiveTables(IdentifiedSchema before, IdentifiedSchema after, GivenValues given) {
    this.before = before;
    this.after = after;
    this.given = given;
    before.identities().objects().forEach((id, number) -> live.put(id.kind() + " " + number, id));
  }

  /**
   * Live rows.
   *
   * @param relation what they are read from
   * @param named whether that is a table, as it is
   */
  record Rows(String relation, boolean named) {
    /** With this alias. */
    String as(String alias) {
      return relation + " AS " + alias;
    }

    /** With an alias only where one is needed. */
    String alone() {
      return named ? relation : as("row_here");
    }
  }

  /** What is there when the rows are needed. */
  IdentifiedSchema after() {
    return after;
  }

  /** The object as it was before the first script, under the name that it has now. */
  Optional<ObjectNode> before(ObjectId id) {
    return Optional.ofNullable(before.objects().get(id)).map(it -> it.node());
  }

  /** The object as it is by then. */
  Optional<ObjectNode> after(ObjectId id) {
    return Optional.ofNullable(after.objects().get(id)).map(it -> it.node());
  }

  /**
   * Those of a table and of those that inherit from it; empty if it is not in the live database.
   *
   * @param needed what of them is asked, with the names of columns in it
   */
  Optional<Rows> all(String namespace, String table, String needed) {
    return rows(namespace, table, false, needed);
  }

  /** Those of a table alone, with its partitions. */
  Optional<Rows> own(String namespace, String table, String needed) {
    return rows(namespace, table, true, needed);
  }

  /** The same for a name as PostgreSQL prints it, qualified. */
  Optional<Rows> own(String printed, String needed) {
    List<String> parts = Identifiers.parts(printed);
    return parts.size() == 2 ? own(parts.get(0), parts.get(1), needed) : Optional.empty();
  }

  /** What a table of the copy is called in the live database. */
  Optional<ObjectId> table(long number) {
    return live(Kind.TABLE, number);
  }

  /** Whether the rows that are there have a value in a new column, which needs no default then. */
  boolean isGiven(String namespace, String table, String column) {
    return number(namespace, table)
        .filter(
            it -> given.value(it, column).isPresent() || given.expression(it, column).isPresent())
        .isPresent();
  }

  /** Whether they certainly have none, although it may have a default by now. */
  boolean isNotGiven(String namespace, String table, String column) {
    return number(namespace, table).filter(it -> given.isNone(it, column)).isPresent();
  }

  private Optional<Long> number(String namespace, String table) {
    var id = new ObjectId(Kind.TABLE, namespace, null, table);
    return Optional.ofNullable(after.identities().objects().get(id));
  }

  private Optional<Rows> rows(String namespace, String table, boolean only, String needed) {
    for (Kind kind : List.of(Kind.TABLE, Kind.MATERIALIZED_VIEW)) {
      var id = new ObjectId(kind, namespace, null, table);
      Long number = after.identities().objects().get(id);
      Optional<ObjectId> was = number == null ? Optional.empty() : live(kind, number);
      if (was.isPresent()) {
        ObjectNode old = before.objects().get(was.get()).node();
        // What is kept elsewhere PostgreSQL does not look at.
        return old.has("server")
            ? Optional.empty()
            : Optional.of(
                rows(was.get(), old, id, number, only && !old.has("partitionKey"), needed));
      }
    }
    return Optional.empty();
  }

  private Optional<ObjectId> live(Kind kind, long number) {
    return Optional.ofNullable(live.get(kind + " " + number));
  }

  private Rows rows(
      ObjectId was, ObjectNode old, ObjectId id, long number, boolean only, String needed) {
    Map<Integer, String> oldNames = before.identities().columns(number);
    Map<Integer, String> names = after.identities().columns(number);
    Map<String, JsonNode> oldColumns = columns(old);
    Map<String, JsonNode> columns = columns(after(id).orElse(old));
    Set<String> gone = new HashSet<>(oldNames.values());
    List<String> read = new ArrayList<>();
    List<String> made = new ArrayList<>();
    boolean another = false;
    for (var column : names.entrySet()) {
      String name = oldNames.get(column.getKey());
      String now = column.getValue();
      JsonNode described = columns.getOrDefault(now, MissingNode.getInstance());
      if (name == null) {
        another |= gone.contains(now);
        if (needed.contains(now)) {
          another |= given(number, described, read, made);
        }
      } else {
        gone.remove(name);
        another |= !name.equals(now);
        if (isGeneratedAnew(oldColumns.getOrDefault(name, MissingNode.getInstance()), described)) {
          another |= given(number, described, read, made);
        } else {
          read.add(Sql.identifier(name) + " AS " + Sql.identifier(now));
        }
      }
    }
    String relation =
        (only && was.kind() == Kind.TABLE ? "ONLY " : "")
            + Sql.identifier(was.namespace())
            + "."
            + Sql.identifier(was.name());
    if (!another) {
      return new Rows(relation, true);
    }
    String rows = "(SELECT %s FROM %s)".formatted(String.join(", ", read), relation);
    return new Rows(
        made.isEmpty()
            ? rows
            : "(SELECT given.*, %s FROM %s AS given)".formatted(String.join(", ", made), rows),
        false);
  }

  private static Map<String, JsonNode> columns(ObjectNode table) {
    Map<String, JsonNode> columns = new HashMap<>();
    table.path("columns").forEach(it -> columns.put(it.path("name").asText(), it));
    return columns;
  }

  private static boolean isGeneratedAnew(JsonNode before, JsonNode after) {
    return after.path("generated").asText().equals("stored")
        && !after.path("generationExpression").equals(before.path("generationExpression"));
  }

  /**
   * The values that a new column will have.
   *
   * @param read what needs no other column
   * @param made what may be made of others
   * @return whether that is known
   */
  private boolean given(long table, JsonNode column, List<String> read, List<String> made) {
    String label = column.path("name").asText();
    String name = " AS " + Sql.identifier(label);
    String type = column.path("type").asText();
    Optional<String> noted = given.value(table, label);
    boolean none = given.isNone(table, label);
    String value =
        given.expression(table, label).orElseGet(() -> column.path("default").asText(null));
    boolean counted = noted.isEmpty() && !none && value != null && value.startsWith("nextval(");
    if (column.hasNonNull("identity") || counted) {
      // Each row has another one.
      read.add("pg_catalog.row_number() OVER ()" + name);
      return true;
    }
    if (!isLive(type)) {
      return false;
    }
    if (column.hasNonNull("generated")) {
      made.add("(%s)::%s".formatted(column.path("generationExpression").asText(), type) + name);
      return true;
    }
    if (noted.isPresent()) {
      value = Sql.literal(noted.get());
    } else if (none) {
      value = "NULL";
    } else if (value == null) {
      value =
          Domains.id(type)
              .flatMap(this::after)
              .map(it -> it.path("default").asText(null))
              .orElse("NULL");
    }
    read.add("(%s)::%s".formatted(value, type) + name);
    return true;
  }

  /** Whether the live database has the type; those of extensions are not made by scripts. */
  private boolean isLive(String type) {
    List<String> parts = Identifiers.parts(type.replaceFirst("(\\([^)]*\\))?(\\[\\])*$", ""));
    if (parts.size() != 2) {
      return true;
    }
    for (Kind kind : TYPES) {
      var id = new ObjectId(kind, parts.get(0), null, parts.get(1));
      if (after.objects().containsKey(id)) {
        return before.objects().containsKey(id);
      }
    }
    return true;
  }
}
