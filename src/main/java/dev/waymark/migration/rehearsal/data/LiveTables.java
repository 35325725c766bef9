package dev.waymark.migration.rehearsal.data;

import dev.waymark.database.Sql;
import dev.waymark.schema.IdentifiedSchema;
import dev.waymark.schema.Identifiers;
import dev.waymark.schema.Identities;
import dev.waymark.schema.Kind;
import dev.waymark.schema.ObjectId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the live rows of a table whose name, or the names of whose columns, a plan changes before
 * something is needed of them: by what they are beneath their names.
 *
 * @param before the copy before the first script, which has the names of the live database
 * @param after what is there when the rows are needed
 */
public record LiveTables(IdentifiedSchema before, Identities after) {

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

  /**
   * Those of a table and of those that inherit from it; empty if it is not in the live database.
   */
  Optional<Rows> all(String namespace, String table) {
    return rows(namespace, table, false);
  }

  /** Those of a table alone, with its partitions. */
  Optional<Rows> own(String namespace, String table) {
    return rows(namespace, table, true);
  }

  /** The same for a name as PostgreSQL prints it, qualified. */
  Optional<Rows> own(String printed) {
    List<String> parts = Identifiers.parts(printed);
    return parts.size() == 2 ? own(parts.get(0), parts.get(1)) : Optional.empty();
  }

  private Optional<Rows> rows(String namespace, String table, boolean only) {
    for (Kind kind : List.of(Kind.TABLE, Kind.MATERIALIZED_VIEW)) {
      Long number = after.objects().get(new ObjectId(kind, namespace, null, table));
      Optional<ObjectId> live = number == null ? Optional.empty() : live(kind, number);
      if (live.isPresent()) {
        var tree = before.objects().get(live.get()).node();
        // What is kept elsewhere PostgreSQL does not look at.
        return tree.has("server")
            ? Optional.empty()
            : Optional.of(rows(live.get(), number, only && !tree.has("partitionKey")));
      }
    }
    return Optional.empty();
  }

  private Optional<ObjectId> live(Kind kind, long number) {
    return before.identities().objects().entrySet().stream()
        .filter(it -> it.getKey().kind() == kind && it.getValue() == number)
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private Rows rows(ObjectId live, long number, boolean only) {
    Map<Integer, String> was = before.identities().columns(number);
    Map<Integer, String> is = after.columns(number);
    Set<String> gone = new HashSet<>(was.values());
    List<String> columns = new ArrayList<>();
    boolean renamed = false;
    for (var column : is.entrySet()) {
      String name = was.get(column.getKey());
      if (name != null) {
        gone.remove(name);
        renamed |= !name.equals(column.getValue());
        columns.add(Sql.identifier(name) + " AS " + Sql.identifier(column.getValue()));
      }
    }
    boolean another =
        is.entrySet().stream()
            .anyMatch(it -> !was.containsKey(it.getKey()) && gone.contains(it.getValue()));
    String relation =
        (only && live.kind() == Kind.TABLE ? "ONLY " : "")
            + Sql.identifier(live.namespace())
            + "."
            + Sql.identifier(live.name());
    return renamed || another
        ? new Rows("(SELECT %s FROM %s)".formatted(String.join(", ", columns), relation), false)
        : new Rows(relation, true);
  }
}
