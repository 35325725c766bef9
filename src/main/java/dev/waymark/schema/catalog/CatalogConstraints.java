package dev.waymark.schema.catalog;

import dev.waymark.schema.Constraint;
import dev.waymark.schema.Index;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The constraints by oid, put together from the rows of {@code constraints.sql} and what they point
 * to.
 */
final class CatalogConstraints {
  private final CatalogColumns columns;
  private final CatalogIndexes indexes;
  private final CatalogComments comments;
  private final Map<Long, Constraint> constraints = new LinkedHashMap<>();
  private final Map<Long, String> namesByIndex = new HashMap<>();

  CatalogConstraints(
      ResultSet row, CatalogColumns columns, CatalogIndexes indexes, CatalogComments comments)
      throws SQLException {
    this.columns = columns;
    this.indexes = indexes;
    this.comments = comments;
    while (row.next()) {
      constraints.put(row.getLong("object"), read(row));
      // NULL, for a foreign key, is 0 here, and no index has that number.
      namesByIndex.put(row.getLong("indexId"), row.getString("name"));
    }
  }

  /** The names of constraints by the oid of the index that backs them. */
  Map<Long, String> namesByIndex() {
    return namesByIndex;
  }

  /** The constraints whose definition only PostgreSQL can print. */
  List<Long> undefined() {
    return constraints.entrySet().stream()
        .filter(entry -> entry.getValue().definition() == null)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Adds all, with the definitions they lacked, by oid. */
  void addTo(FoundObjects found, Map<Long, String> definitions) {
    constraints.forEach(
        (object, constraint) ->
            found.add(
                CatalogAddress.ofConstraint(object),
                constraint.definition() == null
                    ? constraint.defined(definitions.get(object))
                    : constraint));
  }

  private Constraint read(ResultSet row) throws SQLException {
    long table = row.getLong("tableId");
    long referencedTable = row.getLong("referencedTableId");
    long[] numbers = CatalogArrays.numbers(row.getString("columns"));
    long[] referenced = CatalogArrays.numbers(row.getString("referencedColumns"));
    long[] onDelete = CatalogArrays.numbers(row.getString("onDeleteColumns"));
    String name = row.getString("name");
    Index index = indexes.find(row.getLong("indexId"));
    var constraint =
        new Constraint(
            row.getString("namespace"),
            row.getString("table"),
            name,
            row.getString("type"),
            null,
            columns.names(table, numbers),
            row.getString("referencedTable"),
            columns.names(referencedTable, referenced),
            row.getString("onUpdate"),
            row.getString("onDelete"),
            columns.names(table, onDelete),
            row.getString("match"),
            row.getBoolean("deferrable"),
            row.getBoolean("initiallyDeferred"),
            index != null && index.nullsNotDistinct(),
            row.getBoolean("withoutOverlaps"),
            row.getBoolean("noInherit"),
            row.getBoolean("validated"),
            row.getBoolean("enforced"),
            row.getBoolean("triggersEnabled"),
            row.getBoolean("inherited"),
            index == null || index.name().equals(name) ? null : index.name(),
            comments.on(CatalogAddress.ofConstraint(row.getLong("object"))));
    var definition =
        new ConstraintDefinition(
            columns.quoted(table, numbers),
            row.getString("expression"),
            columns.quoted(referencedTable, referenced),
            columns.quoted(table, onDelete),
            index != null && !index.include().isEmpty());
    return constraint.defined(definition.printed(constraint));
  }
}
