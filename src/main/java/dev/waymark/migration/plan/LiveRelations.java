package dev.waymark.migration.plan;

import dev.waymark.database.Sql;
import dev.waymark.migration.observation.Live;
import dev.waymark.migration.plan.hazard.LiveRelation;
import dev.waymark.migration.script.Dropped.Named;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What is there now of the relations that scripts take away by name; asked in one question. */
public final class LiveRelations {
  private static final String QUERY = Sql.read(LiveRelations.class, "live_relations.sql");

  private final String defaultSchema;
  private final Map<String, LiveRelation> found = new HashMap<>();

  private LiveRelations(String defaultSchema) {
    this.defaultSchema = defaultSchema;
  }

  /**
   * Asks for them.
   *
   * @param defaultSchema where unqualified names go first; null where the connection says it
   * @throws SQLException if they cannot be asked for
   */
  static LiveRelations read(Connection connection, Collection<Named> wanted, String defaultSchema)
      throws SQLException {
    LiveRelations relations = new LiveRelations(defaultSchema);
    List<String> names =
        wanted.stream().flatMap(it -> written(it).stream()).distinct().sorted().toList();
    if (!names.isEmpty()) {
      relations.ask(connection, names);
    }
    return relations;
  }

  /**
   * How large relations are.
   *
   * @param names qualified, quoted or not
   * @return by these names; without those that are not there, or no tables
   * @throws SQLException if they cannot be asked for
   */
  public static Map<String, Live> sizes(Connection connection, Collection<String> names)
      throws SQLException {
    var relations = new LiveRelations(null);
    Map<String, Live> sizes = new HashMap<>();
    if (!names.isEmpty()) {
      relations.ask(connection, names.stream().sorted().toList());
      relations.found.forEach(
          (name, relation) -> {
            if (relation.table()) {
              sizes.put(name, relation.own());
            }
          });
    }
    return sizes;
  }

  Optional<LiveRelation> find(Named named) {
    return written(named).stream().map(found::get).filter(Objects::nonNull).findFirst();
  }

  private void ask(Connection connection, List<String> names) throws SQLException {
    List<String> inDefault = new ArrayList<>();
    for (String name : names) {
      inDefault.add(
          defaultSchema == null || name.contains(".")
              ? name
              : Sql.identifier(defaultSchema) + "." + name);
    }
    try (var query = connection.prepareStatement(QUERY)) {
      query.setArray(1, connection.createArrayOf("text", names.toArray()));
      query.setArray(2, connection.createArrayOf("text", inDefault.toArray()));
      try (var row = query.executeQuery()) {
        while (row.next()) {
          found.put(row.getString("wanted"), relation(row));
        }
      }
    }
  }

  private static LiveRelation relation(ResultSet row) throws SQLException {
    Set<String> columns =
        Arrays.stream((String[]) row.getArray("columns").getArray()).collect(Collectors.toSet());
    return new LiveRelation(
        row.getString("name"),
        row.getBoolean("is_table"),
        new Live(row.getLong("live_rows"), row.getLong("live_bytes")),
        new Live(row.getLong("own_rows"), row.getLong("own_bytes")),
        row.getLong("scans"),
        columns);
  }

  /** The names that it may stand for, those first that count first. */
  private static List<String> written(Named named) {
    String name = Sql.identifier(named.name());
    if (named.schema() != null) {
      return List.of(Sql.identifier(named.schema()) + "." + name);
    }
    return named.path() == null
        ? List.of(name)
        : named.path().stream().map(schema -> Sql.identifier(schema) + "." + name).toList();
  }
}
