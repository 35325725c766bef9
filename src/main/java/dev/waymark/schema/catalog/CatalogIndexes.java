package dev.waymark.schema.catalog;

import dev.waymark.schema.Index;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The indexes by oid, put together from the rows of {@code indexes.sql} and what they point to. */
final class CatalogIndexes {
  /** The only collation that indexes.sql does not name (DEFAULT_COLLATION_OID). */
  private static final String DEFAULT_COLLATION = "\"default\"";

  private final CatalogColumns columns;
  private final CatalogOperatorClasses operatorClasses;
  private final CatalogKeyOptions keyOptions;
  private final CatalogComments comments;
  private final CatalogQuotes quotes;
  private final Map<Long, Index> indexes = new LinkedHashMap<>();

  CatalogIndexes(
      ResultSet row,
      CatalogColumns columns,
      CatalogOperatorClasses operatorClasses,
      CatalogKeyOptions keyOptions,
      CatalogComments comments,
      CatalogQuotes quotes)
      throws SQLException {
    this.columns = columns;
    this.operatorClasses = operatorClasses;
    this.keyOptions = keyOptions;
    this.comments = comments;
    this.quotes = quotes;
    while (row.next()) {
      indexes.put(row.getLong("object"), read(row));
    }
  }

  /** Null if there is none. */
  Index find(long object) {
    return indexes.get(object);
  }

  /** The indexes whose definition only PostgreSQL can print. */
  List<Long> undefined() {
    return indexes.entrySet().stream()
        .filter(entry -> entry.getValue().definition() == null)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Adds all, with the constraints they back and the definitions they lacked, both by oid. */
  void addTo(FoundObjects found, Map<Long, String> constraints, Map<Long, String> definitions) {
    indexes.forEach(
        (object, index) ->
            found.add(
                CatalogAddress.ofRelation(object),
                index.completed(constraints.get(object), definitions.get(object))));
  }

  private Index read(ResultSet row) throws SQLException {
    List<CatalogIndexKey> keys = keys(row);
    List<NumberedColumn> included = included(row);
    var index =
        new Index(
            row.getString("namespace"),
            row.getString("table"),
            row.getString("name"),
            null,
            null,
            row.getString("method"),
            row.getBoolean("unique"),
            row.getBoolean("nullsNotDistinct"),
            row.getBoolean("primary"),
            keys.stream().map(CatalogIndexKey::shown).toList(),
            included.stream().map(NumberedColumn::name).toList(),
            row.getString("predicate"),
            row.getBoolean("valid"),
            row.getBoolean("ready"),
            row.getBoolean("clustered"),
            row.getBoolean("replicaIdentity"),
            row.getString("partitionOf"),
            row.getString("tablespace"),
            CatalogArrays.texts(row, "storageParameters"),
            comments.on(CatalogAddress.ofRelation(row.getLong("object"))));
    var definition =
        new IndexDefinition(
            quotes.around(index.name()),
            quotes.around(index.namespace()) + "." + quotes.around(index.table()),
            row.getBoolean("partitioned"),
            keys,
            included);
    return index.completed(null, definition.printed(index));
  }

  private List<CatalogIndexKey> keys(ResultSet row) throws SQLException {
    long index = row.getLong("object");
    long table = row.getLong("tableId");
    long[] numbers = CatalogArrays.numbers(row.getString("columns"));
    long[] classes = CatalogArrays.numbers(row.getString("operatorClasses"));
    long[] collations = CatalogArrays.numbers(row.getString("collations"));
    long[] orders = CatalogArrays.numbers(row.getString("orders"));
    List<String> names = CatalogArrays.texts(row, "collationNames");
    List<String> expressions = CatalogArrays.texts(row, "expressions");
    int expression = 0;
    var keys = new ArrayList<CatalogIndexKey>(classes.length);
    for (int position = 0; position < classes.length; position++) {
      boolean named = numbers[position] != 0;
      NumberedColumn column = named ? columns.find(table, numbers[position]) : null;
      String[] collationAndText = named ? null : expressions.get(expression++).split(" ", 2);
      keys.add(
          new CatalogIndexKey(
              column,
              named ? null : collationAndText[1],
              named ? column.collation() : Long.parseLong(collationAndText[0]),
              operatorClasses.of(classes[position]),
              keyOptions.of(index, position + 1),
              collations[position],
              names.isEmpty() ? DEFAULT_COLLATION : names.get(position),
              (int) orders[position]));
    }
    return keys;
  }

  private List<NumberedColumn> included(ResultSet row) throws SQLException {
    long[] numbers = CatalogArrays.numbers(row.getString("columns"));
    var included = new ArrayList<NumberedColumn>();
    for (int position = row.getInt("keyCount"); position < numbers.length; position++) {
      included.add(columns.find(row.getLong("tableId"), numbers[position]));
    }
    return included;
  }
}
